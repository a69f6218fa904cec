"""Up to 10 calls/s by SIPp, up to 30 at a time, and in the middle of them something fails. Each of these checks: nobody is left in Stasis, every gap is said, and
outside of the said gaps the KPIs are those of queue_log."""

import asyncio
import time

from .. import load, settings
from ..floor import NO_ANSWER
from ..processes import await_true
from .fault import Fault

BEFORE = 6              # seconds of load before the fault; then there is a time without gap to compare
AFTER = 8
# nobody is left in Stasis: so many later callers, two seconds of load, are not served before an earlier one. No clock says that: a
# machine that stands still serves nobody
OVERTAKEN = 20
# seconds
NOTICED = 3


class Failure:
    """One fault under load: `happens(stage, seconds)` breaks, waits and mends, and returns when it was broken and when it was about to be
    mended. `asterisk_dies`: callers who were there die with it, without an event. `before` and `after` the load: what the fault needs, and
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
            times["breaks"] = time.time()
            times["broken"], times["mended"] = await self._happens(stage, self._lasts)
            times["seen"] = time.time()
            await callers.finished()
            if self._asterisk_dies:
                # SIPp gives a call up without a word when its PBX dies: what came of its INVITE would wait in a queue for ever
                stage.pbx.cli("channel request hangup all")

        act = await stage.play(action)
        truth = act.truth()
        print(f"          {load.summary(truth)}", flush=True)
        seen = times["seen"] if self._links else act.start
        report.check("no caller is left in Stasis", left_behind(act, truth, seen, (times["breaks"], times["mended"]) if self._asterisk_dies else None))
        if self._links:
            report.check("the gap is no shorter than the fault", _covered(await verdict.gaps(act, self._links), self._links, times))
            await verdict.with_gap(act, truth, self._links)
        else:
            await verdict.whole(truth, act.start, act.end)


def left_behind(act, truth, seen, died):
    """A line for each caller who was in no queue and at no operator when many later ones were. `seen`: who came before that is no
    later one, the gateway did not see everything yet; `died`: when Asterisk was about to be killed and when it was started again, or None.
    It takes calls until the signal has come, and who came before the new one was started died with the old one."""
    somewhere = {}
    for call, begun in [(e.call, e.joined) for e in truth.entries] + [(o.call, o.started) for o in truth.offers]:
        somewhere[call] = min(begun, somewhere.get(call, begun))
    served = [(truth.callers[call].started, begun) for call, begun in somewhere.items() if call in truth.callers]
    lines, slowest = [], 0.0
    for caller in truth.callers.values():
        end = caller.ended or (max(caller.started, died[0]) if died and caller.started < died[1] else act.end)
        until = somewhere.get(caller.uniqueid, end)
        slowest = max(slowest, until - caller.started)
        overtaken = sum(max(caller.started, seen) < came and begun < until for came, begun in served)
        if overtaken > OVERTAKEN:
            lines.append(f"{caller.uniqueid} was nowhere for {until - caller.started:.1f} s, {overtaken} later ones were served")
    print(f"          longest time nowhere: {slowest:.2f} s", flush=True)
    return lines


def _covered(gaps, links, times):
    """A cut has to be noticed, by a process that may stand still for a moment; that nothing is lost before the gap, the figures say. `broken`
    is when it was done, `mended` when the mending began."""
    lines, broken, mended = [], times["broken"], times["mended"]
    for link in links:
        if not any(start <= broken + NOTICED and end >= mended - 0.1 for start, end in gaps[link]):
            lines.append(f"{link}: expected a gap over {broken:.1f} - {mended:.1f}, got {gaps[link]}")
    return lines


async def _cut(stage, link, seconds):
    await asyncio.to_thread(link.cut)
    broken = time.time()
    await asyncio.sleep(seconds)
    mended = time.time()
    await asyncio.to_thread(link.restore)
    await asyncio.to_thread(stage.await_links)
    return broken, mended


async def _ari_cut(stage, seconds):
    return await _cut(stage, stage.links.ari, seconds)


async def _ami_cut(stage, seconds):
    return await _cut(stage, stage.links.ami, seconds)


async def _gateway_killed(stage, seconds):
    await asyncio.to_thread(stage.suite.kill, settings.GATEWAY)
    killed = time.time()
    await asyncio.sleep(seconds)
    launched = time.time()
    await asyncio.to_thread(stage.suite.launch, settings.GATEWAY)
    await asyncio.to_thread(stage.suite.await_ready, settings.GATEWAY)
    await asyncio.to_thread(stage.await_application)
    return killed, launched


async def _kafka_stopped(stage, seconds):
    """SIGSTOP: connections stay open and nothing answers, which is harder than a refusal."""
    stage.suite.suspend_backends()
    suspended = time.time()
    await asyncio.sleep(seconds)
    resumed = time.time()
    stage.suite.resume_backends()
    return suspended, resumed


async def _asterisk_killed(stage, seconds):
    await asyncio.to_thread(stage.pbx.kill)
    killed = time.time()
    stage.floor.set(NO_ANSWER)
    await asyncio.sleep(seconds)
    started = time.time()
    await asyncio.to_thread(stage.pbx.start)
    await asyncio.to_thread(stage.await_application)
    await asyncio.to_thread(stage.await_links)
    return killed, started


async def _second_stands_by(stage):
    await asyncio.to_thread(stage.suite.launch, settings.GATEWAY_2)
    await asyncio.to_thread(stage.suite.await_ready, settings.GATEWAY_2)


async def _owner_killed(stage, seconds):
    """The gateway that runs the node is killed, the one that stands by follows."""
    await asyncio.to_thread(stage.suite.kill, settings.GATEWAY)
    killed = time.time()
    await asyncio.to_thread(await_true, lambda: stage.api.runs_the_node(settings.GATEWAY_2), settings.PATIENCE,
                            "the take-over of the second gateway")
    await asyncio.to_thread(stage.suite.await_ready, settings.GATEWAY_2)
    return killed, killed


async def _first_alone(stage):
    """The next fault wants one gateway; the second one hands the node over in order."""
    await asyncio.to_thread(stage.suite.launch, settings.GATEWAY)
    await asyncio.to_thread(stage.suite.await_ready, settings.GATEWAY)
    await asyncio.to_thread(stage.suite.end, settings.GATEWAY_2)
    await asyncio.to_thread(await_true, lambda: stage.api.runs_the_node(settings.GATEWAY), settings.PATIENCE, "the hand-over to the first gateway")


UNDER_LOAD = [
    Fault("fault: ARI link cut for 5 s", Failure(_ari_cut, ("ARI",), seed=11).play),
    Fault("fault: AMI link cut for 5 s", Failure(_ami_cut, ("AMI",), seed=12).play),
    Fault("fault: Kafka stopped for 30 s", Failure(_kafka_stopped, lasts=30, seed=13).play),
    Fault("fault: Asterisk killed under load", Failure(_asterisk_killed, ("ARI", "AMI"), seed=14, asterisk_dies=True).play),
    Fault("fault: gateway killed under load", Failure(_gateway_killed, ("ARI", "AMI"), lasts=2, seed=15).play),
    Fault("fault: a second gateway takes over",
          Failure(_owner_killed, ("ARI", "AMI"), lasts=10, seed=16, before=_second_stands_by, after=_first_alone).play),
]
