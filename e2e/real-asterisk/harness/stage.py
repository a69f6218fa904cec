"""Everything that one run needs: started in order, ended in the reverse order whatever happens."""

import asyncio
import contextlib
import time

from . import settings, truth
from .ami import Observer
from .api import Api
from .database import Database
from .floor import Floor
from .pbx import Pbx
from .processes import await_true, require_free
from .secrets_of_run import generate
from .suite import Suite, write_number_plan


class Act:
    """A stretch of the run: what Asterisk recorded in it."""

    def __init__(self, stage):
        self._stage = stage
        self.start = time.time()
        self._ami_from, self._log_from = len(stage.observer.events), len(stage.pbx.queue_log())
        self.end = None

    @property
    def ami(self):
        return self._stage.observer.events[self._ami_from:]

    @property
    def queue_log(self):
        return self._stage.pbx.queue_log()[self._log_from:]

    def truth(self):
        return truth.read(self.queue_log, self.ami)


class Stage:
    def __init__(self, classpath):
        settings.LOGS.mkdir(parents=True, exist_ok=True)
        for log in settings.LOGS.iterdir():
            log.unlink()
        passwords = generate()
        self.passwords = passwords
        self.database, self.pbx, self.suite = Database(passwords), Pbx(passwords), Suite(passwords, classpath)
        self.api = Api()
        self.floor = self.observer = None

    async def open(self):
        require_free([settings.ARI_PORT, settings.AMI_PORT, settings.DATABASE_PORT, settings.KAFKA_PORT, settings.MONGO_PORT,
                      *(port for s in settings.SERVICES for port in (s.port, s.management_port))])
        _say("starting MariaDB, Asterisk, Kafka, MongoDB")
        self.database.start()
        self.pbx.configure()
        self.pbx.start()
        self.suite.start_backends()
        self.observer = Observer(self.passwords["observer"])
        self.floor = await Floor(self.passwords, open(settings.LOGS / "sip.log", "w", encoding="utf-8")).open()
        write_number_plan()
        _say("starting the five services")
        self.suite.start_all()
        self.await_application()

    def await_application(self):
        await_true(lambda: "SmartCallCenter" in self.pbx.cli("ari show apps"), 20, "the gateway's application in Asterisk")

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
        await action(self)
        await self.quiet()
        act.end = time.time()
        return act

    async def quiet(self):
        for _ in range(150):
            if "0 active channels" in self.pbx.cli("core show channels count"):
                await asyncio.sleep(0.5)
                return
            await asyncio.sleep(0.1)
        raise TimeoutError("channels are left: " + self.pbx.cli("core show channels concise"))

    async def joined(self, count, seconds=10):
        """Waits until that many callers in all have entered a queue."""
        for _ in range(int(seconds / 0.05)):
            if len(self.observer.find("QueueCallerJoin")) >= count:
                return
            await asyncio.sleep(0.05)


def _say(text):
    print(f"{time.strftime('%H:%M:%S', time.gmtime())} {text}", flush=True)
