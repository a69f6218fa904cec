"""What Asterisk sends on its two links, taken apart: WebSocket messages of ARI (RFC 6455) and packets of the AMI."""

import struct


class AriStream:
    """One connection to ARI's port. Plain HTTP answers are no events and are skipped."""

    def __init__(self):
        self._buffer, self._websocket, self._message = b"", None, b""

    def feed(self, data):
        """Yields the text of each complete message."""
        self._buffer += data
        if self._websocket is None and b"\r\n\r\n" in self._buffer:
            self._websocket = self._buffer.startswith(b"HTTP/1.1 101")
            self._buffer = self._buffer.partition(b"\r\n\r\n")[2]
        if not self._websocket:
            self._buffer = b"" if self._websocket is False else self._buffer
            return
        while frame := self._frame():
            final, opcode, payload = frame
            if opcode <= 2:                                                    # text, binary, or more of one
                self._message += payload
                if final:
                    yield self._message.decode()
                    self._message = b""

    def _frame(self):
        """Frames of a server are not masked."""
        head = self._buffer
        if len(head) < 2:
            return None
        length, start = head[1] & 0x7F, 2
        if length >= 126:
            kind, size = ("!H", 2) if length == 126 else ("!Q", 8)
            if len(head) < 2 + size:
                return None
            (length,), start = struct.unpack(kind, head[2:2 + size]), 2 + size
        if len(head) < start + length:
            return None
        self._buffer = head[start + length:]
        return bool(head[0] & 0x80), head[0] & 0x0F, head[start:start + length]

    @property
    def websocket(self):
        return bool(self._websocket)


class AmiStream:
    """One connection to the AMI."""

    def __init__(self):
        self._buffer, self.banner = b"", None

    def feed(self, data):
        """Yields each packet as a dictionary; the values of a repeated key become a list."""
        self._buffer += data
        if self.banner is None and b"\r\n" in self._buffer:
            banner, _, self._buffer = self._buffer.partition(b"\r\n")
            self.banner = banner.decode()
        while b"\r\n\r\n" in self._buffer:
            packet, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            yield _fields(packet.decode("utf-8", "replace"))


def _fields(packet):
    fields = {}
    for line in packet.strip("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name in fields:
            value = [*(fields[name] if isinstance(fields[name], list) else [fields[name]]), value]
        fields[name] = value
    return fields
