"""The suite that the browser looks at: started here on free ports with test calls, or one that runs already."""

import os
import pathlib
import re
import signal
import subprocess
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(__file__).resolve().parent / "target"
LISTENERS = ["origin", "gateway", "routing", "kpi", "cdr-sync", "notification", "gateway-management", "routing-management",
             "kpi-management", "cdr-sync-management", "notification-management", "kafka", "mongodb", "mariadb", "ari", "ami"]


class Suite:
    """`url` of the console and `password` of the demo users."""

    def __init__(self, classpath):
        self.url, self.password = os.environ.get("SCC_CONSOLE_URL"), os.environ.get("SCC_CONSOLE_PASSWORD")
        self._process = None
        if not self.url:
            self._start(classpath)

    def _start(self, classpath):
        log = TARGET / "suite.log"
        ports = [f"-Dscc.port.{listener}=0" for listener in LISTENERS]
        with open(log, "wb") as out:
            self._process = subprocess.Popen(
                ["java", "-Xmx512m", "-XX:+UseSerialGC", *ports, f"-Dscc.stack.home={PROJECT}",
                 f"-Dscc.stack.run={TARGET / 'run'}", "-cp", classpath,
                 "io.smartcallcenter.stack.Demo"], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                start_new_session=True)
        for _ in range(600):
            text = log.read_text(errors="replace")
            found = re.search(r"Console +(\S+)[\s\S]*Password +(\S+)", text)
            if found:
                self.url, self.password = found.groups()
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"the suite did not start, see {log}:\n{text[-2000:]}")

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(40)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
