"""A link to Asterisk, or Asterisk itself, goes away and comes back."""

import asyncio
import json
import time

import websocket

from .. import settings
from ..floor import NO_ANSWER, answers
from ..processes import Failed
from .scenario import Scenario, differences, queue, talk


async def _killed(stage):
    """kill -9 of Asterisk while 0001 talks and a caller waits; it is started again after 3 s, and a new call is answered."""
    stage.floor.set(NO_ANSWER, _0001=answers(1))
    stage.floor.call("701")
    stage.pbx.cli("queue pause member PJSIP/0002 queue sales reason lunch")
    await stage.until_connected()
    joins = len(stage.observer.find("QueueCallerJoin"))
    stage.floor.call("704", "79010000002")
    await stage.joined(joins + 1)
    await asyncio.sleep(1)
    await asyncio.to_thread(stage.pbx.kill)
    await asyncio.sleep(3)
    await asyncio.to_thread(stage.pbx.start)
    await asyncio.to_thread(stage.await_application)
    await asyncio.to_thread(stage.await_links)
    stage.floor.set(answers(1))
    await talk(stage, stage.floor.call("709", "79010000003"), 2)


def _lost(stage, act, kpi):
    """Who waited when Asterisk died is lost, not abandoned."""
    return (differences({"total_calls": 1, "lost": 1, "abandoned_calls": 0, "waiting": 0}, queue(kpi, "strictq"))
            + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "sales"))
            + differences({"total_calls": 1, "answered_calls": 1}, queue(kpi, "backup")))


async def _ari_dropped(stage):
    """The ARI link is cut for 5 s. Before: one caller talks in sales, one waits in strictq. Meanwhile the talk ends and a new call
    comes: the dialplan sends it to support, where 0002 answers."""
    stage.floor.set(NO_ANSWER, _0002=answers(1))
    stage.pbx.cli("queue pause member PJSIP/0001 queue sales reason lunch")
    talking = stage.floor.call("701")
    await stage.until_connected()
    joins = len(stage.observer.find("QueueCallerJoin"))
    waiting = stage.floor.call("704", "79010000002")
    await stage.joined(joins + 1)
    await asyncio.sleep(1)
    stage.links.ari.cut()
    await asyncio.to_thread(stage.await_no_application)
    await talking.hang_up()
    late = stage.floor.call("701", "79010000003")
    await asyncio.sleep(4)
    stage.links.ari.restore()
    await asyncio.to_thread(stage.await_links)
    await talk(stage, late, 1)
    await waiting.hang_up()


async def _second_websocket(stage):
    """Another client takes the application over while a caller talks, gets the next call and goes away: before the
    gateway takes its application back (10 to 20 s here). Were both at one time, this Asterisk's ARI would get stuck (docs/gateway.md)."""
    stage.floor.set(answers(1))
    talking = stage.floor.call("701")
    await stage.until_connected()
    thief = await asyncio.to_thread(_takes_application, stage)
    await asyncio.sleep(0.3)
    stage.taken_over = time.time()
    late = stage.floor.call("709", "79010000002")
    await asyncio.to_thread(_gets, thief, "79010000002")
    await asyncio.to_thread(thief.close)
    await talking.hang_up()
    await stage.floor.until(lambda: all(ring.call.ended.is_set() for ring in stage.floor.rings), "the end of the first talk")
    await talk(stage, late, 1)


def _takes_application(stage):
    credentials = f"smart-call-center:{stage.passwords['ari']}"
    return websocket.create_connection(
        f"ws://127.0.0.1:{settings.ARI_PORT}/ari/events?app=SmartCallCenter&api_key={credentials}", timeout=settings.PATIENCE)


def _gets(client, number):
    """Waits until the call of this number has entered the application."""
    end = time.monotonic() + settings.PATIENCE
    try:
        while time.monotonic() < end:
            event = json.loads(client.recv())
            if event["type"] == "StasisStart" and event["channel"]["caller"]["number"] == number:
                return
    except (websocket.WebSocketException, OSError, ValueError) as lost:
        raise Failed(f"the second client lost the application: {lost}") from lost
    raise Failed(f"the call of {number} did not come to the second client within {settings.PATIENCE} s")


LINKS = [
    Scenario("18 Asterisk killed and restarted", _killed, ["sales", "strictq", "backup"], _lost, links=("ARI", "AMI")),
    Scenario("19 ARI link cut for 5 s", _ari_dropped, ["sales", "strictq", "support"], links=("ARI",)),
    Scenario("20 a second websocket takes the application", _second_websocket, ["sales", "backup"], links=("ARI",)),
]
