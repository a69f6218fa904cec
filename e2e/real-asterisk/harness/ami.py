"""A read-only observer of the AMI: it keeps every event with its fields."""

import socket
import threading
import time

from . import settings
from .processes import Failed


class Observer:
    def __init__(self, password):
        self.events = []
        self._closing = False
        self._socket = socket.create_connection(("127.0.0.1", settings.AMI_PORT), timeout=5)
        self._lines = self._socket.makefile("r", encoding="utf-8", errors="replace", newline="\r\n")
        self._lines.readline()                                                 # the banner
        self._socket.sendall(f"Action: Login\r\nUsername: observer\r\nSecret: {password}\r\n\r\n".encode())
        answer = self._packet()
        if answer.get("Response") != "Success":
            raise Failed(f"AMI login refused: {answer}")
        self._socket.settimeout(None)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

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
        try:
            while (packet := self._packet()) is not None:
                if "Event" in packet:
                    self.events.append(packet)
        except OSError:
            if not self._closing:
                raise

    def find(self, event, since=0, **fields):
        """The events of that name from index `since` on whose fields have these values."""
        return [e for e in self.events[since:] if e["Event"] == event and all(e.get(k) == v for k, v in fields.items())]

    def close(self):
        self._closing = True
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(2)
        self._socket.close()


def seconds(event):
    """Asterisk's own time of an event."""
    return float(event["Timestamp"])


def now():
    return time.time()
