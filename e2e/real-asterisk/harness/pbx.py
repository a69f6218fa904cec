"""Asterisk in its chroot, with deploy/asterisk, the test's overlay and the secrets of this run."""

import shutil
import subprocess

from . import settings
from .processes import Child, Failed, await_true, run

ETC = "/etc/asterisk"
LOGS = "/var/log/asterisk"
RECORDINGS = "/var/spool/asterisk/recording"
STATE = ["/var/lib/asterisk/astdb.sqlite3", "/var/lib/asterisk/astdb.sqlite3-journal"]


class Pbx:
    """The chroot holds nothing but this Asterisk: our files are laid over Debian's own, as in the container image."""

    def __init__(self, passwords):
        self._passwords = passwords
        self._child = None

    def configure(self):
        """Writes a fresh configuration, and forgets registrations, pauses and logs of earlier runs."""
        etc = self._path(ETC)
        for directory in (etc / "site", etc / "secrets", self._path(LOGS)):
            shutil.rmtree(directory, ignore_errors=True)
        for state in STATE:
            self._path(state).unlink(missing_ok=True)
        shutil.copytree(settings.PROJECT / "deploy" / "asterisk" / "conf", etc, dirs_exist_ok=True)
        shutil.copytree(settings.HERE / "conf" / "site", etc / "site")
        self._write_secrets(etc / "secrets")
        self._write_odbc()
        self._inside("install", "-d", "-o", "asterisk", "-g", "asterisk", LOGS, RECORDINGS, "/run/asterisk",
                     "/var/cache/asterisk", "/usr/share/asterisk/moh")
        self._inside("cp", "/usr/share/asterisk/sounds/en/demo-instruct.gsm", "/usr/share/asterisk/moh/")
        self._inside("chown", "-R", "asterisk:asterisk", ETC, "/var/lib/asterisk", "/var/spool/asterisk")

    def _write_secrets(self, directory):
        directory.mkdir(mode=0o750)
        p = self._passwords
        contents = {
            "ari.conf": f"password = {p['ari']}\n",
            "manager.conf": f"secret = {p['ami']}\n",
            "manager-observer.conf": f"secret = {p['observer']}\n",
            "res_odbc.conf": f"username => asterisk\npassword => {p['asterisk-db']}\n",
            **{f"sip-{agent}.conf": f"password = {p['sip-' + agent]}\n" for agent in settings.AGENTS}}
        for name, text in contents.items():
            (directory / name).write_text(text)

    def _write_odbc(self):
        odbc = settings.PROJECT / "deploy" / "asterisk" / "odbc"
        shutil.copy(odbc / "odbcinst.ini", self._path("/etc/odbcinst.ini"))
        ini = (odbc / "odbc.ini").read_text().replace("Port = 3306", f"Port = {settings.DATABASE_PORT}")
        self._path("/etc/odbc.ini").write_text(ini)

    def start(self):
        self._child = Child("asterisk", self._command("-f", "-U", "asterisk", "-G", "asterisk"), settings.LOGS / "asterisk.log")
        await_true(lambda: self._booted(), settings.PATIENCE, f"the start of Asterisk (see {self._child.log})")

    def _booted(self):
        if not self._child.alive:
            raise Failed("Asterisk ended while it started:\n" + self._child.tail())
        done = subprocess.run(self._command("-rx", "core waitfullybooted"), capture_output=True, text=True)
        return "fully booted" in done.stdout

    def kill(self):
        """kill -9: no goodbye to anyone."""
        self._child.kill()

    def cli(self, command):
        return run(self._command("-rx", command))

    @staticmethod
    def _command(*arguments):
        return ["chroot", str(settings.PBX_ROOT), "/usr/sbin/asterisk", *arguments]

    def queue_log(self):
        """The lines that Asterisk has written so far, each split at its bars."""
        log = self._path(LOGS) / "queue_log"
        return [line.split("|") for line in log.read_text().splitlines()] if log.exists() else []

    def recordings(self):
        """The names of the files of all messages, also of one that is being recorded."""
        return {file.name for file in self._path(RECORDINGS).iterdir()}

    def recording(self, name):
        """The file of a message."""
        return self._path(f"{RECORDINGS}/{name}.wav")

    def stop(self):
        if self._child:
            self._child.stop()
            for log in self._path(LOGS).iterdir():
                if log.is_file():
                    shutil.copy(log, settings.LOGS / f"asterisk-{log.name}")

    @staticmethod
    def _inside(*command):
        run(["chroot", settings.PBX_ROOT, *command])

    @staticmethod
    def _path(inside):
        return settings.PBX_ROOT / str(inside).lstrip("/")
