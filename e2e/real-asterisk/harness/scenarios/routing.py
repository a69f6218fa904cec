"""Decisions of the routing service: what a number means, when it is open, who comes first, and rules that change while calls run."""

import asyncio
import json

from .. import kafka, settings
from ..channel import Channel
from ..floor import NO_ANSWER, answers, rejects
from .scenario import Scenario, comes, differences, operator, queue, talk
from .services import in_menu, leaves_message

VIP = "79019990001"
CLOSED, SKILLED, CHANGING = "740", "742", "743"


def _decisions(stage, act):
    """Of the calls of this act, in their order: what the journal has of each."""
    callers = [event["Uniqueid"] for event in act.ami if event["Event"] == "Newchannel" and event["Channel"].startswith("PJSIP/trunk-")]
    return [decision for caller in callers for decision in stage.api.decisions(f"{settings.NODE}/{caller}")]


def _steps(decision):
    return {step["name"]: step["finding"] for step in decision["steps"]}


# 32: an operator's own number; the phone says busy (486): then the queue of the number plan

async def _busy(stage):
    stage.floor.set(answers(1), _0004=rejects(0.5))
    await talk(stage, stage.floor.call("0004"))


def _busy_then_queue(stage, act, kpi):
    first = stage.floor.rings[0]
    lines = [] if first.agent == "0004" and first.rejected else [f"expected a rejected ring at 0004 first, got {first.agent}"]
    types = [decision["callType"] for decision in _decisions(stage, act)]
    return lines if types == ["DIRECT_EXTENSION"] else lines + [f"call types: {types}"]


# 33: a number that is in no plan: the default queue

async def _unknown(stage):
    stage.floor.set(answers(1))
    await talk(stage, stage.floor.call("4711"))


def _default_queue(stage, act, kpi):
    decisions = [(d["callType"], _steps(d)["route"]) for d in _decisions(stage, act)]
    lines = [] if decisions == [("UNKNOWN", "queue support")] else [f"decisions: {decisions}"]
    return lines + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "support"))


# 34: a public holiday: the caller is answered, hears the announcement and is hung up; no operator's phone rings

async def _out_of_hours(stage):
    stage.floor.set(NO_ANSWER)
    call = stage.floor.call(CLOSED)
    await comes(call.answered)
    await comes(call.ended)


def _announced(stage, act, kpi):
    lines = [] if not stage.floor.rings else [f"a phone rang: {stage.floor.rings[0].agent}"]
    found = [(_steps(d)["business-hours"], _steps(d)["route"]) for d in _decisions(stage, act)]
    if len(found) != 1 or "Public holiday" not in found[0][0] or not found[0][1].startswith("announce vm-goodbye"):
        lines.append(f"decisions: {found}")
    return lines


# 35: backup has one operator, who talks; an ordinary caller waits, then a regular one comes and is answered before

async def _vip(stage):
    stage.floor.set(answers(0.5))
    first = stage.floor.call("709", "79010000001")
    ring = await stage.until_connected()
    calls = []
    for caller in ("79010000002", VIP):
        joins = len(stage.observer.find("QueueCallerJoin"))
        calls.append(stage.floor.call("709", caller))
        await stage.joined(joins + 1)
        await asyncio.sleep(0.5)
    await first.hang_up()
    for call in reversed(calls):
        await stage.floor.until(ring.call.ended.is_set, "the end of the talk before")
        ring = await stage.until_connected()
        await asyncio.sleep(1.5)
        await call.hang_up()


def _regular_first(stage, act, kpi):
    connected = [event["CallerIDNum"] for event in act.ami if event["Event"] == "AgentConnect"]
    lines = [] if connected == ["79010000001", VIP, "79010000002"] else [f"answered in the order {connected}"]
    captions = [decision.get("caption") for decision in _decisions(stage, act)]
    return lines if captions == [None, None, "Regular customer"] else lines + [f"captions: {captions}"]


# 36: a number that asks for a skill: the operator who has it is rung directly; is that phone not answered, the queue follows

async def _skilled(stage):
    stage.floor.set(answers(0.5))
    await talk(stage, stage.floor.call(SKILLED), 2)
    await asyncio.to_thread(stage.api.await_idle, "0003")
    stage.floor.set(answers(0.5), _0003=NO_ANSWER)
    await talk(stage, stage.floor.call(SKILLED), 2)


def _best_operator(stage, act, kpi):
    routes = [_steps(decision)["route"] for decision in _decisions(stage, act)]
    lines = [] if len(routes) == 2 and all("PJSIP/0003" in route for route in routes) else [f"routes: {routes}"]
    return (lines + differences({"answered_calls": 1}, operator(kpi, "PJSIP/0003"))
            + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "sales")))


# 37: a new number is published; the next call goes by it; after the rollback the number is unknown again

async def _changed(stage):
    stage.floor.set(answers(1))
    api = stage.api
    before = await asyncio.to_thread(api.publish_number, CHANGING, {"queue": "tiers"})
    await talk(stage, stage.floor.call(CHANGING), 1)
    await asyncio.to_thread(api.rollback, before)
    await talk(stage, stage.floor.call(CHANGING), 1)


def _by_its_version(stage, act, kpi):
    decisions = [(d["rules"], _steps(d)["route"]) for d in _decisions(stage, act)]
    versions = [version for version, route in decisions]
    if [route for _, route in decisions] != ["queue tiers", "queue support"] or versions != sorted(set(versions)):
        return [f"decisions: {json.dumps(decisions)}"]
    return []


# 38: a message is announced to supervisors on the channel `alerts`

async def _message(stage):
    stage.floor.set(NO_ANSWER)
    with Channel("alerts") as alerts:
        call = await in_menu(stage)
        await leaves_message(stage, call)
        await call.press("#")
        await comes(call.ended)
        stage.alert = await asyncio.to_thread(alerts.event, "call.voicemail.recorded")


def _told_to_supervisors(stage, act, kpi):
    recorded = [event for event in kafka.since("call-events", act.start) if event["type"] == "call.voicemail.recorded"]
    told = stage.alert["data"]
    if len(recorded) != 1 or (told["recording"], told["mailbox"]) != (recorded[0]["recording"], "700"):
        return [f"recorded: {recorded}; told on alerts: {stage.alert}"]
    return []


ROUTING = [
    Scenario("32 direct call, busy, then the queue", _busy, ["support"], _busy_then_queue),
    Scenario("33 an unknown number", _unknown, ["support"], _default_queue),
    Scenario("34 announcement out of hours", _out_of_hours, [], _announced),
    Scenario("35 a regular caller comes first", _vip, ["backup", "backup", "backup"], _regular_first),
    Scenario("36 the best operator, then the queue", _skilled, ["sales"], _best_operator),
    Scenario("37 rules change while calls run", _changed, ["tiers", "support"], _by_its_version),
    Scenario("38 a message is announced", _message, [], _told_to_supervisors),
]
