"""Compares an act with what the services say about it: the KPI API, the CDR reconciliation, the gaps."""

import asyncio
import math
import time
import types

from . import compare, kafka, settings
from .processes import Failed

LOOKS = settings.PATIENCE * 4
# seconds: what came of a time with a gap is all there when the answers have not changed for so long
UNCHANGED = 15


class Verdict:
    def __init__(self, stage, report):
        self._stage, self._report = stage, report

    async def whole(self, truth, start, end):
        """Every figure of this time equals the truth. Gives the KPIs."""
        kpi, of_queues, of_operators = await self._kpi(truth, start, end)
        self._report.check("queues: KPI API = queue_log", of_queues)
        self._report.check("operators: KPI API = queue_log", of_operators)
        await self._reconciled(truth, start, end)
        return kpi

    async def with_gap(self, act, truth, links):
        """A gap of each of `links` is said, the time is not complete; outside of the gaps every figure equals the truth.
        While the AMI link was up no fact of a queue was lost. Gives the KPIs of the whole act."""
        gaps = await self.gaps(act, links)
        self._report.check("the gap is said", [f"no node.gap of {link}" for link in links if not gaps[link]])
        kpi = await self._kpi_with_gap(act.start, act.end)
        self._report.check("figures of the gap are marked as not complete",
                           [f"{name}: complete" for name, answer in vars(kpi).items() if answer["complete"]])
        if "AMI" not in links:
            await self.whole(truth, act.start, act.end)
            return kpi
        unheard = [gap for of_link in gaps.values() for gap in of_link] + self._stage.observer.deaf(act.start, act.end)
        for start, end in _outside(truth, act, unheard):
            outside = await self.whole(truth.between(start, end), start, end)
            self._report.check("figures outside of the gap are complete",
                               [f"{name}: not complete" for name, answer in vars(outside).items() if not answer["complete"]])
        return kpi

    @staticmethod
    async def gaps(act, links):
        """What was said about gaps in this time: link -> [(from, to)] in seconds. A gap of each link is waited for."""
        for _ in range(LOOKS):
            gaps = {link: [(start, end) for start, end in kafka.gaps(link) if start < act.end and end > act.start] for link in links}
            if all(gaps.values()):
                break
            await asyncio.sleep(0.25)
        return gaps

    async def _kpi(self, truth, start, end):
        """The answers of the KPI API and how they differ from the truth, once it has seen everything; after some time whatever it says."""
        for _ in range(LOOKS):
            kpi = self.figures(start, end)
            of_queues, of_operators = compare.queues(truth, kpi.queues), compare.operators(truth, kpi.operators)
            if not of_queues and not of_operators:
                break
            await asyncio.sleep(0.25)
        return kpi, of_queues, of_operators

    async def _kpi_with_gap(self, start, end):
        """What the truth knows and the services lost never comes."""
        kpi, since = self.figures(start, end), time.monotonic()
        for _ in range(LOOKS):
            await asyncio.sleep(0.25)
            now = self.figures(start, end)
            if now != kpi:
                kpi, since = now, time.monotonic()
            elif time.monotonic() - since > UNCHANGED and not any(answer["complete"] for answer in vars(kpi).values()):
                break
        return kpi

    def figures(self, start, end):
        return types.SimpleNamespace(queues=self._stage.api.queues(start, end), operators=self._stage.api.operators(start, end))

    async def _reconciled(self, truth, start, end):
        """CDR rows are imported every two seconds, those of one call not always together; a call is pending, or waits for the other side,
        until they are there."""
        for _ in range(LOOKS):
            try:
                of_calls, of_rows = compare.reconciliation(truth, self._stage.api.reconciliation(start, end)), self._rows(start, end)
            except Failed as refused:
                of_calls, of_rows = [str(refused)], [str(refused)]
                break
            if not of_calls and not of_rows:
                break
            await asyncio.sleep(0.25)
        self._report.check("CDR: every call reconciled, nothing left over", of_calls)
        self._report.check("CDR: every row imported, each once", of_rows)

    def _rows(self, start, end):
        first, last = math.ceil(start), math.ceil(end)
        written = [tuple(line.split("\t")) for line in self._stage.database.sql(
            "SELECT uniqueid, sequence FROM asteriskcdrdb.cdr"
            f" WHERE calldate >= FROM_UNIXTIME({first}) AND calldate < FROM_UNIXTIME({last})").splitlines()]
        # within one second nothing can begin, and the report refuses an empty range
        imported = [(uniqueid, str(sequence)) for uniqueid, sequence in self._stage.api.cdr_rows(first, last)] if first < last else []
        return compare.rows(written, imported)


def _outside(truth, act, gaps):
    """The times before, between and after the gaps, without what had begun before a gap and went on in it."""
    times, start = [], act.start
    for gap_start, gap_end in sorted(gaps):
        times.append((start, truth.quiet_before(gap_start, start)))
        start = max(start, truth.quiet_after(gap_end, act.end))
    times.append((start, act.end))
    # the API's times have whole milliseconds
    return [(start, end) for start, end in times if end - start >= 0.002]
