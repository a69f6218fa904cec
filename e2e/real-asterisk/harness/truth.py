"""What really happened: counted from Asterisk's queue_log, and from the AMI what queue_log does not have.

queue_log has no line for an offer and none for the losers of a ringall: they come from AgentCalled and from the hangup cause of
the operator's leg (26 = answered elsewhere, 17 and 21 = busy and rejected). It has none at all for a direct call: the gateway's
leg, whose Uniqueid is `<caller>-d<n>`, tells by its states how that went.
"""

import collections
import dataclasses
import re

REJECTED_CAUSES = {"17", "21"}
ANSWERED_ELSEWHERE = "26"


@dataclasses.dataclass
class Queue:
    total_calls: int = 0
    answered_calls: int = 0
    abandoned_calls: int = 0
    timeout: int = 0
    left_empty: int = 0
    exit_key: int = 0
    calls: set = dataclasses.field(default_factory=set)
    waits: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))   # s by how the wait ended

    @property
    def all_waits(self):
        return [wait for waits in self.waits.values() for wait in waits]


@dataclasses.dataclass
class Operator:
    offered_calls: int = 0
    answered_calls: int = 0
    missed_calls: int = 0
    rejected: int = 0
    cancelled: int = 0
    rescinded: int = 0
    calls: set = dataclasses.field(default_factory=set)
    talks: list = dataclasses.field(default_factory=list)

    def identity_gap(self):
        return self.offered_calls - sum((self.answered_calls, self.missed_calls, self.rejected, self.cancelled, self.rescinded))


@dataclasses.dataclass
class Truth:
    queues: dict
    operators: dict                # by (interface, queue); queue None: direct calls
    callers: set                   # Uniqueid of every call that came over the trunk

    def operator(self, interface):
        """The sum over the queues of one operator, and direct calls."""
        total = Operator()
        for (of, _), one in self.operators.items():
            if of == interface:
                for field in ("offered_calls", "answered_calls", "missed_calls", "rejected", "cancelled", "rescinded"):
                    setattr(total, field, getattr(total, field) + getattr(one, field))
                total.calls |= one.calls
                total.talks += one.talks
        return total

    @property
    def interfaces(self):
        return sorted({interface for interface, _ in self.operators})


def read(queue_log, ami):
    """`queue_log`: the split lines, `ami`: the events of the same time."""
    queues, operators = collections.defaultdict(Queue), collections.defaultdict(Operator)
    interface_of = _offers(ami, operators)
    for _, call, queue, member, event, *data in queue_log:
        if call == "NONE" or queue == "NONE" or event in ("ADDMEMBER", "REMOVEMEMBER"):
            continue
        _queue_line(queues[queue], call, event, data)
        if member != "NONE" and (queue, member) in interface_of:
            _operator_line(operators[(interface_of[(queue, member)], queue)], event, data)
    _direct_calls(ami, operators)
    callers = {e["Uniqueid"] for e in ami if e["Event"] == "Newchannel" and e["Channel"].startswith("PJSIP/trunk-")}
    return Truth(dict(queues), dict(operators), callers)


def _offers(ami, operators):
    """Counts what only the AMI says; returns the interface behind each member name."""
    interface_of, legs, answered = {}, {}, set()
    for e in ami:
        if e["Event"] == "AgentCalled":
            key = (e["Interface"], e["Queue"])
            interface_of[(e["Queue"], e["MemberName"])] = e["Interface"]
            operators[key].offered_calls += 1
            operators[key].calls.add(e["Linkedid"])
            legs[e["DestUniqueid"]] = key
        elif e["Event"] == "AgentConnect":
            answered.add(e["DestUniqueid"])
        elif e["Event"] == "Hangup" and e["Uniqueid"] in legs and e["Uniqueid"] not in answered:
            if e["Cause"] == ANSWERED_ELSEWHERE:
                operators[legs[e["Uniqueid"]]].rescinded += 1
            elif e["Cause"] in REJECTED_CAUSES:
                operators[legs[e["Uniqueid"]]].rejected += 1
                operators[legs[e["Uniqueid"]]].missed_calls -= 1     # its RINGNOANSWER is counted below
    return interface_of


def _direct_calls(ami, operators):
    legs = {e["Uniqueid"]: e for e in ami if e["Event"] == "Newchannel" and re.search(r"-d\d+$", e["Uniqueid"])}
    entered = {e["Uniqueid"]: float(e["Timestamp"]) for e in ami if e["Event"] == "BridgeEnter" and e["Uniqueid"] in legs}
    for e in ami:
        if e["Event"] != "Hangup" or e["Uniqueid"] not in legs:
            continue
        leg = e["Uniqueid"]
        operator = operators[(e["Channel"].rpartition("-")[0], None)]
        operator.offered_calls += 1
        operator.calls.add(e["Linkedid"])
        if leg in entered:
            operator.answered_calls += 1
            operator.talks.append(float(e["Timestamp"]) - entered[leg])
        elif e["Cause"] in REJECTED_CAUSES:
            operator.rejected += 1
        else:
            operator.missed_calls += 1


def _queue_line(queue, call, event, data):
    if event == "ENTERQUEUE":
        queue.total_calls += 1
        queue.calls.add(call)
    elif event == "CONNECT":
        queue.answered_calls += 1
        queue.waits["answered"].append(int(data[0]))
    elif event in ("ABANDON", "EXITWITHTIMEOUT", "EXITEMPTY", "EXITWITHKEY"):
        field = {"ABANDON": "abandoned_calls", "EXITWITHTIMEOUT": "timeout", "EXITEMPTY": "left_empty",
                 "EXITWITHKEY": "exit_key"}[event]
        setattr(queue, field, getattr(queue, field) + 1)
        queue.waits[field].append(int(data[-1] if event == "EXITWITHKEY" else data[2]))


def _operator_line(operator, event, data):
    if event == "CONNECT":
        operator.answered_calls += 1
    elif event == "RINGNOANSWER":
        operator.missed_calls += 1
    elif event == "RINGCANCELED":
        operator.cancelled += 1
    elif event in ("COMPLETECALLER", "COMPLETEAGENT"):
        operator.talks.append(int(data[1]))
