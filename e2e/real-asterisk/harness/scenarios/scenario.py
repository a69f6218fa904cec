"""What a scenario is."""

import asyncio
import dataclasses
import inspect
import typing

from ..ami import seconds
from ..settings import PATIENCE

# device states of a queue's member
NOT_IN_USE, UNAVAILABLE = "1", "5"


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


async def comes(event):
    await asyncio.wait_for(event.wait(), PATIENCE)


async def talk(stage, call, seconds_of_talk=3):
    """The caller talks with the operator who answers, and hangs up."""
    ring = await stage.until_connected()
    await asyncio.sleep(seconds_of_talk)
    await call.hang_up()
    await comes(ring.call.ended)


async def registers(stage, agent, expires=None):
    """The operator's phone registers (`expires` 0: it leaves), and the queues know."""
    before = len(stage.observer.events)
    await (stage.floor.phones[agent].register() if expires is None else stage.floor.phones[agent].register(expires=expires))
    status = UNAVAILABLE if expires == 0 else NOT_IN_USE
    await stage.floor.until(lambda: stage.observer.find("QueueMemberStatus", since=before, Interface=f"PJSIP/{agent}", Status=status),
                            f"the device state {status} of {agent}")


def operator(kpi, interface):
    return next(o for o in kpi.operators["operators"] if o["interface"] == interface)


def queue(kpi, name):
    return next(q for q in kpi.queues["queues"] if q["queue"] == name)


def differences(expected, got):
    """A line for each key whose value is another one."""
    return [f"{key}: expected {value}, got {got.get(key)}" for key, value in expected.items() if got.get(key) != value]


def between(act, begin, end, **fields):
    """Seconds from the first event `begin` with these fields to the first `end` with them, by Asterisk's clock."""
    first, last = (next(seconds(e) for e in act.ami if e["Event"] == name and fields.items() <= e.items()) for name in (begin, end))
    return last - first


def near(what, expected, got, by=0.3):
    """Seconds of the AMI against seconds of the KPI API, which may go by another event of the same moment."""
    return [] if got is not None and abs(got - expected) <= by else [f"{what}: expected about {expected:.1f} s, got {got}"]
