"""Everything that one run needs: started in order, ended in the reverse order whatever happens."""

import asyncio
import collections
import contextlib
import shutil
import time

from . import settings, truth
from .ami import Observer
from .api import Api, ready
from .database import Database
from .floor import Floor
from .links import Links
from .pbx import Pbx
from .processes import Failed, await_true, require_free
from .secrets_of_run import generate
from .suite import Suite, write_rules


class Act:
    """A stretch of the run: what Asterisk recorded in it."""

    def __init__(self, stage):
        self._stage = stage
        self.start = time.time()
        self._ami_from, self._log_from = len(stage.observer.events), len(stage.pbx.queue_log())
        self._refusals_from = len(stage.refusals)
        self.end = None

    @property
    def ami(self):
        return self._stage.observer.events[self._ami_from:]

    @property
    def queue_log(self):
        return self._stage.pbx.queue_log()[self._log_from:]

    def untold_ends(self):
        """Channels of whose end the AMI has not told; those that died with Asterisk never are."""
        alive = set()
        for e in self.ami:
            if e["Event"] == "FullyBooted":
                alive.clear()
            elif e["Event"] == "Newchannel":
                alive.add(e["Uniqueid"])
            elif e["Event"] == "Hangup":
                alive.discard(e["Uniqueid"])
        return alive

    def is_told(self):
        """The AMI has told the end of every channel, queue_log that of every talk."""
        talks = 0
        for _, _, _, _, event, *_ in self.queue_log:
            if event == "QUEUESTART":
                talks = 0
            talks += (event == "CONNECT") - (event in truth.TALKS)
        return talks <= 0 and not self.untold_ends()

    def connected(self, agent):
        """Whether the phone of this operator is in a bridge with somebody."""
        bridges = collections.defaultdict(set)
        for e in self.ami:
            if e["Event"] == "FullyBooted":
                bridges.clear()
            elif e["Event"] == "BridgeEnter":
                bridges[e["BridgeUniqueid"]].add(e["Channel"])
            elif e["Event"] == "BridgeLeave":
                bridges[e["BridgeUniqueid"]].discard(e["Channel"])
        return any(len(channels) > 1 and any(channel.startswith(f"PJSIP/{agent}-") for channel in channels) for channels in bridges.values())

    def truth(self):
        return truth.read(self.queue_log, self.ami, self._stage.refusals[self._refusals_from:])


class Stage:
    def __init__(self, classpath, recorder=None, late_ari=0, late_ami=0):
        settings.LOGS.mkdir(parents=True, exist_ok=True)
        for log in settings.LOGS.iterdir():
            log.unlink()
        # the Kafka of this run shall not get events of an earlier one
        shutil.rmtree(settings.EVENTS, ignore_errors=True)
        passwords = generate()
        self.passwords = passwords
        self.database, self.pbx, self.suite = Database(passwords), Pbx(passwords), Suite(passwords, classpath)
        self.api = Api()
        self.recorder, self.refusals = recorder, []
        self.links = Links(recorder, late_ari, late_ami)
        self.floor = self.observer = self._act = None

    async def open(self):
        require_free([settings.ARI_PORT, settings.AMI_PORT, settings.ARI_LINK_PORT, settings.AMI_LINK_PORT,
                      settings.DATABASE_PORT, settings.KAFKA_PORT, settings.MONGO_PORT,
                      *(port for s in settings.SERVICES for port in (s.port, s.management_port))])
        _say("starting MariaDB, Asterisk, Kafka, MongoDB")
        self.database.start()
        self.pbx.configure()
        self.pbx.start()
        self.links.start()
        self.suite.start_backends()
        self.observer = Observer(self.passwords["observer"])
        self.floor = await Floor(self.passwords, open(settings.LOGS / "sip.log", "w", encoding="utf-8")).open()
        write_rules()
        _say("starting the five services")
        self.suite.start_all()
        self.await_application()

    def await_application(self):
        await_true(lambda: "SmartCallCenter" in self.pbx.cli("ari show apps"), settings.PATIENCE, "the gateway's application in Asterisk")

    def await_no_application(self):
        await_true(lambda: "SmartCallCenter" not in self.pbx.cli("ari show apps"), settings.PATIENCE, "the end of the application in Asterisk")

    def await_links(self):
        await_true(lambda: ready(settings.GATEWAY), settings.PATIENCE, "the gateway's two links to Asterisk")

    def refused(self, queue, reason):
        """A scenario's word that this queue just did not let a caller join."""
        self.refusals.append(truth.Refusal(queue, reason, time.time()))

    def close(self):
        """Ends every process, the failure of one does not save the next."""
        with contextlib.ExitStack() as last_to_first:
            for part in (self.database, self.pbx, self.suite):
                last_to_first.callback(part.stop)
            if self.observer:
                last_to_first.callback(self.observer.close)

    async def play(self, action):
        """Runs the action on a quiet PBX with everybody unpaused; returns its act, closed when the PBX is quiet again."""
        for agent in settings.AGENTS:
            self.pbx.cli(f"queue unpause member PJSIP/{agent}")
        await asyncio.sleep(0.3)
        act = Act(self)
        try:
            self._act = act
            await action(self)
            await self._quiet(act)
        except (Failed, TimeoutError):
            self.pbx.cli("channel request hangup all")                         # the next one begins on a quiet PBX all the same
            with contextlib.suppress(TimeoutError):
                await self._quiet(act)
            raise
        act.end = time.time()
        return act

    async def _quiet(self, act):
        """No channel is left, and everything of this act was told."""
        end = time.monotonic() + settings.PATIENCE
        while time.monotonic() < end:
            if self.pbx.cli("core show channels count").startswith("0 active channels") and act.is_told():
                return
            await asyncio.sleep(0.1)
        raise TimeoutError(f"channels are left, or not told: {act.untold_ends()}; " + self.pbx.cli("core show channels concise"))

    async def until_connected(self):
        """The ring of the operator who talks: the phone was answered, and Asterisk has connected it."""
        ring = await self.floor.until_answered()
        await self.connected(ring.agent)
        return ring

    async def connected(self, agent):
        await self.floor.until(lambda: self._act.connected(agent), f"the connection of {agent}")

    async def joined(self, count):
        """Waits until that many callers in all have entered a queue."""
        await self.floor.until(lambda: len(self.observer.find("QueueCallerJoin")) >= count, f"caller number {count} in a queue")


def _say(text):
    print(f"{time.strftime('%H:%M:%S', time.gmtime())} {text}", flush=True)
