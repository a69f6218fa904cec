"""What a scenario is."""

import asyncio
import dataclasses
import inspect
import typing


@dataclasses.dataclass
class Scenario:
    """`play`: what the people do. `queues`: the ones that callers must have entered, in this order, because the number plan says so.
    `figures`: what must have come of it beside the comparison with queue_log; gives the differences as lines.
    `links`: those that are lost in it, ARI or AMI. `waits_for`: what the suite cannot do yet; such a scenario is named in the output and not played."""
    name: str
    play: typing.Callable
    queues: list
    figures: typing.Callable = lambda stage, act, kpi: []
    links: tuple = ()
    waits_for: str = None

    @property
    def doc(self):
        return inspect.getdoc(self.play) or self.name


async def talk(stage, call, seconds_of_talk=3):
    """The caller talks with the operator who answers, and hangs up."""
    await stage.floor.until_answered()
    await asyncio.sleep(seconds_of_talk)
    await call.hang_up()


def operator(kpi, interface):
    return next(o for o in kpi.operators["operators"] if o["interface"] == interface)


def queue(kpi, name):
    return next(q for q in kpi.queues["queues"] if q["queue"] == name)


def differences(expected, got):
    """A line for each key whose value is another one."""
    return [f"{key}: expected {value}, got {got.get(key)}" for key, value in expected.items() if got.get(key) != value]


def near(what, expected, got, by=0.3):
    """Seconds that a person's finger decides."""
    return [] if got is not None and abs(got - expected) <= by else [f"{what}: expected about {expected:.1f} s, got {got}"]
