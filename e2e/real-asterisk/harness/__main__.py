"""python3 -m harness CLASSPATH   the whole run; CLASSPATH is that of Backends.java. Exit code 0: nothing differs."""

import asyncio
import signal
import sys
import time
import types

from . import compare, faults, kafka, scenarios
from .floor import NO_ANSWER
from .processes import Failed
from .report import Report
from .stage import Act, Stage


async def run(stage, report):
    try:
        await stage.open()
        await play(stage, report)
    finally:
        if stage.floor:
            stage.floor.close()


async def play(stage, report):
    await _warm_up(stage)
    whole = Act(stage)
    for scenario in scenarios.ALL:
        print(scenario.name, flush=True)
        act = await stage.play(scenario.play)
        kpi = await _kpi(stage, act.truth(), act.start, act.end)
        _compare(report, act.truth(), kpi)
        report.check("routed by the suite's own decision", _routed(scenario, act))
        report.check("figures of the scenario", _figures(scenario, stage, act, kpi))
        await _reconciled(stage, report, act.truth(), act.start, act.end)
    print("all scenarios together", flush=True)
    whole.end = time.time()
    kpi = await _kpi(stage, whole.truth(), whole.start, whole.end)
    _compare(report, whole.truth(), kpi)
    await _reconciled(stage, report, whole.truth(), whole.start, whole.end)
    print("faults", flush=True)
    await faults.routing_killed(stage, report)
    await faults.gateway_killed(stage, report)
    report.check("no dead letters", [f"{topic}: {count}" for topic, count in kafka.dead_letters().items()])
    await faults.kafka_killed(stage, report)


async def _warm_up(stage):
    """Java is slow at first: calls one by one, until ten in a row got their decision in time. The scenarios want the usual case."""
    stage.floor.set(NO_ANSWER)
    in_time = 0
    for attempt in range(1, 61):
        act = await stage.play(lambda stage: faults.one_call(stage, "703", 1))
        in_time = in_time + 1 if _queues(act) == ["tiers"] else 0
        if in_time == 10:
            print(f"warm after {attempt} calls", flush=True)
            return
    raise Failed("no decision arrives in time, see the logs of routing-service and ari-gateway")


def _queues(act):
    return [e["Queue"] for e in act.ami if e["Event"] == "QueueCallerJoin"]


def _routed(scenario, act):
    lines = [] if _queues(act) == scenario.queues else [f"expected the queues {scenario.queues}, got {_queues(act)}"]
    recorded = kafka.fallbacks()
    return lines + [f"call.fallback of {caller}" for caller in act.truth().callers if compare.node_call_id(caller) in recorded]


async def _kpi(stage, expected, start, end):
    """The answers of the KPI API once it has seen everything; after 20 s whatever it says."""
    for _ in range(80):
        kpi = types.SimpleNamespace(queues=stage.api.queues(start, end), operators=stage.api.operators(start, end))
        if compare.settled(expected, kpi.queues, kpi.operators):
            break
        await asyncio.sleep(0.25)
    return kpi


def _compare(report, expected, kpi):
    report.check("queues: KPI API = queue_log", compare.queues(expected, kpi.queues))
    report.check("operators: KPI API = queue_log", compare.operators(expected, kpi.operators))


async def _reconciled(stage, report, expected, start, end):
    """CDR rows are imported every two seconds; a call is pending until they are there."""
    for _ in range(80):
        try:
            answer = stage.api.reconciliation(start, end)
        except Failed as refused:
            report.check("CDR: every call reconciled, nothing left over", [str(refused)])
            return
        if answer["pending"] == 0 and answer["calls"] >= len(expected.callers):
            break
        await asyncio.sleep(0.25)
    report.check("CDR: every call reconciled, nothing left over", compare.reconciliation(expected, answer))


def _figures(scenario, stage, act, kpi):
    try:
        return scenario.figures(stage, act, kpi)
    except (KeyError, StopIteration, ValueError) as missing:
        return [f"a figure is missing: {missing!r}"]


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report, stage = Report(), Stage(sys.argv[1])
    try:
        asyncio.run(run(stage, report))
    except (Failed, TimeoutError) as failure:
        report.check("the run itself", [str(failure)])
    finally:
        stage.close()
    print(f"real Asterisk: {report.passed} passed, {report.failed} failed", flush=True)
    sys.exit(1 if report.failed else 0)


main()
