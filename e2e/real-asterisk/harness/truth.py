"""What really happened: read from Asterisk's queue_log, and from the AMI what queue_log does not have.

queue_log has no line for an offer and none for the losers of a ringall: they come from AgentCalled and from the hangup cause of
the operator's leg (26 = answered elsewhere, 17 and 21 = busy and rejected). It has none at all for a direct call: the gateway's
leg, whose Uniqueid is `<caller>-d<n>`, tells by its states how that went. Of a caller whom the AMI's Redirect takes out of a
queue it says ABANDON, or COMPLETECALLER when the caller hangs up at last: the channels tell that apart. Nothing is taken from AgentComplete, which comes without
ids under load, nor from the order of events of two channels.
"""

import collections
import dataclasses
import math
import re

from .ami import seconds
from .figures import Operator, of_operators, of_queues

# seconds: ours and Asterisk's clocks, the two links, and two events of one begin (a leg is made, then dialled) differ by less
APART = 0.1
# seconds: in a time so long after a gap the longest pause is looked for
SOON = 2

REJECTED_CAUSES = {"17", "21"}
ANSWERED_ELSEWHERE = "26"
EXITS = {"ABANDON": "abandoned_calls", "EXITWITHTIMEOUT": "timeout", "EXITEMPTY": "left_empty", "EXITWITHKEY": "exit_key",
         "WITHDRAW": "withdrawn"}
# seconds: a line of queue_log about the end of a talk that comes so much later than the end of the operator's leg is about the end of the
# caller, who went on; then the leg's bridge tells how long the talk was
GOES_ON = 0.5
# which of the fields of a line is the talk time
TALKS = {"COMPLETECALLER": 1, "COMPLETEAGENT": 1, "BLINDTRANSFER": 3, "ATTENDEDTRANSFER": -2}
DIRECT_LEG = re.compile(r"-d\d+$")


@dataclasses.dataclass
class Entry:
    """A caller's wait in a queue. `outcome`: a field of Queue, None if queue_log has no end of it (a killed Asterisk). `channel`: the
    one in the queue; after a transfer by a Local member that is a half of the Local channel."""
    queue: str
    channel: str
    call: str
    joined: float
    ended: float = None
    outcome: str = None
    wait: int = None


@dataclasses.dataclass
class Offer:
    """A ring at an operator; `queue` None: a direct call. `outcome`: a field of Operator, None while nothing told it. `channel`: the one
    in the queue; `in_bridge`: seconds for which the leg was in its bridges."""
    interface: str
    name: str
    queue: str
    channel: str
    call: str
    leg: str
    started: float
    ended: float = None
    outcome: str = None
    ring: int = None
    talk: float = None
    in_bridge: float = None


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

    def quiet_after(self, moment, end):
        """The middle of the longest pause between begins soon after `moment`, before `end`."""
        until = max(moment, min(moment + SOON, end))
        times = [moment, *sorted(begin for begin in self._begins() if moment < begin < until), until]
        pause, start = max((later - earlier, earlier) for earlier, later in zip(times, times[1:]))
        return start + pause / 2

    def quiet_before(self, moment, start):
        """The middle of the last pause before everything that began before `moment` and went on at it; `start` if there is none long enough."""
        lasting = [(e.joined, e.ended) for e in self.entries] + [(o.started, o.ended) for o in self.offers]
        lasting += [(c.started, c.ended) for c in self.callers.values()]
        for begun, ended in sorted(lasting, key=lambda one: one[0], reverse=True):
            if begun < moment and (ended is None or ended >= moment):
                moment = begun
        for begun in [*sorted((begin for begin in self._begins() if start < begin < moment), reverse=True), start]:
            if moment - begun >= 2 * APART:
                return (begun + moment) / 2
            moment = begun
        return start

    def _begins(self):
        return [caller.started for caller in self.callers.values()] + [e.joined for e in self.entries] + [o.started for o in self.offers]


def read(queue_log, ami, refusals=()):
    """`queue_log`: the split lines, `ami`: the events of the same time."""
    times = _ChannelTimes(ami)
    offers = _offers(ami, times) + _direct_calls(ami, times)
    entries = _entries(queue_log, ami)
    untold = [line for line in queue_log if not _outcome(line, entries, offers)]
    for entry in entries:
        if entry.outcome == "abandoned_calls" and entry.ended and any(at > entry.ended for at in times.somewhere[entry.channel]):
            entry.outcome = "transferred_out"
    return Truth(entries, offers, _callers(ami, times), refusals, untold)


class _ChannelTimes:
    """When and why each channel ended, when its other side asked for that, and when it came to a queue, a talk or an operator."""

    def __init__(self, ami):
        self.hangup = {e["Uniqueid"]: e for e in ami if e["Event"] == "Hangup"}
        self.requested, self.somewhere = {}, collections.defaultdict(list)
        for e in ami:
            if e["Event"] in ("HangupRequest", "SoftHangupRequest"):
                self.requested.setdefault(e["Uniqueid"], seconds(e))
            elif e["Event"] in ("QueueCallerJoin", "BridgeEnter"):
                self.somewhere[e["Uniqueid"]].append(seconds(e))
            elif _direct(e):
                self.somewhere[DIRECT_LEG.sub("", e["DestUniqueid"])].append(seconds(e))

    def ended(self, uniqueid):
        return seconds(self.hangup[uniqueid]) if uniqueid in self.hangup else None

    def cause(self, uniqueid):
        return self.hangup[uniqueid]["Cause"] if uniqueid in self.hangup else None


def _offers(ami, times):
    offers, stays = [], _stays(ami)
    for e in ami:
        if e["Event"] == "AgentCalled":
            leg = e["DestUniqueid"]
            offer = Offer(e["Interface"], e["MemberName"], e["Queue"], e["Uniqueid"], e["Linkedid"], leg, seconds(e), times.ended(leg))
            if stays[leg]:
                offer.in_bridge = stays[leg][-1][2] - stays[leg][0][1]
            if times.cause(leg) == ANSWERED_ELSEWHERE:
                offer.outcome = "rescinded"
            elif times.cause(leg) in REJECTED_CAUSES:
                offer.outcome = "rejected"
            offers.append(offer)
    return offers


def _direct(event):
    """The gateway dials: there is no caller's side."""
    return event["Event"] == "DialBegin" and "Uniqueid" not in event and DIRECT_LEG.search(event["DestUniqueid"])


def _stays(ami):
    """Uniqueid -> where a channel was: [bridge, entered, left], left infinite if nothing told."""
    stays = collections.defaultdict(list)
    for e in ami:
        if e["Event"] == "BridgeEnter":
            stays[e["Uniqueid"]].append([e["BridgeUniqueid"], seconds(e), math.inf])
        elif e["Event"] == "BridgeLeave" and stays[e["Uniqueid"]]:
            stays[e["Uniqueid"]][-1][2] = seconds(e)
    return stays


def _together(some, others):
    """When two channels met in a bridge first; None if never."""
    met = [max(entered, came) for bridge, entered, left in some for other, came, went in others
           if bridge == other and max(entered, came) < min(left, went)]
    return min(met, default=None)


def _direct_calls(ami, times):
    offers, stays = [], _stays(ami)
    picked_up = {e["Uniqueid"] for e in ami if e["Event"] == "Newstate" and e["ChannelStateDesc"] == "Up"}
    for e in ami:
        if _direct(e):
            leg, caller = e["DestUniqueid"], DIRECT_LEG.sub("", e["DestUniqueid"])
            interface = e["DestChannel"].rpartition("-")[0]
            offer = Offer(interface, interface, None, caller, e["DestLinkedid"], leg, seconds(e), times.ended(leg))
            gave_up = times.requested.get(caller, times.ended(caller))
            # a caller who has just hung up is in no bridge any more, whatever becomes of the leg
            talk = _together(stays[leg], stays[caller])
            if talk:
                offer.outcome = "answered_calls"
                # after a transfer the phone may stay on the line for some seconds
                left = stays[leg][-1][2]
                offer.talk = left - talk if left < math.inf else None
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
    joins, leaves, linked = collections.defaultdict(list), collections.defaultdict(list), {}
    for e in ami:
        if e["Event"] == "QueueCallerJoin":
            joins[(e["Uniqueid"], e["Queue"])].append(seconds(e))
            linked[e["Uniqueid"]] = e["Linkedid"]
        elif e["Event"] == "QueueCallerLeave":
            leaves[(e["Uniqueid"], e["Queue"])].append(seconds(e))
    entries = []
    for logged, channel, queue, _, event, *_ in queue_log:
        if event == "ENTERQUEUE":
            times, ends = joins[(channel, queue)], leaves[(channel, queue)]
            entries.append(Entry(queue, channel, linked.get(channel, channel),
                                 times.pop(0) if times else float(logged), ends.pop(0) if ends else None))
    return entries


def _outcome(line, entries, offers):
    """Notes what the line says; whether what it is about was found."""
    _, channel, queue, member, event, *data = line
    entry = next((e for e in entries if e.channel == channel and e.queue == queue and e.outcome is None), None)
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
    mine = [o for o in offers if o.queue == queue and o.name == member and o.channel == channel]
    if event in ("RINGNOANSWER", "RINGCANCELED"):
        return _rang_in_vain(mine, event, int(data[0]))
    if event in TALKS:
        offer = next((o for o in mine if o.outcome == "answered_calls" and o.talk is None), None)
        if offer:
            offer.talk = int(data[TALKS[event]])
            if event == "COMPLETECALLER" and offer.ended and float(line[0]) - offer.ended > GOES_ON:
                offer.talk = offer.in_bridge
        return offer
    return True


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
    """Who came into the PBX from outside or from an operator's own phone: legs that the PBX dialled have another's Linkedid; the
    gateway's leg has none when its caller has just gone."""
    return [Caller(e["Uniqueid"], e["CallerIDNum"], seconds(e), times.ended(e["Uniqueid"])) for e in ami
            if e["Event"] == "Newchannel" and e["Uniqueid"] == e["Linkedid"] and e["Channel"].startswith("PJSIP/")
            and not DIRECT_LEG.search(e["Uniqueid"])]

