"""One call in several places: hold, transfers, a second queue, and the ways out of a queue."""

import asyncio

from ..ami import seconds
from ..floor import NO_ANSWER, answers
from .scenario import Scenario, between, comes, differences, near, operator, queue, registers, talk


async def _positions(stage):
    """backup has one operator: A talks, B and C wait; A ends and B is answered, C moves up; B ends and C is answered."""
    stage.floor.set(answers(1))
    calls = [stage.floor.call("709", "79010000001")]
    await stage.until_connected()
    for n in (2, 3):
        joins = len(stage.observer.find("QueueCallerJoin"))
        calls.append(stage.floor.call("709", f"7901000000{n}"))
        await stage.joined(joins + 1)
        await asyncio.sleep(0.5)
    for call in calls:
        await talk(stage, call, 1.5)


def _one_after_another(stage, act, kpi):
    positions = [e["Position"] for e in act.ami if e["Event"] == "QueueCallerJoin"]
    lines = [] if positions == ["1", "1", "2"] else [f"positions at the join: {positions}"]
    return lines + differences({"total_calls": 3, "answered_calls": 3}, queue(kpi, "backup"))


async def _hold(stage):
    """The operator puts the caller on hold for 2 s; then one does whom FreePBX's Local channel rings."""
    stage.held = {}
    for number, member in (("701", "PJSIP/{}"), ("711", "Local/{}@from-queue/n")):
        stage.floor.set(answers(1))
        call = stage.floor.call(number)
        ring = await stage.until_connected()
        await asyncio.sleep(1)
        held = len(stage.observer.events)
        await ring.call.hold()
        await asyncio.sleep(2)
        await ring.call.hold(False)
        await asyncio.sleep(1)
        await call.hang_up()
        await comes(ring.call.ended)
        await stage.floor.until(lambda: stage.observer.find("Unhold", since=held), "the end of the hold")
        on, off = (stage.observer.find(name, since=held)[0] for name in ("Hold", "Unhold"))
        stage.held[member.format(ring.agent)] = seconds(off) - seconds(on)


def _held(stage, act, kpi):
    lines = []
    for interface, held in stage.held.items():
        of = operator(kpi, interface)
        lines += near(f"hold_time of {interface}", held, of["hold_time"])
        lines += near("talk, hold included", between(act, "AgentConnect", "AgentComplete", Interface=interface), of["avg_talk_time"])
    return lines


async def _blind(stage):
    """The operator sends the caller to 0003, a direct call; then another caller to 702, a queue (REFER)."""
    stage.floor.set(answers(1))
    for target in ("0003", "702"):
        call = stage.floor.call("701")
        ring = await stage.until_connected()
        await asyncio.sleep(1.5)
        stage.floor.set(NO_ANSWER, _0003=answers(1))
        await ring.call.transfer(target)
        await stage.connected("0003")
        await ring.call.hang_up()
        await asyncio.sleep(2)
        await call.hang_up()
        await asyncio.sleep(2)                                                 # wrapuptime of sales
        stage.floor.set(answers(1))


def _first_and_second(stage, act, kpi):
    lines = differences({"total_calls": 2, "answered_calls": 2, "unique_calls": 2}, queue(kpi, "sales"))
    lines += differences({"total_calls": 1, "answered_calls": 1, "unique_calls": 1}, queue(kpi, "vip"))
    return lines + differences({"offered_calls": 2, "answered_calls": 2}, operator(kpi, "PJSIP/0003"))


async def _blind_from_elsewhere(stage):
    """0004 sends on callers whom the application had connected, to a queue and to a colleague: Asterisk puts a Local channel into our
    bridge. Then 0001, rung through a Local channel as FreePBX does, sends callers of fpbx on to backup, where 0004 answers, and to 0004:
    it is the Local channel that moves."""
    for number, target in (("0004", "701"), ("0004", "0003"), ("711", "709"), ("711", "0004")):
        stage.floor.set(answers(1))
        call = stage.floor.call(number)
        ring = await stage.until_connected()
        await asyncio.sleep(1.5)
        stage.floor.set(answers(1))
        await ring.call.transfer(target)
        await ring.call.hang_up()
        await stage.until_connected()
        await asyncio.sleep(2)
        await call.hang_up()
        await stage.floor.until(lambda: all(ring.call.ended.is_set() for ring in stage.floor.rings), "the end of all talks")
        await asyncio.sleep(2)                                                 # wrapuptime of sales


def _two_operators_each(stage, act, kpi):
    lines = []
    for name, calls in (("sales", 1), ("fpbx", 2), ("backup", 1)):
        lines += [f"{name}: {line}" for line in differences({"total_calls": calls, "answered_calls": calls}, queue(kpi, name))]
    for interface, offered in (("PJSIP/0003", 1), ("PJSIP/0004", 4), ("Local/0001@from-queue/n", 2)):
        of = operator(kpi, interface)
        lines += [f"{interface}: {line}" for line in differences({"offered_calls": offered, "answered_calls": offered}, of)]
    return lines


async def _attended(stage):
    """The operator holds the caller, calls 0003 from the own phone, and connects the two (REFER with Replaces)."""
    stage.floor.set(answers(1))
    call = stage.floor.call("701")
    ring = await stage.until_connected()
    await asyncio.sleep(1)
    await ring.call.hold()
    consultation = stage.floor.call_from(ring.agent, "0003")
    await stage.connected("0003")
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
    await stage.floor.until(lambda: stage.floor.rings, "the ring of 0004")
    await asyncio.sleep(3)
    await call.hang_up()
    await comes(call.ended)
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
    await comes(call.answered)
    await stage.joined(joins + 1)
    await asyncio.sleep(1.5)
    await call.press("1")
    await talk(stage, call, 2)


def _left_by_key(stage, act, kpi):
    return (differences({"total_calls": 1, "exit_key": 1}, queue(kpi, "exits"))
            + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "sales")))


async def _full(stage):
    """In `small` one caller may wait: the second is refused and hung up, the first is answered."""
    stage.floor.set(NO_ANSWER)
    joins = len(stage.observer.find("QueueCallerJoin"))
    first = stage.floor.call("717")
    await stage.joined(joins + 1)
    second = stage.floor.call("717", "79010000002")
    await comes(second.ended)
    stage.refused("small", "FULL")
    stage.floor.set(answers(1))
    await talk(stage, first, 1)


async def _member_unavailable(stage):
    """strictq's only phone is not registered: Asterisk 22 says JOINEMPTY for that too; JOINUNAVAIL was not seen."""
    await registers(stage, "0001", expires=0)
    call = stage.floor.call("704")
    await comes(call.ended)
    stage.refused("strictq", "JOIN_EMPTY")
    await registers(stage, "0001")


async def _withdrawn(stage):
    """QueueWithdrawCaller takes the caller out of the queue; the number plan says that the call ends then."""
    stage.floor.set(NO_ANSWER)
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call("709")
    await stage.joined(joins + 1)
    await asyncio.sleep(1)
    stage.observer.act("QueueWithdrawCaller", Queue="backup", Caller=stage.observer.find("QueueCallerJoin")[-1]["Channel"])
    await comes(call.ended)


JOURNEYS = [
    Scenario("13 two calls wait for one operator", _positions, ["backup", "backup", "backup"], _one_after_another),
    Scenario("14 hold", _hold, ["sales", "fpbx"], _held),
    Scenario("15 blind transfer", _blind, ["sales", "sales", "vip"], _first_and_second),
    Scenario("39 blind transfer of a direct call, and by a Local member", _blind_from_elsewhere, ["sales", "fpbx", "backup", "fpbx"],
             _two_operators_each),
    Scenario("16 attended transfer", _attended, ["sales"], _handed_over),
    Scenario("17 overflow into another queue", _overflow, ["support", "backup"], _two_entries),
    Scenario("23 queue without answer", _without_answer, ["backup", "backup"], _cancelled),
    Scenario("26 exit key", _exit_key, ["exits", "sales"], _left_by_key),
    Scenario("27 queue full", _full, ["small"]),
    Scenario("28 member unavailable", _member_unavailable, []),
    Scenario("29 withdrawn", _withdrawn, ["backup"]),
]
