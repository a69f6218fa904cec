"""Child processes of a run: started in the background with a log file, and ended by their own process id."""

import contextlib
import signal
import socket
import subprocess
import time


class Failed(Exception):
    """The run cannot go on; the message is for the reader of the console."""


class Child:
    """A started program. `stop` asks it to end, `kill` does not."""

    def __init__(self, name, command, log, **kwargs):
        self.name, self.log = name, log
        self._out = open(log, "ab")
        self._process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=self._out, stderr=subprocess.STDOUT,
            start_new_session=True, **kwargs)

    @property
    def alive(self):
        return self._process.poll() is None

    def signal(self, number):
        self._process.send_signal(number)

    def stop(self, seconds=60):
        if self.alive:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
        self.kill()

    def kill(self):
        if self.alive:
            self._process.kill()
        self._process.wait()
        self._out.close()

    def tail(self, lines=25):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def await_true(condition, seconds, what, every=0.1):
    """Polls until the condition holds and returns its value."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Failed(f"{what} did not happen within {seconds} s")
        time.sleep(every)


def listening(port, host="127.0.0.1"):
    with contextlib.closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def require_free(ports):
    busy = [port for port in ports if listening(port)]
    if busy:
        raise Failed(f"ports already in use on 127.0.0.1: {busy} (see harness/settings.py)")


def run(command, **kwargs):
    """Runs a short command and returns what it printed; a failure shows its output."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL if "input" not in kwargs else None,
                          capture_output=True, text=True, **kwargs)
    if done.returncode != 0:
        raise Failed(f"{command[0]} failed with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout
