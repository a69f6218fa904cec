"""The two ways from the gateway to Asterisk, through proxies that can be cut or not be read, as a network can. They run on a thread of
their own, so that whatever else this test does never slows a link down."""

import asyncio
import contextlib
import socket
import threading

from . import settings

BLOCK = 1 << 16
WEBSOCKET = b"HTTP/1.1 101"
# What waits for a reader who does not read is kept by the kernel: up to 4 MB on loopback, a minute of events. On a narrow way,
# with the segments and the window of a poor line, it is less than 0.1 MB
SEGMENT = 536
WINDOW = 1 << 12
LIMIT = 1 << 12


class Link:
    """One port. `tap`, if given, has `opened(connection)`, `received(connection, data)` and `closed(connection)` for what Asterisk sends."""

    def __init__(self, port, target, tap=None):
        self._port, self._target, self._tap = port, target, tap
        self._loop = self._server = None
        self._connections = set()
        self._reads = asyncio.Event()
        self._reads.set()
        # whether connections that are made from now on get a narrow way
        self.narrow = False

    def start(self, loop):
        self._loop = loop
        self.restore()

    def restore(self):
        self._run(self._listen())

    def cut(self):
        """Ends every connection at once; new ones are refused until `restore`."""
        self._run(self._cut())

    def stop_reading(self):
        """Asterisk's events are not read any more, and pile up there; its answers to requests still are."""
        self._loop.call_soon_threadsafe(self._reads.clear)

    def read_on(self):
        """What piled up comes through, then what there is to come."""
        self._loop.call_soon_threadsafe(self._reads.set)

    def _run(self, coroutine):
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(5)

    async def _listen(self):
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", self._port)

    async def _cut(self):
        self._server.close()
        for writer in list(self._connections):
            writer.transport.abort()

    async def _accepted(self, from_gateway, to_gateway):
        self._connections.add(to_gateway)
        try:
            from_asterisk, to_asterisk = await self._to_asterisk()
        except OSError:
            to_gateway.transport.abort()                                       # Asterisk is away
            return
        finally:
            self._connections.discard(to_gateway)
        await self._carry(from_gateway, to_asterisk, from_asterisk, to_gateway)

    async def _to_asterisk(self):
        if not self.narrow:
            return await asyncio.open_connection("127.0.0.1", self._target)
        connection = socket.socket()
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
        try:
            await self._loop.sock_connect(connection, ("127.0.0.1", self._target))
        except OSError:
            connection.close()
            raise
        return await asyncio.open_connection(sock=connection, limit=LIMIT)

    async def _carry(self, from_gateway, to_asterisk, from_asterisk, to_gateway):
        ends = {to_gateway, to_asterisk}
        self._connections |= ends
        if self._tap:
            self._tap.opened(to_gateway)
        ways = [asyncio.ensure_future(self._pump(from_gateway, to_asterisk)),
                asyncio.ensure_future(self._hear(from_asterisk, to_gateway))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        self._connections -= ends
        for end in ends:
            end.close()
        if self._tap:
            self._tap.closed(to_gateway)
        await asyncio.wait(ways, timeout=1)

    @staticmethod
    async def _pump(reader, writer):
        with contextlib.suppress(OSError):
            while data := await reader.read(BLOCK):
                writer.write(data)
                await writer.drain()

    async def _hear(self, asterisk, to_gateway):
        websocket = None
        with contextlib.suppress(OSError):
            while data := await asterisk.read(BLOCK):
                websocket = data.startswith(WEBSOCKET) if websocket is None else websocket
                if self._tap:
                    self._tap.received(to_gateway, data)
                to_gateway.write(data)
                await to_gateway.drain()
                if websocket:
                    await self._reads.wait()


class Links:
    def __init__(self, ari_tap=None, ami_tap=None):
        self.ari = Link(settings.ARI_LINK_PORT, settings.ARI_PORT, ari_tap)
        self.ami = Link(settings.AMI_LINK_PORT, settings.AMI_PORT, ami_tap)
        self._loop = asyncio.new_event_loop()

    def start(self):
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.ari.start(self._loop)
        self.ami.start(self._loop)
