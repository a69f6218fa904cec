"""What a caller sends over RTP: key presses as RFC 4733 telephone events, and a tone in the place of a voice."""

import asyncio
import random
import struct

KEYS = "0123456789*#"
PAYLOAD_TYPE = 101                     # as the phone's SDP says
MARKER = END = 0x80
VOLUME = 10
PCMU = 0
TONE = bytes([0x80] * 10 + [0x00] * 10) * 8     # 20 ms of 400 Hz, as loud as can be
STEP = 160                             # 20 ms at 8 kHz
PACKETS = 8                            # five for the tone, three for its end


class Keypad:
    """The RTP stream of one phone."""

    def __init__(self):
        self._sequence, self._source = random.randint(0, 60000), random.randint(1, 2**31)
        self._timestamp = random.randint(0, 2**30)

    async def press(self, keys, transport, address):
        for key in keys:
            self._timestamp += 8000
            for n in range(PACKETS):
                transport.sendto(self._packet(KEYS.index(key), n), address)
                await asyncio.sleep(0.02)
            await asyncio.sleep(0.25)

    async def speak(self, seconds, transport, address):
        for n in range(int(seconds * 50)):
            self._sequence, self._timestamp = (self._sequence + 1) & 0xFFFF, self._timestamp + STEP
            header = struct.pack("!BBHII", 0x80, PCMU | (MARKER if n == 0 else 0), self._sequence, self._timestamp, self._source)
            transport.sendto(header + TONE, address)
            await asyncio.sleep(0.02)

    def _packet(self, event, n):
        self._sequence = (self._sequence + 1) & 0xFFFF
        tone = PACKETS - 3
        return struct.pack("!BBHIIBBH", 0x80, PAYLOAD_TYPE | (MARKER if n == 0 else 0), self._sequence, self._timestamp, self._source,
                           event, VOLUME | (END if n >= tone else 0), STEP * (min(n, tone) + 1))
