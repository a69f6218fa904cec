"""Compares the KPI API with the truth, figure by figure. Each function returns the differences as lines of text."""

from . import settings

# queue_log has whole seconds, rounded by the clock: a mean of them may be this far from the exact one
SECONDS_OF_QUEUE_LOG = 1.05
ZERO_IN_QUEUES = ("short_abandoned", "withdrawn", "transferred_out", "lost", "waiting")
ZERO_IN_OPERATORS = ("dumped", "lost", "ringing")


def queues(truth, answer):
    got = {q["queue"]: q for q in answer["queues"] if q["received"] > 0}
    lines = _names("queues", set(truth.queues), set(got))
    for name in set(truth.queues) & set(got):
        lines += [f"queue {name}: {line}" for line in _queue(truth.queues[name], got[name])]
    return lines


def _queue(true, got):
    expected = {
        "total_calls": true.total_calls, "received": true.total_calls, "answered_calls": true.answered_calls,
        "abandoned_calls": true.abandoned_calls, "timeout": true.timeout, "left_empty": true.left_empty,
        "exit_key": true.exit_key, "lost_calls": true.abandoned_calls + true.timeout + true.left_empty,
        "unique_calls": len(true.calls), "answer_rate": _percent(true.answered_calls, true.total_calls),
        "identity": True, **dict.fromkeys(ZERO_IN_QUEUES, 0)}
    lines = _equal(expected, got)
    lines += [f"refused {reason}: expected 0, got {count}" for reason, count in got["refused"].items() if count]
    lines += _near("avg_wait_time", true.all_waits, got)
    lines += _near("asa", true.waits["answered"], got)
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
        "offered_calls": true.offered_calls, "distinct_calls_offered": len(true.calls), "answered_calls": true.answered_calls,
        "missed_calls": true.missed_calls, "rejected": true.rejected, "cancelled": true.cancelled, "rescinded": true.rescinded,
        "efficiency": _percent(true.answered_calls, true.offered_calls),
        "accept_rate": _percent(true.answered_calls, true.answered_calls + true.missed_calls + true.rejected),
        "identity": True, **dict.fromkeys(ZERO_IN_OPERATORS, 0)}
    lines = _equal(expected, got) + _near("avg_talk_time", true.talks, got)
    if true.identity_gap():
        lines.append(f"the truth itself: offered is {true.identity_gap()} more than the sum of its outcomes")
    return lines


def reconciliation(truth, answer):
    lines = _equal({"calls": len(truth.callers), "matched": len(truth.callers), "missing_in_cdr": 0, "missing_in_events": 0,
                    "mismatched": 0, "pending": 0}, answer)
    return lines + [f"leftover {left}" for left in answer["leftovers"]]


def settled(truth, queues_answer, operators_answer):
    """Whether the services have seen all that Asterisk has recorded, right or wrong: then it is time to compare."""
    ended = sum(len(q.all_waits) for q in truth.queues.values())
    seen = sum(q["total_calls"] - q["waiting"] for q in queues_answer["queues"])
    talks = sum(len(o.talks) for o in truth.operators.values())
    answered = sum(o["answered_calls"] for o in operators_answer["operators"] if o.get("avg_talk_time") is not None)
    ringing = sum(o["ringing"] for o in operators_answer["operators"])
    return seen >= ended and answered >= talks and ringing == 0


def _percent(part, whole):
    return round(100 * part / whole, 1) if whole else None


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
