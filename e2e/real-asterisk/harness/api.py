"""The public API of the services, as an analyst's program calls it."""

import datetime
import json
import urllib.error
import urllib.parse
import urllib.request

from . import settings
from .processes import Failed, await_true
from .tokens import token


def instant(seconds):
    """ISO-8601 in UTC, milliseconds."""
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Api:
    def __init__(self):
        self._token = token("analyst", "supervisor")

    def _get(self, service, path, **query):
        return self._call("GET", f"{service.url}{path}?{urllib.parse.urlencode(query)}")[0]

    def _call(self, method, url, content=None, **headers):
        """The answer's JSON and its ETag."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json", **headers}
        data = None if content is None else json.dumps(content).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=settings.PATIENCE) as response:
                text = response.read()
                return json.loads(text) if text else None, response.headers.get("ETag")
        except urllib.error.HTTPError as problem:
            raise Failed(f"{method} {url}: {problem.code} {problem.read().decode(errors='replace')}") from problem

    def queues(self, start, end):
        """Every abandoned call counts: the truth has whole seconds, too coarse to tell short ones."""
        return self._get(settings.KPI, "/api/kpi/queues", **{"from": instant(start), "to": instant(end), "shortAbandon": 0})

    def operators(self, start, end):
        return self._get(settings.KPI, "/api/kpi/operators", **{"from": instant(start), "to": instant(end)})

    def reconciliation(self, start, end, **reason):
        return self._get(settings.CDR_SYNC, "/api/admin/reports/reconciliation", **{"from": instant(start), "to": instant(end), **reason})

    def cdr_rows(self, start, end):
        """(uniqueid, sequence) of each imported row, page by page."""
        rows, cursor = [], {}
        while True:
            page = self._get(settings.CDR_SYNC, "/api/admin/reports/cdr-data",
                             **{"from": instant(start), "to": instant(end), "limit": 1000, **cursor})
            rows += [(row["uniqueid"], row["sequence"]) for row in page["rows"]]
            if page["next_cursor"] is None:
                return rows
            cursor = {"cursor": page["next_cursor"]}

    def hybrid(self, start, end):
        """Both sides added up, all in one: nothing here lasts longer than a day."""
        rows = self._get(settings.CDR_SYNC, "/api/admin/reports/hybrid-statistics", **{"from": instant(start), "to": instant(end)})["rows"]
        return {name: sum(row[name] for row in rows) for name in rows[0] if name not in ("group", "reasons")} if rows else {}

    def decisions(self, call_id):
        return self._get(settings.ROUTING, "/api/routing/decisions", callId=call_id)["decisions"]

    def await_idle(self, extension):
        """Until the routing service knows that this operator's phone is not in use."""
        def idle():
            operators = self._get(settings.ROUTING, "/api/operators")["operators"]
            states = next(operator for operator in operators if operator["extension"] == extension)["states"]
            return [state["device"] for state in states] == ["NOT_INUSE"]

        await_true(idle, settings.PATIENCE, f"the idle phone of {extension}")

    def publish_number(self, number, entry):
        """Changes the draft and publishes it; returns the version that was in force before."""
        rules = f"{settings.ROUTING.url}/api/routing"
        before = self._get(settings.ROUTING, "/api/routing/versions")["in_force"]
        _, revision = self._call("GET", f"{rules}/draft")
        _, revision = self._call("PUT", f"{rules}/draft/numbers/{number}", entry, **{"If-Match": revision})
        published, _ = self._call("POST", f"{rules}/publish", {"comment": f"number {number}"}, **{"If-Match": revision})
        self._await_in_force(published["version"])
        return before

    def rollback(self, version):
        published, _ = self._call(
            "POST", f"{settings.ROUTING.url}/api/routing/versions/{version}/rollback", {"comment": "as before"})
        self._await_in_force(published["version"])

    def _await_in_force(self, version):
        """At once, or a little later on a busy machine: then the answer was 202."""
        await_true(lambda: self._get(settings.ROUTING, "/api/routing/versions")["in_force"] >= version, settings.PATIENCE, f"version {version} in force")

    def runs_the_node(self, gateway):
        """Whether this gateway runs the node and both of its links are up."""
        try:
            node = self._get(gateway, "/api/asterisk/realtime-data")["nodes"][0]
        except OSError:
            return False
        return node["here"] and node["ari"]["up"] and node["ami"]["up"]


def ready(service):
    """Whether the service says on its management port that it can work."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{service.management_port}/health/ready", timeout=10) as response:
            return response.status == 200
    except OSError:
        return False
