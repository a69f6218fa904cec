"""One channel of the notification service's WebSocket, as a supervisor's console listens to it."""

import json
import time

import websocket

from . import settings
from .processes import Failed
from .tokens import token


class Channel:
    """Subscribed from the moment that it is made."""

    def __init__(self, name):
        self._socket = websocket.create_connection(
            settings.NOTIFICATION.url.replace("http", "ws") + "/ws/v1", timeout=settings.PATIENCE,
            subprotocols=["scc.v1.json", f"bearer.{token('supervisor')}"])
        self._socket.send(json.dumps({"id": 1, "op": "subscribe", "ch": name}))
        self._name = name
        self._until(lambda frame: frame.get("id") == 1, "the answer to the subscription")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def event(self, kind):
        """The next event of this kind, a CloudEvent; those of other kinds are passed over."""
        frame = self._until(lambda frame: frame.get("t") == "event" and kind in frame["e"]["type"], kind)
        return frame["e"]

    def _until(self, wanted, what, seconds=settings.PATIENCE):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            frame = json.loads(self._socket.recv())
            if wanted(frame):
                return frame
        raise Failed(f"{what} did not come on {self._name}")
