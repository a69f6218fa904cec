"""What a fault is."""

import dataclasses
import typing


@dataclasses.dataclass
class Fault:
    """`play(stage, report, verdict)`. `waits_for`: what the suite cannot do yet; such a fault is named in the output and not played."""
    name: str
    play: typing.Callable
    waits_for: str = None
