"""Compares the KPI API with the truth, figure by figure. Each function returns the differences as lines of text."""

import collections
import math

from . import settings
from .figures import COUNTERS

# queue_log has whole seconds, rounded by the clock: a mean of them may be this far from the exact one
SECONDS_OF_QUEUE_LOG = 1.05
ZERO_IN_QUEUES = ("short_abandoned", "waiting")
ZERO_IN_OPERATORS = ("ringing",)
SAME_IN_QUEUES = ("total_calls", "received", "answered_calls", "abandoned_calls", "timeout", "left_empty", "exit_key", "withdrawn",
                  "transferred_out", "lost")


def queues(truth, answer):
    got = {q["queue"]: q for q in answer["queues"] if q["received"] > 0}
    lines = _names("queues", set(truth.queues), set(got))
    for name in set(truth.queues) & set(got):
        lines += [f"queue {name}: {line}" for line in _queue(truth.queues[name], got[name])]
    return lines


def _queue(true, got):
    expected = {
        **{key: getattr(true, key) for key in SAME_IN_QUEUES},
        "lost_calls": true.abandoned_calls + true.timeout + true.left_empty,
        "unique_calls": len(true.calls), "answer_rate": _percent(true.answered_calls, true.total_calls),
        "identity": True, **dict.fromkeys(ZERO_IN_QUEUES, 0)}
    lines = _equal(expected, got)
    lines += [f"refused {reason}: expected {true.refused[reason]}, got {got['refused'].get(reason, 0)}"
              for reason in set(true.refused) | set(got["refused"]) if true.refused[reason] != got["refused"].get(reason, 0)]
    lines += _near("avg_wait_time", true.all_waits, got)
    lines += _near("asa", true.waits["answered_calls"], got)
    lines += _near("avg_abandon_time", true.waits["abandoned_calls"], got)
    return lines


def operators(truth, answer):
    got = {o["interface"]: o for o in answer["operators"] if o["offered_calls"] > 0}
    lines = _names("operators", set(truth.interfaces), set(got))
    for interface in set(truth.interfaces) & set(got):
        lines += [f"{interface}: {line}" for line in _operator(truth.operator(interface), got[interface])]
        of_queue = {q["queue"]: q for q in got[interface]["queues"] if q["offered_calls"] > 0}
        queues_of = {queue for of, queue in truth.operators if of == interface and queue}
        lines += _names(f"queues of {interface}", queues_of, set(of_queue))
        for queue in queues_of & set(of_queue):
            lines += [f"{interface} in {queue}: {line}" for line in _operator(truth.operators[(interface, queue)], of_queue[queue])]
    return lines


def _operator(true, got):
    expected = {
        **{key: getattr(true, key) for key in COUNTERS}, "distinct_calls_offered": len(true.calls),
        "efficiency": _percent(true.answered_calls, true.offered_calls),
        "accept_rate": _percent(true.answered_calls, true.answered_calls + true.missed_calls + true.rejected),
        "identity": True, **dict.fromkeys(ZERO_IN_OPERATORS, 0)}
    lines = _equal(expected, got)
    # of a talk that a killed Asterisk cut off queue_log does not know how long it was
    return lines + (_near("avg_talk_time", true.talks, got) if len(true.talks) == true.answered_calls else [])


def unexplained(truth):
    """While Asterisk lives, it tells the end of everything: what is left here is a mistake of this test."""
    lines = [f"the truth itself: nothing is known about {'|'.join(line)}" for line in truth.untold]
    lines += [f"the truth itself: {entry} has no end" for entry in truth.entries if entry.outcome is None]
    return lines + [f"the truth itself: {offer} has no outcome" for offer in truth.offers if offer.outcome is None]


def rows(written, imported):
    """Rows of Asterisk against imported ones: neither may have one that the other has not, or one twice."""
    one, other = collections.Counter(written), collections.Counter(imported)
    return [f"row {row} was written {one[row]} times and imported {other[row]} times"
            for row in sorted(one | other) if one[row] != other[row]]


def reconciliation(truth, answer):
    """A call whose end Asterisk never told (it was killed) has no row."""
    lost = sorted(node_call_id(caller.uniqueid) for caller in truth.callers.values() if caller.ended is None)
    lines = _equal({"calls": len(truth.callers), "matched": len(truth.callers) - len(lost), "missing_in_cdr": len(lost),
                    "missing_in_events": 0, "mismatched": 0, "pending": 0}, answer)
    return lines + [f"leftover {left}" for left in answer["leftovers"] if left["call_id"] not in lost]


def _percent(part, whole):
    """One decimal, half of it rounded up as Java does."""
    return math.floor(1000 * part / whole + 0.5) / 10 if whole else None


def _names(what, expected, got):
    lines = [f"{what}: {name} is missing" for name in sorted(expected - got)]
    return lines + [f"{what}: {name} should not be there" for name in sorted(got - expected)]


def _equal(expected, got):
    return [f"{key}: expected {value}, got {got.get(key)}" for key, value in expected.items() if got.get(key) != value]


def _near(key, values, got):
    """The mean of whole seconds against the exact one."""
    mean = sum(values) / len(values) if values else None
    value = got.get(key)
    if (mean is None) != (value is None) or (mean is not None and abs(mean - value) > SECONDS_OF_QUEUE_LOG):
        return [f"{key}: expected about {mean}, got {value}"]
    return []


def node_call_id(uniqueid):
    """The call id of the contract for a caller's channel."""
    return f"{settings.NODE}/{uniqueid}"
