"""Reads whole topics and writes commands with kcat."""

import datetime
import json
import uuid

from . import settings
from .processes import run


def records(topic):
    """The values of all records so far, parsed."""
    out = run(["kcat", "-C", "-q", "-e", "-b", f"127.0.0.1:{settings.KAFKA_PORT}", "-t", topic, "-o", "beginning"])
    return [json.loads(line) for line in out.splitlines()]


def since(topic, start):
    """The values that were written from this time on (epoch seconds)."""
    out = run(["kcat", "-C", "-q", "-e", "-b", f"127.0.0.1:{settings.KAFKA_PORT}", "-t", topic, "-o", f"s@{int(start * 1000)}"])
    return [json.loads(line) for line in out.splitlines()]


def fallbacks():
    """The `call.fallback` events by call id."""
    return {record["callId"]: record for record in records("call-events") if record["type"] == "call.fallback"}


def gaps(link=None):
    """The `node.gap` events in order, of one link or both: (from, to) in seconds."""
    found = [record for record in records("node-events") if record["type"] == "node.gap" and link in (None, record["link"])]
    return [(_seconds(record["from"]), _seconds(record["to"])) for record in found]


def _seconds(instant):
    """Java writes up to nanoseconds, Python reads up to microseconds."""
    whole, _, fraction = instant.rstrip("Z").partition(".")
    return datetime.datetime.fromisoformat(whole + "+00:00").timestamp() + float("0." + (fraction or "0"))


def command(kind, call_id=settings.NODE, **fields):
    """Orders something of the gateway, as a program of the call centre would: `agent.pause`, `call.transfer`..."""
    now = datetime.datetime.now(datetime.timezone.utc)
    decision = str(uuid.uuid4())
    value = {"type": kind, "callId": call_id, "decisionId": decision,
             "expiresAt": _instant(now + datetime.timedelta(seconds=settings.PATIENCE)), **fields}
    headers = {"specversion": "1.0", "id": decision, "source": "/e2e", "type": f"scc.{kind}.v1", "subject": call_id,
               "time": _instant(now), "sccepoch": 0, "sccseq": 0, "sccreceived": _instant(now)}
    options = [part for name, content in headers.items() for part in ("-H", f"ce_{name}={content}")]
    run(["kcat", "-P", "-b", f"127.0.0.1:{settings.KAFKA_PORT}", "-t", "call-commands", "-K", "\t", *options],
        input=f"{call_id}\t{json.dumps(value)}\n")


def _instant(moment):
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def dead_letters():
    """How many records could not be read or handled, by topic."""
    listed = json.loads(run(["kcat", "-L", "-J", "-b", f"127.0.0.1:{settings.KAFKA_PORT}"]))
    topics = [topic["topic"] for topic in listed["topics"] if topic["topic"].endswith(".dlq")]
    counts = {topic: len(run(["kcat", "-C", "-q", "-e", "-b", f"127.0.0.1:{settings.KAFKA_PORT}", "-t", topic, "-o", "beginning",
                              "-f", "%o\n"]).splitlines()) for topic in topics}
    return {topic: count for topic, count in counts.items() if count}
