"""Operators come, go, pause and are rung in the order of the queue's strategy."""

import asyncio

from .. import kafka
from ..floor import NO_ANSWER, answers
from ..processes import await_true
from ..settings import PATIENCE
from .scenario import Scenario, between, comes, differences, near, operator, queue, registers, talk

COMMANDS = {"agent.paused": "PAUSE", "agent.unpaused": "UNPAUSE", "agent.added": "ADDMEMBER", "agent.removed": "REMOVEMEMBER"}


async def _empty_queue(stage):
    """strictq lets nobody in, and nobody wait, while its only member is away: paused before the call, paused while the caller waits,
    phone unregistered while the caller waits."""
    stage.floor.set(NO_ANSWER)
    stage.pbx.cli("queue pause member PJSIP/0001 queue strictq reason lunch")
    call = stage.floor.call("704")
    await comes(call.ended)
    stage.refused("strictq", "JOIN_EMPTY")
    stage.pbx.cli("queue unpause member PJSIP/0001 queue strictq")
    call = await _joins(stage, "704")
    await asyncio.sleep(1)
    stage.pbx.cli("queue pause member PJSIP/0001 queue strictq reason lunch")
    await comes(call.ended)
    stage.pbx.cli("queue unpause member PJSIP/0001 queue strictq")
    await asyncio.sleep(0.5)
    call = await _joins(stage, "704")
    await asyncio.sleep(1)
    await registers(stage, "0001", expires=0)
    await comes(call.ended)
    await registers(stage, "0001")


async def _joins(stage, number):
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call(number)
    await stage.joined(joins + 1)
    return call


def _left_empty(stage, act, kpi):
    return differences({"total_calls": 2, "left_empty": 2, "answered_calls": 0, "answer_rate": 0.0}, queue(kpi, "strictq"))


async def _commands(stage):
    """Ordered through the topic call-commands: pause in one queue, again for another reason, unpause; pause and unpause everywhere;
    add a member to a queue and remove it. And a phone leaves and comes back."""
    async def order(kind, agent, done, **fields):
        events = len(stage.observer.events)
        await asyncio.to_thread(kafka.command, kind, agent=agent, **fields)
        await stage.floor.until(lambda: stage.observer.find(since=events, Interface=agent, **done), kind)
        await asyncio.sleep(0.5)

    paused, unpaused = {"event": "QueueMemberPause", "Paused": "1"}, {"event": "QueueMemberPause", "Paused": "0"}
    await order("agent.pause", "PJSIP/0001", paused, queue="support", reason="lunch")
    await order("agent.pause", "PJSIP/0001", paused, queue="support", reason="training")
    await order("agent.unpause", "PJSIP/0001", unpaused, queue="support")
    await order("agent.pause", "PJSIP/0002", paused, reason="break")
    await order("agent.unpause", "PJSIP/0002", unpaused)
    await order("agent.add", "PJSIP/0004", {"event": "QueueMemberAdded"}, queue="dyn", name="Agent Four", penalty=1)
    await order("agent.remove", "PJSIP/0004", {"event": "QueueMemberRemoved"}, queue="dyn")
    await registers(stage, "0003", expires=0)
    await registers(stage, "0003")
    await asyncio.to_thread(await_true, lambda: not _offline(stage), PATIENCE, "the phone of 0003 away and back in agent-events")


def _commands_were_done(stage, act, kpi):
    """Every line of queue_log has its event, and the pauses last as long as they did."""
    logged = sorted((event, queue_name, data[0] if event == "PAUSE" and data else "")
                    for _, _, queue_name, _, event, *data in act.queue_log if event in COMMANDS.values())
    recorded = sorted((COMMANDS[e["type"]], e["queue"], e.get("reason") or "") for e in kafka.since("agent-events", act.start)
                      if e["type"] in COMMANDS)
    lines = [] if logged == recorded else [f"agent-events: expected {logged}", f"agent-events:      got {recorded}"]
    for kind in set(COMMANDS.values()) - {event for event, _, _ in logged}:
        lines.append(f"no {kind} in queue_log: the command was not executed")
    for interface in ("PJSIP/0001", "PJSIP/0002"):
        lines += near(f"pause_time of {interface}", _paused(act, interface), operator(kpi, interface)["pause_time"])
    return lines + _offline(stage)


def _paused(act, interface):
    """Seconds in which the operator was paused in at least one queue, by the AMI's clock."""
    queues, total, since = set(), 0.0, None
    for e in act.ami:
        if e["Event"] == "QueueMemberPause" and e["Interface"] == interface:
            (queues.add if e["Paused"] == "1" else queues.discard)(e["Queue"])
            now = float(e["Timestamp"])
            if queues and since is None:
                since = now
            elif not queues and since is not None:
                total, since = total + now - since, None
    return total


def _offline(stage):
    states = [e["state"] for e in kafka.records("agent-events") if e["type"] == "agent.device" and e["agent"]["interface"] == "PJSIP/0003"]
    return [] if "UNAVAILABLE" in states and states[-1] == "NOT_INUSE" else [f"device states of PJSIP/0003: {states[-3:]}"]


async def _everyone_autopaused(stage):
    """support: all three operators miss the call one after another and are paused; the caller stays; one is unpaused and answers."""
    stage.floor.set(NO_ANSWER, NO_ANSWER, NO_ANSWER, answers(1))
    pauses = len(stage.observer.find("QueueMemberPause", Paused="1"))
    call = stage.floor.call("700")
    await stage.floor.until(lambda: len(stage.observer.find("QueueMemberPause", Paused="1")) == pauses + 3, "the third autopause")
    await asyncio.sleep(1)
    stage.pbx.cli("queue unpause member PJSIP/0001 queue support")
    await talk(stage, call, 2)


def _autopaused(stage, act, kpi):
    lines = differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "support"))
    for interface in ("PJSIP/0001", "PJSIP/0002", "PJSIP/0003"):
        of = operator(kpi, interface)
        lines += [f"{interface} {line}" for line in differences({"missed_calls": 1}, of)]
        if not of["auto_pause_time"]:
            lines.append(f"{interface} has no auto_pause_time")
    return lines


async def _linear(stage):
    """tiers (linear; setinterfacevar, setqueuevar, setqueueentryvar): the first junior misses, the second answers."""
    stage.floor.set(NO_ANSWER, answers(1))
    await talk(stage, stage.floor.call("703"), 2)


def _juniors_first(stage, act, kpi):
    rang = [ring.agent for ring in stage.floor.rings]
    return [] if rang == ["0001", "0002"] else [f"expected 0001, then 0002 to ring, got {rang}"]


async def _local_members(stage):
    """fpbx: members as FreePBX makes them (Local/0001@from-queue/n): the first misses, the second answers."""
    stage.floor.set(NO_ANSWER, answers(1))
    await talk(stage, stage.floor.call("711"))


def _by_member(stage, act, kpi):
    missed, answered = operator(kpi, "Local/0001@from-queue/n"), operator(kpi, "Local/0002@from-queue/n")
    return (differences({"offered_calls": 1, "missed_calls": 1}, missed) + differences({"offered_calls": 1, "answered_calls": 1}, answered)
            + near("talk", between(act, "AgentConnect", "AgentComplete"), answered["avg_talk_time"]))


async def _who_rings_next(stage):
    """Without autopause: leastrecent rings the operator who missed again, rrmemory the next one; answered calls do rotate."""
    stage.order = {}
    for number in ("712", "713"):
        stage.floor.set(NO_ANSWER)
        call = stage.floor.call(number)
        await stage.floor.until(lambda: len(stage.floor.rings) == 3, "the third ring")
        await asyncio.sleep(1)
        await call.hang_up()
        await comes(stage.floor.rings[-1].call.ended)
        stage.order[number] = [ring.agent for ring in stage.floor.rings]
    stage.floor.set(answers(0.5))
    for n in range(4):
        completed = len(stage.observer.find("AgentComplete"))
        await talk(stage, stage.floor.call("712", f"7901000001{n}"), 1)
        # the queue counts a call when it is complete
        await stage.floor.until(lambda: len(stage.observer.find("AgentComplete")) > completed, "the end of the talk in the queue")
    stage.order["answered"] = [ring.agent for ring in stage.floor.rings]


def _rotation(stage, act, kpi):
    missed, memory, answered = stage.order["712"], stage.order["713"], stage.order["answered"]
    lines = [] if len(missed) == 3 and len(set(missed)) == 1 else [f"leastrecent, missed: expected one operator three times, got {missed}"]
    lines += [] if len(memory) == 3 and len(set(memory)) == 3 else [f"rrmemory, missed: expected three operators, got {memory}"]
    return lines + ([] if len(set(answered[:3])) == 3 else [f"leastrecent, answered: expected three operators first, got {answered}"])


MEMBERS = [
    Scenario("05 joinempty, leavewhenempty", _empty_queue, ["strictq", "strictq"], _left_empty),
    Scenario("11 pause, add, remove by command", _commands, [], _commands_were_done),
    Scenario("12 autopause after missed", _everyone_autopaused, ["support"], _autopaused),
    Scenario("21 linear, setinterfacevar", _linear, ["tiers"], _juniors_first),
    Scenario("22 Local channel members", _local_members, ["fpbx"], _by_member),
    Scenario("25 who rings next without autopause", _who_rings_next, ["lr", "rr", "lr", "lr", "lr", "lr"], _rotation),
]
