"""Service flows of the number plan, and commands for calls that run."""

import asyncio

from .. import kafka, settings
from ..floor import NO_ANSWER, answers
from .scenario import Scenario, differences, operator, queue, talk

MENU = 1                # seconds until the menu listens: its prompts are recordings of the site, here there are none
NUMBER = "0123456789"


async def _in_menu(stage, keys, caller="79010000001"):
    """Dials 800, waits for the menu and presses keys."""
    call = stage.floor.call("800", caller)
    await asyncio.wait_for(call.answered.wait(), 10)
    await asyncio.sleep(MENU)
    await call.press(keys)
    return call


def _events(act, kind):
    return [event for event in kafka.since("call-events", act.start) if event["type"] == kind]


def _steps(act):
    return [(step["node"], step.get("digits"), step["result"]) for step in _events(act, "call.ivr.step")]


# 10: service number 800: the caller is answered, presses a key that leads nowhere, then 2, and lands in support

async def _ivr(stage):
    stage.floor.set(answers(1))
    await talk(stage, await _in_menu(stage, "92"), 2)


def _two_keys(stage, act, kpi):
    want = [("welcome", None, "failed"), ("choose", "9", "no such key"), ("choose", "2", "chosen"), ("support", None, "queue support")]
    lines = [] if _steps(act) == want else [f"expected the steps {want}, got {_steps(act)}"]
    return lines + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "support"))


# 30: the menu again: nothing is pressed, and the way of a caller who presses nothing leads to support; a number to call back is typed;
# a message ends with the hash key; a message ends with the caller's hang-up

async def _messages(stage):
    stage.floor.set(answers(1))
    await talk(stage, await _in_menu(stage, ""), 1)
    back = await _in_menu(stage, "3")
    await asyncio.sleep(MENU)
    await back.press(NUMBER + "#")
    await asyncio.wait_for(back.ended.wait(), 20)
    for end in ("#", None):
        call = await _in_menu(stage, "4")
        await call.press("1")                                                  # skips the prompt
        await asyncio.sleep(1)
        await call.speak(3)
        await (call.press(end) if end else call.hang_up())
        await asyncio.wait_for(call.ended.wait(), 20)


def _told(stage, act, kpi):
    requests = [(event["number"], event["queue"]) for event in _events(act, "call.callback.requested")]
    lines = [] if requests == [(NUMBER, "support")] else [f"call.callback.requested: {requests}"]
    timeouts = [step for step in _steps(act) if step[2] == "timeout"]
    lines += [] if timeouts == [("choose", None, "timeout")] * 2 else [f"expected two timeouts of the menu, got {timeouts}"]
    messages = _events(act, "call.voicemail.recorded")
    if [message["mailbox"] for message in messages] != ["700", "700"]:
        return lines + [f"call.voicemail.recorded: {messages}"]
    for message in messages:
        if not 2_000 <= message["durationMs"] <= 5_000:
            lines.append(f"a message of 3 s takes {message['durationMs']} ms")
        if not stage.pbx.recording(message["recording"]).exists():
            lines.append(f"there is no recording {message['recording']}")
    return lines


# 31: transfers by command, of a caller who waits, of one who talks with an operator of a queue, of one in a direct call; then a hang-up

async def _commands(stage):
    async def order(kind, **fields):
        await asyncio.to_thread(kafka.command, kind, call_id=f"{settings.NODE}/{stage.caller}", **fields)

    stage.floor.set(NO_ANSWER, _0001=answers(0.5), _0002=answers(0.5), _0003=answers(0.5))
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call("709")
    await stage.joined(joins + 1)
    stage.caller = stage.observer.find("QueueCallerJoin")[-1]["Uniqueid"]
    await asyncio.sleep(1)
    for target, agents in (("701", ("0001", "0002")), ("0003", ("0003",)), ("703", ("0001",))):
        rings = len(stage.floor.rings)
        await order("call.transfer", target=target)
        await stage.floor.until(lambda: any(ring.agent in agents and ring.call.answered.is_set() for ring in stage.floor.rings[rings:]),
                                f"the answer at {target}")
        await asyncio.sleep(2)
    await order("call.hangup")
    await asyncio.wait_for(call.ended.wait(), 5)
    await order("call.hangup")                                                 # there is nothing to end any more


def _moved(stage, act, kpi):
    lines = differences({"total_calls": 1, "answered_calls": 0}, queue(kpi, "backup"))
    for name in ("sales", "tiers"):
        lines += differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, name))
    lines += differences({"offered_calls": 1, "answered_calls": 1}, operator(kpi, "PJSIP/0003"))
    refused = [(event["command"], event["reason"]) for event in kafka.since("routing-events", act.start)
               if event["type"] == "command.refused"]
    return lines if refused == [("call.hangup", "UNKNOWN")] else lines + [f"command.refused: {refused}"]


SERVICES = [
    Scenario("10 IVR by DTMF, then a queue", _ivr, ["support"], _two_keys),
    Scenario("30 callback and messages by DTMF", _messages, ["support"], _told),
    Scenario("31 transfer and hang-up by command", _commands, ["backup", "sales", "tiers"], _moved),
]
