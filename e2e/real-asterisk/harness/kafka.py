"""Reads a whole topic with kcat."""

import json

from . import settings
from .processes import run


def records(topic):
    """The values of all records so far, parsed."""
    out = run(["kcat", "-C", "-q", "-e", "-b", f"127.0.0.1:{settings.KAFKA_PORT}", "-t", topic, "-o", "beginning"])
    return [json.loads(line) for line in out.splitlines()]


def fallbacks():
    """The `call.fallback` events by call id."""
    return {record["callId"]: record for record in records("call-events") if record["type"] == "call.fallback"}


def dead_letters():
    """How many records could not be read or handled, by topic."""
    listed = json.loads(run(["kcat", "-L", "-J", "-b", f"127.0.0.1:{settings.KAFKA_PORT}"]))
    topics = [topic["topic"] for topic in listed["topics"] if topic["topic"].endswith(".dlq")]
    counts = {topic: len(run(["kcat", "-C", "-q", "-e", "-b", f"127.0.0.1:{settings.KAFKA_PORT}", "-t", topic, "-o", "beginning",
                              "-f", "%o\n"]).splitlines()) for topic in topics}
    return {topic: count for topic, count in counts.items() if count}
