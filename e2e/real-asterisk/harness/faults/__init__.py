"""Parts and links that fail while calls arrive."""

from .parts import LAST, PARTS, one_call
from .under_load import UNDER_LOAD

ALL = PARTS + UNDER_LOAD + LAST

__all__ = ["ALL", "one_call"]
