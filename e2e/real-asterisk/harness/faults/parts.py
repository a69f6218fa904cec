"""What happens to callers when a part of the suite dies: each of them must be in the default queue. How long that took is printed."""

import asyncio
import time

from .. import kafka, settings
from ..ami import seconds
from ..compare import node_call_id
from ..floor import NO_ANSWER
from ..processes import await_true
from .fault import Fault

FALLBACK_QUEUE = "support"


async def _callers(stage, number, count, every, kill=None, kill_after=0):
    """Calls arrive at a steady pace; `kill` runs once `kill_after` of them are there. All hang up when all are in a queue."""
    calls, joins = [], len(stage.observer.find("QueueCallerJoin"))
    for n in range(count):
        if kill and n == kill_after:
            kill()
        calls.append(stage.floor.call(number, f"7902000{n:04d}"))
        await asyncio.sleep(every)
    await stage.joined(joins + count)
    await asyncio.gather(*(call.hang_up() for call in calls))


def _arrivals(act):
    """Uniqueid -> time of the first channel event of each caller, in order."""
    return {e["Uniqueid"]: seconds(e) for e in act.ami if e["Event"] == "Newchannel" and e["Channel"].startswith("PJSIP/trunk-")}


def _elsewhere(act, callers, queue):
    """A line for each of these callers that queue_log does not show in the queue."""
    logged = {call for _, call, of, _, event, *_ in act.queue_log if event == "ENTERQUEUE" and of == queue}
    joined = {e["Uniqueid"]: seconds(e) for e in act.ami if e["Event"] == "QueueCallerJoin" and e["Queue"] == queue}
    lines = [f"{caller} never entered the queue {queue}" for caller in callers if caller not in logged or caller not in joined]
    if not lines and callers:
        print(f"          slowest: {max(joined[c] - callers[c] for c in callers):.3f} s after the call arrived")
    return lines


async def _routing_killed(stage, report, verdict):
    """kill -9 of routing-service in the middle of a stream of calls for another queue than the default one."""
    stage.floor.set(NO_ANSWER)

    async def action(stage):
        await _callers(stage, "703", 10, 0.3, kill=lambda: stage.suite.kill(settings.ROUTING), kill_after=4)

    act = await stage.play(action)
    arrivals = _arrivals(act)
    after = dict(list(arrivals.items())[4:])
    report.check("routing-service killed: every caller is in the default queue", _elsewhere(act, after, FALLBACK_QUEUE))
    report.check("routing-service killed: call.fallback is recorded for each of them", await _without_fallback(after))
    before = dict(list(arrivals.items())[:3])
    report.check("the callers before that went where the number plan says, or fell back",
                 _elsewhere(act, _decided(before), "tiers"))
    stage.suite.launch(settings.ROUTING)
    stage.suite.await_ready(settings.ROUTING)
    report.check("routing-service is back and decides again", await routes(stage))


async def _without_fallback(callers):
    def missing():
        recorded = kafka.fallbacks()
        return [f"no call.fallback to {FALLBACK_QUEUE} for {caller}" for caller in callers
                if recorded.get(node_call_id(caller), {}).get("queue") != FALLBACK_QUEUE]

    end = time.monotonic() + settings.PATIENCE
    while missing() and time.monotonic() < end:
        await asyncio.sleep(0.25)
    return missing()


def _decided(callers):
    fallen = kafka.fallbacks()
    return {caller: arrived for caller, arrived in callers.items() if node_call_id(caller) not in fallen}


async def one_call(stage, number):
    """A caller who gives up a moment after joining a queue."""
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call(number)
    await stage.joined(joins + 1)
    await call.hang_up()


async def routes(stage, within=60):
    """A service that has just started is slow with its first calls (they fall back); one of the next ones must be in time."""
    stage.floor.set(NO_ANSWER)
    for _ in range(within):
        act = await stage.play(lambda stage: one_call(stage, "703"))
        elsewhere = _elsewhere(act, _arrivals(act), "tiers")
        if not elsewhere:
            return []
    return elsewhere


async def _gateway_killed(stage, report, verdict):
    """kill -9 of ari-gateway: nobody controls Asterisk any more, the dialplan takes the callers."""
    stage.floor.set(NO_ANSWER)
    stage.suite.kill(settings.GATEWAY)
    stage.await_no_application()

    async def action(stage):
        await _callers(stage, "703", 3, 0.3)

    act = await stage.play(action)
    report.check("ari-gateway killed: the dialplan sends every caller to the default queue", _elsewhere(act, _arrivals(act), FALLBACK_QUEUE))
    stage.suite.launch(settings.GATEWAY)
    stage.suite.await_ready(settings.GATEWAY)
    stage.await_application()
    report.check("ari-gateway is back and routes again", await routes(stage))


async def _kafka_killed(stage, report, verdict):
    """kill -9 of Kafka (and MongoDB with it): the last act, nothing is counted after it."""
    report.check("no dead letters", [f"{topic}: {count}" for topic, count in kafka.dead_letters().items()])
    stage.floor.set(NO_ANSWER)

    async def action(stage):
        await _callers(stage, "703", 10, 0.3, kill=stage.suite.kill_backends, kill_after=4)

    act = await stage.play(action)
    after = dict(list(_arrivals(act).items())[4:])
    report.check("Kafka killed: every caller is in the default queue", _elsewhere(act, after, FALLBACK_QUEUE))


PARTS = [
    Fault("fault: routing-service killed", _routing_killed),
    Fault("fault: ari-gateway killed", _gateway_killed),
]
LAST = [Fault("fault: Kafka killed", _kafka_killed)]
