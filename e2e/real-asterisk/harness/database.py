"""MariaDB with asteriskcdrdb, set up by the statements of deploy/asterisk/sql."""

import shutil
import subprocess

from . import settings
from .processes import Child, await_true, run

SQL = settings.PROJECT / "deploy" / "asterisk" / "sql"


class Database:
    def __init__(self, passwords):
        self._passwords = passwords
        self._data = settings.TARGET / "mariadb"
        self._socket = self._data / "server.sock"
        self._child = None

    def start(self):
        shutil.rmtree(self._data, ignore_errors=True)
        self._data.mkdir(parents=True)
        run(["mariadb-install-db", "--no-defaults", "--user=root", f"--datadir={self._data}",
             "--auth-root-authentication-method=normal", "--skip-test-db"])
        self._child = Child(
            "mariadb", ["mariadbd", "--no-defaults", "--user=root", f"--datadir={self._data}", f"--socket={self._socket}",
                        f"--port={settings.DATABASE_PORT}", "--bind-address=127.0.0.1", "--skip-name-resolve",
                        "--innodb-buffer-pool-size=64M"], settings.LOGS / "mariadb.log")
        await_true(self._answers, settings.PATIENCE, "the start of MariaDB")
        self.sql((SQL / "cdr.sql").read_text())
        p = self._passwords
        self.sql(f"SET @asterisk_password = '{p['asterisk-db']}', @scc_password = '{p['scc-db']}';\n"
                 + (SQL / "users.sql").read_text())

    def _client(self, *arguments):
        return ["mariadb", "--no-defaults", "-uroot", f"--socket={self._socket}", "--batch", "--skip-column-names", *arguments]

    def _answers(self):
        return subprocess.run(self._client("-e", "SELECT 1"), capture_output=True).returncode == 0

    def sql(self, statements):
        return run(self._client(), input=statements)

    def stop(self):
        if self._child:
            self._child.stop()
