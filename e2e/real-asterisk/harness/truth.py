"""What really happened: read from Asterisk's queue_log, and from the AMI what queue_log does not have.

queue_log has no line for an offer and none for the losers of a ringall: they come from AgentCalled and from the hangup cause of
the operator's leg (26 = answered elsewhere, 17 and 21 = busy and rejected). It has none at all for a direct call: the gateway's
leg, whose Uniqueid is `<caller>-d<n>`, tells by its states how that went. Of a caller whom the AMI's Redirect takes out of a
queue it says ABANDON, or COMPLETECALLER when the caller hangs up at last: the channels tell that apart. Nothing is taken from AgentComplete, which comes without
ids under load, nor from the order of events of two channels.
"""

import collections
import dataclasses
import re

from .ami import seconds
from .figures import Operator, of_operators, of_queues

# ARI tells the begin of a channel in whole milliseconds, the AMI in microseconds
WHOLE_MILLISECOND = 0.001

REJECTED_CAUSES = {"17", "21"}
ANSWERED_ELSEWHERE = "26"
EXITS = {"ABANDON": "abandoned_calls", "EXITWITHTIMEOUT": "timeout", "EXITEMPTY": "left_empty", "EXITWITHKEY": "exit_key",
         "WITHDRAW": "withdrawn"}
# a caller who goes on is on the line for longer than this after leaving a queue; who gave up, and whose talk is over, is not
GOES_ON = 0.5
# which of the fields of a line is the talk time
TALKS = {"COMPLETECALLER": 1, "COMPLETEAGENT": 1, "BLINDTRANSFER": 3, "ATTENDEDTRANSFER": -2}
DIRECT_LEG = re.compile(r"-d\d+$")


@dataclasses.dataclass
class Entry:
    """A caller's wait in a queue. `outcome`: a field of Queue, None if queue_log has no end of it (a killed Asterisk)."""
    queue: str
    call: str
    joined: float
    ended: float = None
    outcome: str = None
    wait: int = None


@dataclasses.dataclass
class Offer:
    """A ring at an operator; `queue` None: a direct call. `outcome`: a field of Operator, None while nothing told it."""
    interface: str
    name: str
    queue: str
    call: str
    leg: str
    started: float
    ended: float = None
    outcome: str = None
    ring: int = None
    talk: float = None


@dataclasses.dataclass
class Caller:
    uniqueid: str
    number: str
    started: float
    ended: float = None


@dataclasses.dataclass
class Refusal:
    """A caller whom a queue did not let join: no queue_log line tells, the scenario that provoked it does."""
    queue: str
    reason: str
    at: float


class Truth:
    """`untold`: lines of queue_log about something that the AMI did not tell; none while the observer's link is up."""

    def __init__(self, entries, offers, callers, refusals=(), untold=()):
        self.entries, self.offers, self.refusals, self.untold = entries, offers, list(refusals), list(untold)
        self.callers = {caller.uniqueid: caller for caller in callers}

    @property
    def queues(self):
        """name -> figures.Queue"""
        return of_queues(self.entries, self.refusals)

    @property
    def operators(self):
        """(interface, queue) -> figures.Operator; queue None: direct calls"""
        return of_operators(self.offers)

    @property
    def interfaces(self):
        return sorted({offer.interface for offer in self.offers})

    def operator(self, interface):
        """The sum over the queues of one operator, and direct calls."""
        total = Operator()
        for (of, _), one in self.operators.items():
            if of == interface:
                total.add(one)
        return total

    def between(self, start, end):
        """What began in this time (seconds; end exclusive)."""
        return Truth([e for e in self.entries if start <= e.joined < end], [o for o in self.offers if start <= o.started < end],
                     [c for c in self.callers.values() if start <= c.started < end],
                     [r for r in self.refusals if start <= r.at < end])

    def apart_from(self, moment):
        """The next time that is not within 30 ms of a caller's begin: ours and Asterisk's clocks, and the two links, differ by less."""
        while any(abs(caller.started - moment) < 0.03 for caller in self.callers.values()):
            moment += 0.01
        return moment

    def quiet_before(self, moment):
        """The last time before `moment` at which nothing began that went on at `moment`."""
        lasting = [(e.joined, e.ended) for e in self.entries] + [(o.started, o.ended) for o in self.offers]
        lasting += [(c.started, c.ended) for c in self.callers.values()]
        for start, end in sorted(lasting, reverse=True):
            if start < moment and (end is None or end >= moment):
                moment = start
        return moment - WHOLE_MILLISECOND


def read(queue_log, ami, refusals=()):
    """`queue_log`: the split lines, `ami`: the events of the same time."""
    times = _ChannelTimes(ami)
    offers = _offers(ami, times) + _direct_calls(ami, times)
    entries = _entries(queue_log, ami)
    untold = [line for line in queue_log if not _outcome(line, entries, offers)]
    for entry in entries:
        if entry.outcome == "abandoned_calls" and entry.ended and _goes_on(times.ended(entry.call), entry.ended):
            entry.outcome = "transferred_out"
    return Truth(entries, offers, _callers(ami, times), refusals, untold)


class _ChannelTimes:
    """When and why each channel ended, and when its other side asked for that."""

    def __init__(self, ami):
        self.hangup = {e["Uniqueid"]: e for e in ami if e["Event"] == "Hangup"}
        self.requested = {}
        for e in ami:
            if e["Event"] in ("HangupRequest", "SoftHangupRequest"):
                self.requested.setdefault(e["Uniqueid"], seconds(e))

    def ended(self, uniqueid):
        return seconds(self.hangup[uniqueid]) if uniqueid in self.hangup else None

    def cause(self, uniqueid):
        return self.hangup[uniqueid]["Cause"] if uniqueid in self.hangup else None


def _offers(ami, times):
    offers = []
    for e in ami:
        if e["Event"] == "AgentCalled":
            leg = e["DestUniqueid"]
            offer = Offer(e["Interface"], e["MemberName"], e["Queue"], e["Linkedid"], leg, seconds(e), times.ended(leg))
            if times.cause(leg) == ANSWERED_ELSEWHERE:
                offer.outcome = "rescinded"
            elif times.cause(leg) in REJECTED_CAUSES:
                offer.outcome = "rejected"
            offers.append(offer)
    return offers


def _direct_calls(ami, times):
    offers, bridged = [], {}
    for e in ami:
        if e["Event"] == "BridgeEnter":
            bridged.setdefault(e["Uniqueid"], seconds(e))
    picked_up = {e["Uniqueid"] for e in ami if e["Event"] == "Newstate" and e["ChannelStateDesc"] == "Up"}
    for e in ami:
        if e["Event"] == "DialBegin" and "Uniqueid" not in e and DIRECT_LEG.search(e["DestUniqueid"]):
            leg, caller = e["DestUniqueid"], DIRECT_LEG.sub("", e["DestUniqueid"])
            interface = e["DestChannel"].rpartition("-")[0]
            offer = Offer(interface, interface, None, e["DestLinkedid"], leg, seconds(e), times.ended(leg))
            gave_up = times.requested.get(caller, times.ended(caller))
            if leg in bridged:
                offer.outcome = "answered_calls"
                offer.talk = offer.ended - bridged[leg] if offer.ended else None
            elif times.cause(leg) in REJECTED_CAUSES:
                offer.outcome = "rejected"
            elif offer.ended and gave_up and gave_up <= offer.ended:
                offer.outcome = "cancelled"
            elif offer.ended:
                offer.outcome = "dumped" if leg in picked_up else "missed_calls"
            offers.append(offer)
    return offers


def _entries(queue_log, ami):
    """One for each ENTERQUEUE, with the exact times of the AMI."""
    joins, leaves = collections.defaultdict(list), collections.defaultdict(list)
    for e in ami:
        if e["Event"] == "QueueCallerJoin":
            joins[(e["Uniqueid"], e["Queue"])].append(seconds(e))
        elif e["Event"] == "QueueCallerLeave":
            leaves[(e["Uniqueid"], e["Queue"])].append(seconds(e))
    entries = []
    for logged, call, queue, _, event, *_ in queue_log:
        if event == "ENTERQUEUE":
            times, ends = joins[(call, queue)], leaves[(call, queue)]
            entries.append(Entry(queue, call, times.pop(0) if times else float(logged), ends.pop(0) if ends else None))
    return entries


def _outcome(line, entries, offers):
    """Notes what the line says; whether what it is about was found."""
    _, call, queue, member, event, *data = line
    entry = next((e for e in entries if e.call == call and e.queue == queue and e.outcome is None), None)
    offer = None
    if event in EXITS:
        if entry:
            entry.outcome, entry.wait = EXITS[event], _wait(event, data)
        return entry
    if event == "CONNECT":
        offer = next((o for o in offers if o.leg == data[1]), None)
        if entry and offer:
            entry.outcome, entry.wait, offer.outcome = "answered_calls", int(data[0]), "answered_calls"
        return entry and offer
    mine = [o for o in offers if o.queue == queue and o.name == member and o.call == call]
    if event in ("RINGNOANSWER", "RINGCANCELED"):
        return _rang_in_vain(mine, event, int(data[0]))
    if event in TALKS:
        offer = next((o for o in mine if o.outcome == "answered_calls" and o.talk is None), None)
        if offer:
            offer.talk = int(data[TALKS[event]])
            if event == "COMPLETECALLER" and offer.ended and float(line[0]) - offer.ended > GOES_ON:
                offer.talk -= round(float(line[0]) - offer.ended)              # the operator's leg was released before
        return offer
    return True


def _goes_on(ended, moment):
    return ended is None or ended - moment > GOES_ON


def _rang_in_vain(offers, event, ring):
    """The line is about the oldest ring of this member in this call of which nothing was logged yet."""
    offer = next((o for o in offers if o.ring is None and o.outcome in (None, "rejected")), None)
    if offer:
        offer.ring = ring
        offer.outcome = offer.outcome or ("missed_calls" if event == "RINGNOANSWER" else "cancelled")
    return offer


def _wait(event, data):
    return int(data[3 if event == "EXITWITHKEY" else 2])                       # the key comes first


def _callers(ami, times):
    """Who came into the PBX from outside or from an operator's own phone: legs that the PBX dialled have another's Linkedid."""
    return [Caller(e["Uniqueid"], e["CallerIDNum"], seconds(e), times.ended(e["Uniqueid"])) for e in ami
            if e["Event"] == "Newchannel" and e["Uniqueid"] == e["Linkedid"] and e["Channel"].startswith("PJSIP/")]

