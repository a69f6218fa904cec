"""Hundreds of random calls by SIPp, up to 30 at a time: the truth counts every one of them, and so must the suite."""

import collections

from . import compare, kafka
from .floor import as_people_do
from .sipp import Callers
from .suite import UNANSWERED

RATE = 10
SECONDS = 50
NUMBERS = {"701": "sales", "702": "vip", "703": "tiers", "709": "backup", "711": "fpbx", "713": "rr", "714": "sales", "0004": None, **UNANSWERED}


async def callers(stage, rate=RATE, seconds=20, seed=1):
    """Random callers for all of the numbers; operators behave as people do."""
    stage.floor.set(as_people_do(seed))
    return await Callers(list(NUMBERS), rate, rate * seconds, seed).start()


async def play(stage, report, verdict):
    async def action(stage):
        await (await callers(stage, seconds=SECONDS)).finished()

    act = await stage.play(action)
    truth = act.truth()
    print(f"          {summary(truth)}", flush=True)
    report.check("every caller of SIPp came", [] if len(truth.callers) == RATE * SECONDS else [f"expected {RATE * SECONDS}, got {len(truth.callers)}"])
    report.check("the truth explains every ring and every wait", compare.unexplained(truth))
    report.check("each caller went where the number plan says, or fell back", misrouted(act, truth))
    await verdict.whole(truth, act.start, act.end)
    hybrid = stage.api.hybrid(act.start, act.end)
    print(f"          both sides: {hybrid}", flush=True)
    report.check("events and CDR name the same answered calls",
                 [] if hybrid["event_answered"] == hybrid["cdr_answered"] else [str(hybrid)])
    differ = stage.api.reconciliation(act.start, act.end, reason="TALK_TIME")["leftovers"]
    report.check("no leg is shorter than ring and talk, or longer than the call", [f"{call['call_id']}: {call['reason']}" for call in differ])


def summary(truth):
    ends = collections.Counter(entry.outcome or "lost" for entry in truth.entries)
    rings = collections.Counter(offer.outcome or "lost" for offer in truth.offers)
    return f"{len(truth.callers)} calls; waits: {dict(ends)}; rings: {dict(rings)}"


def misrouted(act, truth):
    """Which number a caller dialled stands in the AMI's first event of the channel."""
    dialled = {e["Uniqueid"]: e["Exten"] for e in act.ami if e["Event"] == "Newchannel"}
    first = {}
    for entry in truth.entries:
        first.setdefault(entry.call, entry.queue)
    fallen = kafka.fallbacks()
    lines = []
    for caller in truth.callers:
        if compare.node_call_id(caller) in fallen:
            continue
        expected = NUMBERS[dialled[caller]]
        if caller in first and expected and first[caller] != expected:
            lines.append(f"{caller} dialled {dialled[caller]} and came into {first[caller]}")
    print(f"          {sum(compare.node_call_id(caller) in fallen for caller in truth.callers)} of {len(truth.callers)} fell back", flush=True)
    return lines
