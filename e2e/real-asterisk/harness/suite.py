"""Kafka, MongoDB and the five services of the suite, each a process of its own."""

import datetime
import os
import signal

from . import settings
from .api import ready
from .processes import Child, Failed, await_true

UNANSWERED = {"721": "sales", "722": "vip", "723": "tiers", "729": "backup"}
# far longer than anything takes, so that a machine that stands still for a moment changes nobody's way
PATIENT = {
    settings.GATEWAY.module: {"scc.fallback.decision-timeout": "60s", "scc.gateway.publish.away-after": "60s",
                              # half of it at least passes before the gateway takes back an application that another client took
                              "scc.gateway.link.backoff-max": "20s", "scc.gateway.link.request-timeout": "60s"},
    settings.ROUTING.module: {"scc.routing.command-ttl": "60s"}}
JAVA = ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]


class Suite:
    def __init__(self, passwords, classpath):
        self._passwords, self._classpath = passwords, classpath
        self._backends = None
        self._running = {}
        self._limits = PATIENT

    def start_backends(self):
        self._backends = Child(
            "backends", ["java", "-Xmx512m", "-XX:+UseSerialGC", "-cp", self._classpath, settings.HERE / "Backends.java",
                         settings.KAFKA_PORT, settings.MONGO_PORT], settings.LOGS / "backends.log")
        await_true(lambda: self._said_ready(), settings.PATIENCE, f"the start of Kafka and MongoDB (see {self._backends.log})")

    def _said_ready(self):
        if not self._backends.alive:
            raise Failed("Kafka and MongoDB did not start:\n" + self._backends.tail())
        return "backends ready" in self._backends.log.read_text(errors="replace")

    def start_all(self):
        for service in settings.SERVICES:
            self.launch(service)
        for service in settings.SERVICES:
            self.await_ready(service)

    def launch(self, service):
        if not service.jar.exists():
            raise Failed(f"{service.jar} is missing: build the project first")
        options = [f"-D{key}={value}" for key, value in self._properties(service).items()]
        self._running[service] = Child(
            service.module, [*JAVA, *options, "-jar", service.jar], settings.LOGS / f"{service.name}.log",
            env={**os.environ, **self._secrets(service)}, cwd=settings.TARGET)

    def await_ready(self, service):
        child = self._running[service]

        def answers():
            if not child.alive:
                raise Failed(f"{service.module} ended while it started:\n" + child.tail())
            return ready(service)

        await_true(answers, settings.PATIENCE, f"ready of {service.module} (see {child.log})", every=0.25)

    def restart_as_delivered(self):
        """The services with limits of their own, again: from now on with the product's limits."""
        services = [service for service in self._running if service.module in self._limits]
        self._limits = {}
        for service in services:
            self.end(service)
            self.launch(service)
        for service in services:
            self.await_ready(service)

    def kill(self, service):
        """kill -9: no goodbye to anyone."""
        self._running.pop(service).kill()

    def end(self, service):
        """SIGTERM: in order."""
        self._running.pop(service).stop()

    def suspend_backends(self):
        """Kafka and MongoDB stand still (SIGSTOP); nothing of theirs is lost."""
        self._backends.signal(signal.SIGSTOP)

    def resume_backends(self):
        self._backends.signal(signal.SIGCONT)

    def kill_backends(self):
        self._backends.kill()

    def stop(self):
        for child in self._running.values():
            child.stop()
        if self._backends:
            self._backends.stop()

    def _properties(self, service):
        common = {
            "quarkus.http.host": "127.0.0.1", "quarkus.http.port": service.port, "quarkus.management.host": "127.0.0.1",
            "quarkus.management.port": service.management_port, "kafka.bootstrap.servers": f"127.0.0.1:{settings.KAFKA_PORT}",
            "scc.jwt.public-key-location": f"file:{settings.SECRETS / 'token-key.pub.pem'}", "scc.jwt.issuer": settings.ISSUER}
        mongo = {"quarkus.mongodb.connection-string": f"mongodb://127.0.0.1:{settings.MONGO_PORT}"}
        return common | self._limits.get(service.module, {}) | {
            settings.GATEWAY.module: {
                "scc.asterisk.node": settings.NODE, "scc.asterisk.ari.url": f"http://127.0.0.1:{settings.ARI_LINK_PORT}",
                "scc.asterisk.ari.username": "smart-call-center", "scc.asterisk.ami.host": "127.0.0.1",
                "scc.asterisk.ami.port": settings.AMI_LINK_PORT, "scc.asterisk.ami.username": "scc",
                "scc.gateway.publish.directory": settings.EVENTS / service.name},
            settings.ROUTING.module: mongo | {
                "scc.routing.rules": settings.TARGET / "rules.yaml",
                "scc.routing.gateway-url": f"http://127.0.0.1:{settings.GATEWAY.port}"},
            settings.KPI.module: mongo,
            settings.CDR_SYNC.module: mongo | {
                "scc.cdr.database.host": "127.0.0.1", "scc.cdr.database.port": settings.DATABASE_PORT,
                "scc.cdr.database.username": "scc", "scc.cdr.database.name": "asteriskcdrdb", "scc.cdr.node": settings.NODE,
                # how long a missing row is waited for; a test need not wait for long
                "scc.cdr.grace": "5s"},
            settings.NOTIFICATION.module: mongo}[service.module]

    def _secrets(self, service):
        """As environment variables: arguments can be read by everyone on the machine."""
        p = self._passwords
        return {settings.GATEWAY.module: {"SCC_ASTERISK_ARI_PASSWORD": p["ari"], "SCC_ASTERISK_AMI_PASSWORD": p["ami"]},
                settings.CDR_SYNC.module: {"SCC_CDR_DATABASE_PASSWORD": p["scc-db"]}}.get(service.module, {})


def write_rules():
    """The rules of deploy/routing, and numbers for the queues and the short times of this test."""
    rules = (settings.PROJECT / "deploy" / "routing" / "rules.yaml").read_text()
    today = datetime.datetime.now(datetime.timezone.utc).date()
    holidays = ", ".join(f'{{date: "{today + datetime.timedelta(days)}", name: Public holiday}}' for days in (0, 1))
    rules = rules.replace("\nhours:\n", "\nhours:\n  holiday: {zone: UTC, open: [{days: [mon, tue, wed, thu, fri, sat, sun],"
                          f' from: "00:00", to: "24:00"}}], holidays: [{holidays}]}}\n', 1)
    rules = rules.replace("\noperators:\n", '\noperators:\n  "0003": {name: Agent Three, skills: {billing: 80}, queues: {sales: 0}}\n', 1)
    (settings.TARGET / "rules.yaml").write_text(
        rules.rstrip("\n") + "\n"
        '  - {number: "711", queue: fpbx}\n'
        '  - {number: "712", queue: lr}\n'
        '  - {number: "714", queue: sales, timeout-s: 6, then: hangup}\n'
        '  - {number: "715", queue: support, timeout-s: 5, then: {queue: backup}}\n'
        '  - {number: "716", queue: exits, answer: true}\n'
        '  - {number: "717", queue: small}\n'
        '  - {number: "740", queue: sales, hours: holiday, outside: {announce: vm-goodbye}}\n'
        '  - {number: "742", queue: sales, needs: {skills: [billing]}, offer: best-operator, ring-s: 4}\n'
        # these callers are not answered before an operator does
        + "".join(f'  - {{number: "{number}", queue: {queue}, answer: false}}\n' for number, queue in UNANSWERED.items()) +
        '  - {number: "0004", direct: "PJSIP/0004", ring-s: 4, then: {queue: support}}\n')
