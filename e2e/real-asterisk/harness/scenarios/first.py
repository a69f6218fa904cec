"""The scenarios of the source architecture: one caller, a missed ring, a hang-up, a time limit, a direct call."""

import asyncio

from ..ami import seconds
from ..floor import NO_ANSWER, answers, rejects
from .scenario import Scenario, comes, talk


# 01: support (leastrecent): the first operator rings 4 s in vain and is auto-paused, the next one answers, the caller hangs up

async def _missed_then_answered(stage):
    stage.floor.set(NO_ANSWER, answers(1))
    await talk(stage, stage.floor.call("700"))


def _source_architecture(stage, act, kpi):
    """Its worked case: operator 1 misses, operator 2 answers; wait = join -> leave."""
    first, second = (f"PJSIP/{ring.agent}" for ring in stage.floor.rings)
    of = {o["interface"]: o for o in kpi.operators["operators"]}
    queue = next(q for q in kpi.queues["queues"] if q["queue"] == "support")
    join, leave = (seconds(e) for name in ("QueueCallerJoin", "QueueCallerLeave") for e in act.ami if e["Event"] == name)
    got = {
        "operator 1": [of[first][k] for k in ("offered_calls", "answered_calls", "missed_calls")],
        "operator 2": [of[second][k] for k in ("offered_calls", "answered_calls", "missed_calls")],
        "totals": [queue[k] for k in ("total_calls", "answered_calls", "answer_rate")],
        "wait": queue["avg_wait_time"]}
    want = {"operator 1": [1, 0, 1], "operator 2": [1, 1, 0], "totals": [1, 1, 100.0], "wait": round(leave - join, 1)}
    lines = [f"{key}: expected {want[key]}, got {got[key]}" for key in ("operator 1", "operator 2", "totals") if want[key] != got[key]]
    if abs(got["wait"] - want["wait"]) > 0.11:
        lines.append(f"wait: join -> leave took {want['wait']} s, got {got['wait']}")
    return lines


# 02: the operator hangs up

async def _operator_hangs_up(stage):
    stage.floor.set(answers(1, talk=3))
    call = stage.floor.call("701")
    await comes(call.ended)


# 03: nobody answers; the caller gives up 6 s after joining, while a phone rings

async def _caller_abandons(stage):
    stage.floor.set(NO_ANSWER)
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call("701")
    await stage.joined(joins + 1)
    await asyncio.sleep(6)
    await call.hang_up()


# 04: the queue's time limit of the number plan: 10 s, then the call ends

async def _queue_timeout(stage):
    stage.floor.set(NO_ANSWER)
    call = stage.floor.call("714")
    await comes(call.ended)


# 06: ringall: three phones ring together, one answers

async def _ringall(stage):
    stage.floor.set(NO_ANSWER, _0002=answers(2))
    await talk(stage, stage.floor.call("702"))


# 07: the first operator rejects with 486

async def _rejected(stage):
    stage.floor.set(rejects(1), answers(1))
    await talk(stage, stage.floor.call("701"))


# 08: an operator's own number, answered: the gateway's leg and its bridge, no queue

async def _direct(stage):
    stage.floor.set(answers(1))
    await talk(stage, stage.floor.call("0001"))


def _bridged_without_queue(stage, act, kpi):
    caller = next(e["Uniqueid"] for e in act.ami if e["Event"] == "Newchannel" and e["Channel"].startswith("PJSIP/trunk-"))
    entered = {e["Uniqueid"]: e["BridgeUniqueid"] for e in act.ami if e["Event"] == "BridgeEnter"}
    lines = [] if len(entered) == 2 and len(set(entered.values())) == 1 else [f"expected two channels in one bridge, got {entered}"]
    if caller not in entered:
        lines.append("the caller was in no bridge")
    return lines


# 09: an operator's own number, not answered within 4 s: then the queue of the number plan

async def _direct_then_queue(stage):
    stage.floor.set(answers(1), _0004=NO_ANSWER)
    await talk(stage, stage.floor.call("0004"))


def _rang_then_queue(stage, act, kpi):
    rings = [(ring.agent, ring.call.end_reason) for ring in stage.floor.rings]
    return [] if rings and rings[0] == ("0004", "cancelled") else [f"expected a cancelled ring at 0004 first, got {rings}"]


FIRST = [
    Scenario("01 missed, then answered", _missed_then_answered, ["support"], _source_architecture),
    Scenario("02 the operator hangs up", _operator_hangs_up, ["sales"]),
    Scenario("03 the caller abandons", _caller_abandons, ["sales"]),
    Scenario("04 queue timeout", _queue_timeout, ["sales"]),
    Scenario("06 ringall, one answers", _ringall, ["vip"]),
    Scenario("07 an operator rejects", _rejected, ["sales"]),
    Scenario("08 direct call, answered", _direct, [], _bridged_without_queue),
    Scenario("09 direct call, then the queue", _direct_then_queue, ["support"], _rang_then_queue),
]
