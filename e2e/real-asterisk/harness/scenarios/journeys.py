"""One call in several places: hold, transfers, a second queue, and the ways out of a queue."""

import asyncio

from ..floor import NO_ANSWER, answers
from .scenario import Scenario, differences, near, operator, queue, talk


async def _positions(stage):
    """backup has one operator: A talks, B and C wait; A ends and B is answered, C moves up; B ends and C is answered."""
    stage.floor.set(answers(1))
    calls = [stage.floor.call("709", "79010000001")]
    await stage.floor.until_answered()
    for n in (2, 3):
        joins = len(stage.observer.find("QueueCallerJoin"))
        calls.append(stage.floor.call("709", f"7901000000{n}"))
        await stage.joined(joins + 1)
        await asyncio.sleep(0.5)
    for call in calls:
        await stage.floor.until_answered()
        await asyncio.sleep(1.5)
        await call.hang_up()
        await asyncio.sleep(0.1)


def _one_after_another(stage, act, kpi):
    positions = [e["Position"] for e in act.ami if e["Event"] == "QueueCallerJoin"]
    lines = [] if positions == ["1", "1", "2"] else [f"positions at the join: {positions}"]
    return lines + differences({"total_calls": 3, "answered_calls": 3}, queue(kpi, "backup"))


async def _hold(stage):
    """The operator puts the caller on hold for 2 s."""
    stage.floor.set(answers(1))
    call = stage.floor.call("701")
    ring = await stage.floor.until_answered()
    await asyncio.sleep(1)
    await ring.call.hold()
    await asyncio.sleep(2)
    await ring.call.hold(False)
    await asyncio.sleep(1)
    await call.hang_up()


def _held(stage, act, kpi):
    of = operator(kpi, f"PJSIP/{stage.floor.rings[0].agent}")
    return near("hold_time", 2, of["hold_time"]) + near("talk, hold included", 4, of["avg_talk_time"])


async def _blind(stage):
    """The operator sends the caller to 0003, a direct call; then another caller to 702, a queue (REFER)."""
    stage.floor.set(answers(1))
    for target in ("0003", "702"):
        call = stage.floor.call("701")
        ring = await stage.floor.until_answered()
        await asyncio.sleep(1.5)
        stage.floor.set(NO_ANSWER, _0003=answers(1))
        await ring.call.transfer(target)
        await stage.floor.until(lambda: any(r.agent == "0003" and r.call.answered.is_set() for r in stage.floor.rings), "the answer of 0003")
        await ring.call.hang_up()
        await asyncio.sleep(2)
        await call.hang_up()
        await asyncio.sleep(2)                                                 # wrapuptime of sales
        stage.floor.set(answers(1))


def _first_and_second(stage, act, kpi):
    lines = differences({"total_calls": 2, "answered_calls": 2, "unique_calls": 2}, queue(kpi, "sales"))
    lines += differences({"total_calls": 1, "answered_calls": 1, "unique_calls": 1}, queue(kpi, "vip"))
    return lines + differences({"offered_calls": 2, "answered_calls": 2}, operator(kpi, "PJSIP/0003"))


async def _attended(stage):
    """The operator holds the caller, calls 0003 from the own phone, and connects the two (REFER with Replaces)."""
    stage.floor.set(answers(1))
    call = stage.floor.call("701")
    ring = await stage.floor.until_answered()
    await asyncio.sleep(1)
    await ring.call.hold()
    consultation = stage.floor.call_from(ring.agent, "0003")
    await asyncio.wait_for(consultation.answered.wait(), 10)
    await asyncio.sleep(1)
    await ring.call.transfer("0003", consulted=consultation)
    await asyncio.sleep(2)
    await call.hang_up()


def _handed_over(stage, act, kpi):
    third = stage.floor.ringing("0003").call
    lines = [] if third.end_reason == "remote bye" else [f"0003 was not hung up on by the caller's end: {third.end_reason}"]
    lines += differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "sales"))
    return lines + differences({"offered_calls": 1, "answered_calls": 1}, operator(kpi, "PJSIP/0003"))


async def _overflow(stage):
    """support for 5 s at most, nobody answers; then the queue backup of the number plan, where 0004 answers."""
    stage.floor.set(NO_ANSWER, _0004=answers(1))
    await talk(stage, stage.floor.call("715"), 2)


def _two_entries(stage, act, kpi):
    lines = differences({"total_calls": 1, "timeout": 1, "answered_calls": 0}, queue(kpi, "support"))
    return lines + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "backup"))


async def _without_answer(stage):
    """The caller's channel is not answered before an operator does: one gives up after 3 s (CANCEL), the next one is answered."""
    stage.floor.set(NO_ANSWER, answers(2))
    call = stage.floor.call("729")
    await asyncio.sleep(3)
    await call.hang_up()
    await asyncio.wait_for(call.ended.wait(), 5)
    stage.not_answered = call.final
    await asyncio.sleep(1)
    await talk(stage, stage.floor.call("729", "79010000002"), 2)


def _cancelled(stage, act, kpi):
    lines = [] if stage.not_answered == 487 else [f"the first INVITE ended with {stage.not_answered}, not with 487"]
    return lines + differences({"offered_calls": 2, "cancelled": 1, "answered_calls": 1}, operator(kpi, "PJSIP/0004"))


async def _exit_key(stage):
    """The queue `exits` sends a caller who presses 1 to 701, that is through the application into sales."""
    stage.floor.set(NO_ANSWER, _0001=answers(1), _0002=answers(1))
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call("716")
    await asyncio.wait_for(call.answered.wait(), 5)
    await stage.joined(joins + 1)
    await asyncio.sleep(1.5)
    await call.press("1")
    await talk(stage, call, 2)


def _left_by_key(stage, act, kpi):
    return (differences({"total_calls": 1, "exit_key": 1}, queue(kpi, "exits"))
            + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "sales")))


async def _full(stage):
    """In `small` one caller may wait: the second is refused and hung up, the first is answered."""
    stage.floor.set(answers(2))
    joins = len(stage.observer.find("QueueCallerJoin"))
    first = stage.floor.call("717")
    await stage.joined(joins + 1)
    second = stage.floor.call("717", "79010000002")
    await asyncio.wait_for(second.ended.wait(), 10)
    stage.refused("small", "FULL")
    await talk(stage, first, 1)


async def _member_unavailable(stage):
    """strictq's only phone is not registered: Asterisk 22 says JOINEMPTY for that too; JOINUNAVAIL was not seen."""
    await stage.floor.phones["0001"].register(expires=0)
    call = stage.floor.call("704")
    await asyncio.wait_for(call.ended.wait(), 10)
    stage.refused("strictq", "JOIN_EMPTY")
    await stage.floor.phones["0001"].register()


async def _withdrawn(stage):
    """QueueWithdrawCaller takes the caller out of the queue; the number plan says that the call ends then."""
    stage.floor.set(NO_ANSWER)
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call("709")
    await stage.joined(joins + 1)
    await asyncio.sleep(1)
    stage.observer.act("QueueWithdrawCaller", Queue="backup", Caller=stage.observer.find("QueueCallerJoin")[-1]["Channel"])
    await asyncio.wait_for(call.ended.wait(), 15)


JOURNEYS = [
    Scenario("13 two calls wait for one operator", _positions, ["backup", "backup", "backup"], _one_after_another),
    Scenario("14 hold", _hold, ["sales"], _held),
    Scenario("15 blind transfer", _blind, ["sales", "sales", "vip"], _first_and_second),
    Scenario("16 attended transfer", _attended, ["sales"], _handed_over),
    Scenario("17 overflow into another queue", _overflow, ["support", "backup"], _two_entries),
    Scenario("23 queue without answer", _without_answer, ["backup", "backup"], _cancelled),
    Scenario("26 exit key", _exit_key, ["exits", "sales"], _left_by_key),
    Scenario("27 queue full", _full, ["small"]),
    Scenario("28 member unavailable", _member_unavailable, []),
    Scenario("29 withdrawn", _withdrawn, ["backup"]),
]
