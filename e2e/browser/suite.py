"""The suite that the browser looks at: started here on free ports with test calls, or one that runs already."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time
import urllib.parse
import urllib.request

PROJECT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(__file__).resolve().parent / "target"
START_SECONDS = 900
# A decision may come late on a slow machine: test calls go on as they would on a fast one.
ENVIRONMENT = {"SCC_FALLBACK_DECISION_TIMEOUT": "30s", "SCC_GATEWAY_PUBLISH_AWAY_AFTER": "30s", "SCC_ROUTING_COMMAND_TTL": "30s"}
LISTENERS = ["origin", "gateway", "routing", "kpi", "cdr-sync", "notification", "gateway-management", "routing-management",
             "kpi-management", "cdr-sync-management", "notification-management", "kafka", "mongodb", "mariadb", "ari", "ami"]


class Suite:
    """`url` of the console and `password` of the demo users."""

    def __init__(self, classpath):
        self.url, self.password = os.environ.get("SCC_CONSOLE_URL"), os.environ.get("SCC_CONSOLE_PASSWORD")
        self._process = None
        if not self.url:
            try:
                self._start(classpath)
            except BaseException:
                self.stop()
                raise

    def _start(self, classpath):
        log = TARGET / "suite.log"
        ports = [f"-Dscc.port.{listener}=0" for listener in LISTENERS]
        with open(log, "wb") as out:
            self._process = subprocess.Popen(
                ["java", "-Xmx512m", "-XX:+UseSerialGC", *ports, f"-Dscc.stack.home={PROJECT}",
                 f"-Dscc.stack.run={TARGET / 'run'}", "-cp", classpath,
                 "io.smartcallcenter.stack.Demo"], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                env={**os.environ, **ENVIRONMENT}, start_new_session=True)
        end = time.monotonic() + START_SECONDS
        while True:
            over = self._process.poll() is not None or time.monotonic() > end
            text = log.read_text(errors="replace")
            # with what follows it: the rest of the line may not be written yet
            found = re.search(r"Console +(\S+)\s[\s\S]*Password +(\S+)\s", text)
            if found and self._process.poll() is None:
                self.url, self.password = found.groups()
                return
            if over:
                raise RuntimeError(f"the suite did not start, see {log}:\n{text[-4000:]}")
            time.sleep(0.2)

    def token(self, user):
        form = urllib.parse.urlencode({"username": user, "password": self.password}).encode()
        with urllib.request.urlopen(urllib.parse.urljoin(self.url, "/auth/token"), form, 120) as answer:
            return json.load(answer)["access_token"]

    def api(self, user, method, path, body=None, headers=None):
        """The answer as JSON, or None when it is empty. The body is a text, or is sent as JSON."""
        data = body if body is None or isinstance(body, str) else json.dumps(body)
        request = urllib.request.Request(
            urllib.parse.urljoin(self.url, path), data and data.encode(), method=method,
            headers={"Authorization": f"Bearer {self.token(user)}", "Content-Type": "application/json", **(headers or {})})
        with urllib.request.urlopen(request, timeout=120) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(120)
            except subprocess.TimeoutExpired:
                # with all that it has started
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
