"""The two ways from the gateway to Asterisk, through proxies that can be cut, as a network can. They run on a thread of their own,
so that whatever else this test does never slows a link down."""

import asyncio
import contextlib
import threading

from . import settings

BLOCK = 1 << 16


class Link:
    """One port. `tap`, if given, has `opened(connection)`, `received(connection, data)` and `closed(connection)` for what Asterisk sends.
    What goes through it is late by `late` seconds, or up to twice that, in its order."""

    def __init__(self, port, target, tap=None, late=0):
        self._port, self._target, self._tap, self._late = port, target, tap, late
        self._loop = self._server = None
        self._connections = set()

    def start(self, loop):
        self._loop = loop
        self.restore()

    def restore(self):
        self._run(self._listen())

    def cut(self):
        """Ends every connection at once; new ones are refused until `restore`."""
        self._run(self._cut())

    def _run(self, coroutine):
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(settings.PATIENCE)

    async def _listen(self):
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", self._port)

    async def _cut(self):
        self._server.close()
        for writer in list(self._connections):
            writer.transport.abort()

    async def _accepted(self, from_gateway, to_gateway):
        self._connections.add(to_gateway)
        try:
            from_asterisk, to_asterisk = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            to_gateway.transport.abort()                                       # Asterisk is away
            return
        finally:
            self._connections.discard(to_gateway)
        await self._carry(from_gateway, to_asterisk, from_asterisk, to_gateway)

    async def _carry(self, from_gateway, to_asterisk, from_asterisk, to_gateway):
        ends = {to_gateway, to_asterisk}
        self._connections |= ends
        if self._tap:
            self._tap.opened(to_gateway)
        ways = [asyncio.ensure_future(self._pump(from_gateway, to_asterisk)),
                asyncio.ensure_future(self._pump(from_asterisk, to_gateway, self._tap))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        self._connections -= ends
        for end in ends:
            end.close()
        if self._tap:
            self._tap.closed(to_gateway)
        await asyncio.wait(ways, timeout=1)

    async def _pump(self, reader, writer, tap=None):
        with contextlib.suppress(OSError):
            while data := await reader.read(BLOCK):
                if tap:
                    tap.received(writer, data)
                if self._late:
                    await asyncio.sleep(self._late)
                writer.write(data)
                await writer.drain()


class Links:
    def __init__(self, recorder=None, late_ari=0, late_ami=0):
        self.ari = Link(settings.ARI_LINK_PORT, settings.ARI_PORT, recorder and recorder.ari, late_ari)
        self.ami = Link(settings.AMI_LINK_PORT, settings.AMI_PORT, recorder and recorder.ami, late_ami)
        self._loop = asyncio.new_event_loop()

    def start(self):
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.ari.start(self._loop)
        self.ami.start(self._loop)
