"""The order of a run: scenarios, load, all of it together, faults."""

import asyncio
import dataclasses
import time
import typing

from . import compare, faults, kafka, load, scenarios
from .processes import Failed
from .stage import Act
from .verdict import LOOKS, Verdict


@dataclasses.dataclass
class Item:
    """`play(stage, report, verdict)`. `together`: counted again in the sum of all."""
    name: str
    play: typing.Callable
    waits_for: str = None
    together: bool = False


def plan(names):
    """What is played, in order; names of scenarios begin with their number."""
    items = [Item(s.name, _scenario(s), s.waits_for, together=True) for s in scenarios.ALL]
    items += [Item("load", load.play, together=True)]
    items += [Item(fault.name, fault.play, fault.waits_for) for fault in faults.ALL]
    chosen = [item for item in items if not names or item.name.lower().startswith(tuple(name.lower() for name in names))]
    if not chosen:
        raise SystemExit(f"nothing begins with {' or '.join(names)}; see run --list")
    return chosen


async def run(plan, stage, report):
    try:
        await stage.open()
        await _decides(stage)
        await _play(plan, stage, report)
    finally:
        if stage.floor:
            stage.floor.close()


async def _play(plan, stage, report):
    verdict, whole = Verdict(stage, report), Act(stage)
    together = [item for item in plan if item.together]
    for item in together:
        await _item(item, stage, report, verdict)
    if len(together) > 1:
        print("all of it together", flush=True)
        report.begins("all of it together")
        whole.end = time.time()
        await verdict.whole(whole.truth(), whole.start, whole.end)
    alone = [item for item in plan if not item.together]
    if alone:
        await _as_delivered(stage)
    for item in alone:
        await _item(item, stage, report, verdict)


async def _as_delivered(stage):
    """What fails is met with the product's own limits; until here nobody fell back because a machine was slow."""
    await asyncio.to_thread(stage.suite.restart_as_delivered)
    await asyncio.to_thread(stage.await_application)
    await asyncio.to_thread(stage.await_links)
    await _decides(stage)


async def _item(item, stage, report, verdict):
    if item.waits_for:
        report.waits(item.name, item.waits_for)
        return
    print(f"{time.strftime('%H:%M:%S', time.gmtime())} {item.name}", flush=True)
    report.begins(item.name)
    try:
        await item.play(stage, report, verdict)
    except Exception as failure:                                               # whatever it is, the others are played too
        report.check("played to its end", [f"{type(failure).__name__}: {failure}"])


def _scenario(scenario):
    async def play(stage, report, verdict):
        act = await (stage.recorder.record(stage, scenario) if stage.recorder else stage.play(scenario.play))
        truth = act.truth()
        report.check("went where the number plan says", _routed(scenario, act, truth))
        if scenario.links:
            kpi = await verdict.with_gap(act, truth, scenario.links)
        else:
            report.check("the truth explains every ring and every wait", compare.unexplained(truth))
            kpi = await verdict.whole(truth, act.start, act.end)
        report.check("figures of the scenario", await _figures(scenario, stage, act, kpi, verdict))
    return play


def _queues(act):
    return [e["Queue"] for e in act.ami if e["Event"] == "QueueCallerJoin"]


def _routed(scenario, act, truth):
    lines = [] if _queues(act) == scenario.queues else [f"expected the queues {scenario.queues}, got {_queues(act)}"]
    recorded = {} if scenario.links else kafka.fallbacks()
    of = {compare.node_call_id(caller): caller for caller in truth.callers}
    return lines + [f"call.fallback of {of[call]}: {event['reason']}" for call, event in recorded.items() if call in of]


async def _figures(scenario, stage, act, kpi, verdict):
    """What comes by another topic than the calls may come later."""
    for _ in range(LOOKS):
        try:
            lines = scenario.figures(stage, act, kpi)
        except (KeyError, StopIteration, ValueError) as missing:
            lines = [f"a figure is missing: {missing!r}"]
        if not lines:
            break
        await asyncio.sleep(0.25)
        kpi = verdict.figures(act.start, act.end)
    return lines


async def _decides(stage):
    if await faults.routes(stage):
        raise Failed("no decision arrives in time, see the logs of routing-service and ari-gateway")
