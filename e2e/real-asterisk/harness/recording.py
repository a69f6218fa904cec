"""Writes what Asterisk told the gateway, and its own records of the same calls, in the form of ari-gateway/src/test/resources/traces."""

import collections
import json
import re
import time

from .wire import AmiStream, AriStream


class Tape:
    """One link's file: {"n", "t": receive time, "ev" | "resp" | "note"}. Written by the links' thread, started and stopped by ours."""

    def __init__(self):
        self._file = None

    def start(self, path):
        self._number, self._file = 0, open(path, "w", encoding="utf-8")

    def write(self, **content):
        if self._file:
            self._number += 1
            line = {"n": self._number, "t": round(time.time(), 6), **content}
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def stop(self):
        file, self._file = self._file, None
        file.close()


class AriTap:
    def __init__(self):
        self.tape, self._streams = Tape(), {}

    def opened(self, connection):
        self._streams[connection] = AriStream()

    def received(self, connection, data):
        stream = self._streams[connection]
        was_open = stream.websocket
        messages = list(stream.feed(data))
        if stream.websocket and not was_open:
            self.tape.write(note="websocket connected")
        for message in messages:
            self.tape.write(ev=json.loads(message))

    def closed(self, connection):
        if self._streams.pop(connection).websocket:
            self.tape.write(note="websocket error: closed")


class AmiTap:
    def __init__(self):
        self.tape, self._streams = Tape(), {}

    def opened(self, connection):
        self._streams[connection] = AmiStream()

    def received(self, connection, data):
        for packet in self._streams[connection].feed(data):
            if "Event" in packet:
                self.tape.write(ev=packet)
            elif packet.get("Message") == "Authentication accepted":
                self.tape.write(resp={**packet, "ActionID": "login"})

    def closed(self, connection):
        del self._streams[connection]
        self.tape.write(note="AMI closed by Asterisk")


class Recorder:
    def __init__(self, directory):
        self._directory = directory
        self.ari, self.ami = AriTap(), AmiTap()

    async def record(self, stage, scenario):
        """Plays the scenario and gives its act; the folder has its name."""
        folder = self._directory / re.sub(r"[^a-z0-9]+", "-", scenario.name.lower()).strip("-")
        folder.mkdir(parents=True, exist_ok=True)
        rows = int(stage.database.sql("SELECT COALESCE(MAX(id), 0) FROM asteriskcdrdb.cdr"))

        async def on_tape(stage):
            # both links have been up for long
            self.ari.tape.start(folder / "ari.jsonl")
            self.ari.tape.write(note="websocket connected")
            self.ami.tape.start(folder / "ami.jsonl")
            self.ami.tape.write(resp={"Response": "Success", "ActionID": "login", "Message": "Authentication accepted"})
            await scenario.play(stage)

        try:
            act = await stage.play(on_tape)
        finally:
            self.ari.tape.stop()
            self.ami.tape.stop()
        (folder / "queue_log").write_text("".join("|".join(line) + "\n" for line in act.queue_log))
        _write(folder / "cdr.json", cdr_rows(stage.database, rows))
        _write(folder / "expected.json", expected(act))
        _write(folder / "meta.json", {"name": scenario.name, "doc": scenario.doc, "t0": act.start, "t1": act.end})
        return act


def _write(path, content):
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def cdr_rows(database, after):
    """The rows that were written after the one with this id, in the order of their arrival; `_written`: when."""
    columns = [line.split("\t")[0] for line in database.sql("SHOW COLUMNS FROM asteriskcdrdb.cdr").splitlines()]
    rows = [line.split("\t") for line in database.sql(f"SELECT * FROM asteriskcdrdb.cdr WHERE id > {after} ORDER BY id").splitlines()]
    named = [dict(zip(columns, row)) for row in rows]
    return [{"_arrival": row.pop("id"), "_written": row.pop("inserted_at"), **row} for row in named]


def expected(act):
    """The figures by queue, and by queue and member name, as TraceReplayTest and TraceToKpiTest read them."""
    truth = act.truth()
    queues = {name: _queue(truth, name) for name in sorted({entry.queue for entry in truth.entries})}
    names = {(offer.queue, offer.name) for offer in truth.offers if offer.queue}
    pauses = _pauses(act.queue_log)
    agents = {f"{queue}/{name}": _agent(truth, queue, name, pauses) for queue, name in sorted(names | set(pauses))}
    keys = ("entered", "answered", "abandoned", "timeout", "exit_empty", "exit_key")
    return {"queues": queues, "agents": agents, "totals_queue_log": {key: sum(q[key] for q in queues.values()) for key in keys},
            "refused": [[refusal.queue, refusal.reason] for refusal in truth.refusals],
            "counts_ami": dict(collections.Counter(e["Event"] for e in act.ami if e["Event"].startswith(("Queue", "Agent"))))}


def _queue(truth, name):
    entries = [entry for entry in truth.entries if entry.queue == name]
    offers = [offer for offer in truth.offers if offer.queue == name]

    def count(outcome):
        return sum(entry.outcome == outcome for entry in entries)

    return {"entered": len(entries), "answered": count("answered_calls"), "abandoned": count("abandoned_calls"),
            "timeout": count("timeout"), "exit_empty": count("left_empty"), "exit_key": count("exit_key"),
            "withdrawn": count("withdrawn"),
            "hold_s": [entry.wait for entry in sorted(entries, key=_end) if entry.outcome == "answered_calls"],
            "talk_s": [offer.talk for offer in sorted(offers, key=_end) if offer.talk is not None],
            # of all who left without an operator, whatever the reason
            "abandon_wait_s": [entry.wait for entry in sorted(entries, key=_end) if entry.outcome not in (None, "answered_calls")]}


def _agent(truth, queue, name, pauses):
    offers = [offer for offer in truth.offers if offer.queue == queue and offer.name == name]

    def count(*outcomes):
        return sum(offer.outcome in outcomes for offer in offers)

    return {"offered": len(offers), "answered": count("answered_calls"), "missed": count("missed_calls", "rejected"),
            "ring_cancelled": count("cancelled"), "answered_elsewhere": count("rescinded"),
            "talk_s": [offer.talk for offer in sorted(offers, key=_end) if offer.talk is not None],
            "ring_ms_missed": [offer.ring for offer in offers if offer.outcome in ("missed_calls", "rejected")],
            "pauses": pauses.get((queue, name), [])}


def _end(entry_or_offer):
    """What Asterisk never ended (it was killed) comes last."""
    return entry_or_offer.ended or float("inf")


def _pauses(queue_log):
    pauses = collections.defaultdict(list)
    for _, _, queue, member, event, *data in queue_log:
        if event in ("PAUSE", "UNPAUSE"):
            pauses[(queue, member)].append([event, data[0] if data else ""])
    return dict(pauses)
