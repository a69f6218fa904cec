"""An observer of the AMI with a connection of its own: it keeps every event with its fields."""

import contextlib
import socket
import threading
import time

from . import settings
from .processes import Failed


class Observer:
    """Connects again by itself after a restart of Asterisk."""

    def __init__(self, password):
        self.events = []
        self._password, self._closing, self._deaf = password, False, []
        self._connect()
        threading.Thread(target=self._read, daemon=True).start()

    def _connect(self):
        self._socket = socket.create_connection(("127.0.0.1", settings.AMI_PORT), timeout=settings.PATIENCE)
        self._lines = self._socket.makefile("r", encoding="utf-8", errors="replace", newline="\r\n")
        self._lines.readline()                                                 # the banner
        self.act("Login", Username="observer", Secret=self._password)
        answer = self._packet()
        if not answer or answer.get("Response") != "Success":
            raise Failed(f"AMI login refused: {answer}")
        self._socket.settimeout(None)

    def act(self, action, **fields):
        """Sends an action; its answer is not waited for."""
        lines = [f"Action: {action}", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
        self._socket.sendall("\r\n".join(lines).encode())

    def _packet(self):
        packet = {}
        for line in self._lines:
            line = line.rstrip("\r\n")
            if not line:
                if packet:
                    return packet
                continue
            name, _, value = line.partition(": ")
            packet[name.rstrip(":")] = value
        return None

    def _read(self):
        while not self._closing:
            with contextlib.suppress(OSError):
                while (packet := self._packet()) is not None:
                    if "Event" in packet:
                        self.events.append(packet)
            lost = time.time()
            self._reconnect()
            self._deaf.append((lost, time.time()))

    def _reconnect(self):
        while not self._closing:
            try:
                return self._connect()
            except (OSError, Failed):
                time.sleep(0.05)                                               # Asterisk is away or boots

    def deaf(self, start, end):
        """When in this time there was no connection: [(from, to)]."""
        return [(lost, back) for lost, back in self._deaf if lost < end and back > start]

    def find(self, event, since=0, **fields):
        """The events of that name from index `since` on whose fields have these values."""
        return [e for e in self.events[since:] if e["Event"] == event and all(e.get(k) == v for k, v in fields.items())]

    def close(self):
        self._closing = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def seconds(event):
    """Asterisk's own time of an event."""
    return float(event["Timestamp"])


def now():
    return time.time()
