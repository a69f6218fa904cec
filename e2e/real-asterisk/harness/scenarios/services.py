"""Service flows of the number plan, and commands for calls that run."""

import asyncio
import time
import wave

from .. import kafka, settings
from ..floor import NO_ANSWER, answers
from ..processes import await_true
from ..settings import PATIENCE
from .scenario import Scenario, comes, differences, operator, queue, talk

NUMBER = "0123456789"


async def in_menu(stage, keys="", caller="79010000001"):
    """Dials 800, waits for the menu and presses keys."""
    began = time.time()
    call = stage.floor.call("800", caller)
    await comes(call.answered)
    await _after(stage, began, "welcome")
    await call.press(keys)
    return call


async def _after(stage, began, node, count=1):
    """Waits until this step of the flow is told for the `count`-th time since then: then the next one listens already."""
    def told():
        return [step["node"] for step in kafka.since("call-events", began) if step["type"] == "call.ivr.step"].count(node) >= count

    await asyncio.to_thread(await_true, told, PATIENCE, f"the end of step {node}")


async def leaves_message(stage, call):
    """In the menu: goes for a message, and speaks for 3 s once it is recorded."""
    before = stage.pbx.recordings()
    await call.press("4")
    await asyncio.to_thread(await_true, lambda: stage.pbx.recordings() - before, PATIENCE, "the recording of the message")
    await asyncio.sleep(1)                                                     # a beep
    await call.speak(3)


def _events(act, kind):
    return [event for event in kafka.since("call-events", act.start) if event["type"] == kind]


def _steps(act):
    return [(step["node"], step.get("digits"), step["result"]) for step in _events(act, "call.ivr.step")]


# 10: service number 800: the caller is answered, presses a key that leads nowhere, then 2, and lands in support

async def _ivr(stage):
    stage.floor.set(answers(1))
    await talk(stage, await in_menu(stage, "92"), 2)


def _two_keys(stage, act, kpi):
    want = [("welcome", None, "failed"), ("choose", "9", "no such key"), ("choose", "2", "chosen"), ("support", None, "queue support")]
    lines = [] if _steps(act) == want else [f"expected the steps {want}, got {_steps(act)}"]
    return lines + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "support"))


# 30: the menu again: nothing is pressed, and the way of a caller who presses nothing leads to support; a number to call back is typed;
# a message ends with the hash key; a message ends with the caller's hang-up

async def _messages(stage):
    stage.floor.set(answers(1))
    await talk(stage, await in_menu(stage), 1)
    began = time.time()
    back = await in_menu(stage, "3")
    await _after(stage, began, "choose")
    await back.press(NUMBER + "#")
    await comes(back.ended)
    for end in ("#", None):
        call = await in_menu(stage)
        await leaves_message(stage, call)
        await (call.press(end) if end else call.hang_up())
        await comes(call.ended)


def _told(stage, act, kpi):
    requests = [(event["number"], event["queue"]) for event in _events(act, "call.callback.requested")]
    lines = [] if requests == [(NUMBER, "support")] else [f"call.callback.requested: {requests}"]
    timeouts = [step for step in _steps(act) if step[2] == "timeout"]
    lines += [] if timeouts == [("choose", None, "timeout")] * 2 else [f"expected two timeouts of the menu, got {timeouts}"]
    messages = _events(act, "call.voicemail.recorded")
    if [message["mailbox"] for message in messages] != ["700", "700"]:
        return lines + [f"call.voicemail.recorded: {messages}"]
    for message in messages:
        lines += _as_long_as_its_file(stage.pbx.recording(message["recording"]), message["durationMs"])
    return lines


def _as_long_as_its_file(file, duration_ms):
    """Asterisk tells whole seconds."""
    if not file.exists():
        return [f"there is no recording {file.name}"]
    with wave.open(str(file)) as recording:
        length = recording.getnframes() / recording.getframerate()
    return [] if length > 2 and abs(length - duration_ms / 1000) <= 1 else [f"{file.name} has {length:.1f} s, told {duration_ms} ms"]


# 31: transfers by command, of a caller who waits, of one who talks with an operator of a queue, of one in a direct call to another direct
# call, and to a queue; then a hang-up

async def _commands(stage):
    async def order(kind, **fields):
        await asyncio.to_thread(kafka.command, kind, call_id=f"{settings.NODE}/{stage.caller}", **fields)

    stage.floor.set(NO_ANSWER, _0001=answers(0.5), _0002=answers(0.5), _0003=answers(0.5))
    joins = len(stage.observer.find("QueueCallerJoin"))
    call = stage.floor.call("709")
    await stage.joined(joins + 1)
    stage.caller = stage.observer.find("QueueCallerJoin")[-1]["Uniqueid"]
    await asyncio.sleep(1)
    before = None
    for target, agents in (("701", ("0001", "0002")), ("0003", ("0003",)), ("0002", ("0002",)), ("703", ("0001",))):
        rings = len(stage.floor.rings)
        await order("call.transfer", target=target)
        ring = await stage.floor.until(
            lambda: next((ring for ring in stage.floor.rings[rings:] if ring.agent in agents and ring.call.answered.is_set()), None),
            f"the answer at {target}")
        await stage.connected(ring.agent)
        if before:
            await comes(before.call.ended)
        before = ring
        await asyncio.sleep(2)
    await order("call.hangup")
    await comes(call.ended)
    began = time.time()
    await order("call.hangup")                                                 # there is nothing to end any more
    await asyncio.to_thread(await_true, lambda: _refused(began), PATIENCE, "the refusal of the second hang-up")


def _refused(start):
    return [(event["command"], event["reason"]) for event in kafka.since("routing-events", start) if event["type"] == "command.refused"]


def _moved(stage, act, kpi):
    lines = differences({"total_calls": 1, "answered_calls": 0}, queue(kpi, "backup"))
    for name in ("sales", "tiers"):
        lines += differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, name))
    lines += differences({"offered_calls": 1, "answered_calls": 1}, operator(kpi, "PJSIP/0003"))
    refused = _refused(act.start)
    return lines if refused == [("call.hangup", "UNKNOWN")] else lines + [f"command.refused: {refused}"]


SERVICES = [
    Scenario("10 IVR by DTMF, then a queue", _ivr, ["support"], _two_keys),
    Scenario("30 callback and messages by DTMF", _messages, ["support"], _told),
    Scenario("31 transfer and hang-up by command", _commands, ["backup", "sales", "tiers"], _moved),
]
