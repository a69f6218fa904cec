"""The figures of queues and operators, counted from entries and offers of the truth."""

import collections
import dataclasses


@dataclasses.dataclass
class Queue:
    total_calls: int = 0
    answered_calls: int = 0
    abandoned_calls: int = 0
    timeout: int = 0
    left_empty: int = 0
    exit_key: int = 0
    withdrawn: int = 0
    transferred_out: int = 0
    lost: int = 0
    calls: set = dataclasses.field(default_factory=set)
    waits: dict = dataclasses.field(default_factory=lambda: collections.defaultdict(list))   # s by how the wait ended
    refused: collections.Counter = dataclasses.field(default_factory=collections.Counter)

    @property
    def all_waits(self):
        return [wait for waits in self.waits.values() for wait in waits]

    @property
    def received(self):
        return self.total_calls + self.refused.total()


@dataclasses.dataclass
class Operator:
    offered_calls: int = 0
    answered_calls: int = 0
    missed_calls: int = 0
    rejected: int = 0
    cancelled: int = 0
    rescinded: int = 0
    dumped: int = 0
    lost: int = 0
    calls: set = dataclasses.field(default_factory=set)
    talks: list = dataclasses.field(default_factory=list)

    def add(self, other):
        for field in COUNTERS:
            setattr(self, field, getattr(self, field) + getattr(other, field))
        self.calls |= other.calls
        self.talks += other.talks


COUNTERS = ("offered_calls", "answered_calls", "missed_calls", "rejected", "cancelled", "rescinded", "dumped", "lost")


def of_queues(entries, refusals):
    queues = collections.defaultdict(Queue)
    for entry in entries:
        queue, outcome = queues[entry.queue], entry.outcome or "lost"
        queue.total_calls += 1
        queue.calls.add(entry.call)
        setattr(queue, outcome, getattr(queue, outcome) + 1)
        if entry.wait is not None:
            queue.waits[outcome].append(entry.wait)
    for refusal in refusals:
        queues[refusal.queue].refused[refusal.reason] += 1
    return dict(queues)


def of_operators(offers):
    operators = collections.defaultdict(Operator)
    for offer in offers:
        operator, outcome = operators[(offer.interface, offer.queue)], offer.outcome or "lost"
        operator.offered_calls += 1
        operator.calls.add(offer.call)
        setattr(operator, outcome, getattr(operator, outcome) + 1)
        if offer.talk is not None:
            operator.talks.append(offer.talk)
    return dict(operators)
