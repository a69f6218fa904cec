"""Parts and links that fail while calls arrive."""

from .parts import LAST, PARTS, routes
from .under_load import UNDER_LOAD

ALL = PARTS + UNDER_LOAD + LAST

__all__ = ["ALL", "routes"]
