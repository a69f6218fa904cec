"""10 calls/s by SIPp, and in the middle of them something fails. Each of these checks: nobody is left in Stasis, every gap is said, and
outside of the said gaps the KPIs are those of queue_log."""

import asyncio
import time

from .. import load, settings
from ..floor import NO_ANSWER
from ..processes import Failed, await_true
from .fault import Fault

BEFORE = 6              # seconds of load before the fault; then there is a time without gap to compare
AFTER = 8
# how long a caller may be nowhere: the decision timer is 0.5 s, the rest is for a machine that is busy
LONGEST_NOWHERE = 1.5
# what the gateway needs after a link is back: jittered backoff, resync, a decision for who waits in Stasis
RESCUE = 6
# the links of a gateway are up for so long before its API says so
TOLD = 0.5


class Failure:
    """One fault under load: `happens(stage, seconds)` breaks, waits and mends; the time in between is noted, or ends when it returns a
    time. `asterisk_dies`: callers who were there die with it, without an event. `before` and `after` the load: what the fault needs, and
    what the next one needs."""

    def __init__(self, happens, links=(), lasts=5, seed=1, asterisk_dies=False, before=None, after=None):
        self._happens, self._links, self._lasts, self._seed, self._asterisk_dies = happens, links, lasts, seed, asterisk_dies
        self._before, self._after = before, after

    async def play(self, stage, report, verdict):
        if self._before:
            await self._before(stage)
        try:
            await self._under_load(stage, report, verdict)
        finally:
            if self._after:
                await self._after(stage)

    async def _under_load(self, stage, report, verdict):
        times = {}

        async def action(stage):
            callers = await load.callers(stage, seconds=BEFORE + self._lasts + AFTER, seed=self._seed)
            await asyncio.sleep(BEFORE)
            times["broken"] = time.time()
            times["mended"] = await self._happens(stage, self._lasts) or time.time()
            times["seen"] = time.time()
            await callers.finished(45)
            # SIPp gives a call up without a word when its PBX dies: what came of its INVITE would wait in a queue for ever
            stage.pbx.cli("channel request hangup all")

        act = await stage.play(action)
        truth = act.truth()
        print(f"          {load.summary(truth)}", flush=True)
        blind = (times["broken"], times["seen"] + RESCUE) if self._links else None
        report.check("no caller is left in Stasis", nowhere(act, truth, blind, times["broken"] if self._asterisk_dies else None))
        if self._links:
            report.check("the gap is no shorter than the fault", _covered(verdict.gaps(act, self._links), self._links, times))
            await verdict.with_gap(act, truth, self._links)
        else:
            await verdict.whole(truth, act.start, act.end)


def nowhere(act, truth, blind, died):
    """A line for each caller who was in no queue and at no operator for too long. Who came while the gateway saw nothing may wait for the
    end of that time; `blind`: (from, to), or None; `died`: when Asterisk did, or None."""
    somewhere = {}
    for call, begun in [(e.call, e.joined) for e in truth.entries] + [(o.call, o.started) for o in truth.offers]:
        somewhere[call] = min(begun, somewhere.get(call, begun))
    lines, slowest = [], 0.0
    for caller in truth.callers.values():
        end = caller.ended or (died if died and caller.started < died else act.end)
        until = somewhere.get(caller.uniqueid, end)
        allowed = caller.started + LONGEST_NOWHERE
        if blind and blind[0] - LONGEST_NOWHERE < caller.started < blind[1]:
            allowed = max(allowed, blind[1])
        slowest = max(slowest, until - caller.started)
        if until > allowed:
            lines.append(f"{caller.uniqueid} was nowhere for {until - caller.started:.1f} s")
    print(f"          longest time nowhere: {slowest:.2f} s", flush=True)
    return lines


def _covered(gaps, links, times):
    """Half a second before: a gap may begin at the last sign of life; half a second after: a cut has to be noticed."""
    lines, broken, mended = [], times["broken"], times["mended"]
    for link in links:
        if not any(start <= broken + 0.5 and end >= mended - 0.1 for start, end in gaps[link]):
            lines.append(f"{link}: expected a gap over {broken:.1f} - {mended:.1f}, got {gaps[link]}")
    return lines


async def _ari_cut(stage, seconds):
    await asyncio.to_thread(stage.links.ari.cut)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(stage.links.ari.restore)


async def _ami_cut(stage, seconds):
    await asyncio.to_thread(stage.links.ami.cut)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(stage.links.ami.restore)


async def _gateway_killed(stage, seconds):
    await asyncio.to_thread(stage.suite.kill, settings.GATEWAY)
    await asyncio.sleep(seconds)
    launched = time.time()
    await asyncio.to_thread(stage.suite.launch, settings.GATEWAY)
    await asyncio.to_thread(stage.suite.await_ready, settings.GATEWAY)
    await asyncio.to_thread(stage.await_application)
    return launched


async def _kafka_stopped(stage, seconds):
    """SIGSTOP: connections stay open and nothing answers, which is harder than a refusal."""
    stage.suite.suspend_backends()
    await asyncio.sleep(seconds)
    stage.suite.resume_backends()


async def _asterisk_killed(stage, seconds):
    await asyncio.to_thread(stage.pbx.kill)
    stage.floor.set(NO_ANSWER)
    await asyncio.sleep(seconds)
    started = time.time()
    await asyncio.to_thread(stage.pbx.start)
    await asyncio.to_thread(stage.await_application)
    await asyncio.to_thread(stage.await_links)
    return started


async def _second_stands_by(stage):
    await asyncio.to_thread(stage.suite.launch, settings.GATEWAY_2)
    await asyncio.to_thread(stage.suite.await_ready, settings.GATEWAY_2)


async def _owner_killed(stage, seconds):
    """The gateway that runs the node is killed, the one that stands by follows within `seconds`."""
    await asyncio.to_thread(stage.suite.kill, settings.GATEWAY)
    end = time.time() + seconds
    while True:
        not_yet = time.time()
        if await asyncio.to_thread(stage.api.runs_the_node, settings.GATEWAY_2):
            return not_yet - TOLD
        if not_yet > end:
            raise Failed(f"nobody runs the node {seconds} s after its owner was killed")
        await asyncio.sleep(0.1)


async def _first_alone(stage):
    """The next fault wants one gateway; the second one hands the node over in order."""
    await asyncio.to_thread(stage.suite.launch, settings.GATEWAY)
    await asyncio.to_thread(stage.suite.await_ready, settings.GATEWAY)
    await asyncio.to_thread(stage.suite.end, settings.GATEWAY_2)
    await asyncio.to_thread(await_true, lambda: stage.api.runs_the_node(settings.GATEWAY), 20, "the hand-over to the first gateway")


UNDER_LOAD = [
    Fault("fault: ARI link cut for 5 s", Failure(_ari_cut, ("ARI",), seed=11).play),
    Fault("fault: AMI link cut for 5 s", Failure(_ami_cut, ("AMI",), seed=12).play),
    Fault("fault: Kafka stopped for 30 s", Failure(_kafka_stopped, lasts=30, seed=13).play),
    Fault("fault: Asterisk killed under load", Failure(_asterisk_killed, ("ARI", "AMI"), seed=14, asterisk_dies=True).play),
    Fault("fault: gateway killed under load", Failure(_gateway_killed, ("ARI", "AMI"), lasts=2, seed=15).play),
    Fault("fault: a second gateway takes over",
          Failure(_owner_killed, ("ARI", "AMI"), lasts=10, seed=16, before=_second_stands_by, after=_first_alone).play),
]
