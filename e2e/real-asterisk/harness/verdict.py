"""Compares an act with what the services say about it: the KPI API, the CDR reconciliation, the gaps."""

import asyncio
import types

from . import compare, kafka
from .processes import Failed

PATIENCE = 80           # quarters of a second


class Verdict:
    def __init__(self, stage, report):
        self._stage, self._report = stage, report

    async def whole(self, truth, start, end):
        """Every figure of this time equals the truth. Gives the KPIs."""
        kpi = await self._kpi(truth, start, end)
        self._report.check("queues: KPI API = queue_log", compare.queues(truth, kpi.queues))
        self._report.check("operators: KPI API = queue_log", compare.operators(truth, kpi.operators))
        await self._reconciled(truth, start, end)
        return kpi

    async def with_gap(self, act, truth, links):
        """A gap of each of `links` is said, the time is not complete; outside of the gaps every figure equals the truth.
        While the AMI link was up no fact of a queue was lost. Gives the KPIs of the whole act."""
        gaps = self.gaps(act, links)
        self._report.check("the gap is said", [f"no node.gap of {link}" for link in links if not gaps[link]])
        kpi = await self._kpi(truth, act.start, act.end)
        self._report.check("figures of the gap are marked as not complete",
                           [f"{name}: complete" for name, answer in vars(kpi).items() if answer["complete"]])
        if "AMI" not in links:
            await self.whole(truth, act.start, act.end)
            return kpi
        for start, end in self._outside(truth, act, [gap for of_link in gaps.values() for gap in of_link]):
            outside = await self.whole(truth.between(start, end), start, end)
            self._report.check("figures outside of the gap are complete",
                               [f"{name}: not complete" for name, answer in vars(outside).items() if not answer["complete"]])
        return kpi

    @staticmethod
    def gaps(act, links):
        """What was said about gaps in this time: link -> [(from, to)] in seconds."""
        return {link: [(start, end) for start, end in kafka.gaps(link) if start < act.end and end > act.start] for link in links}

    @staticmethod
    def _outside(truth, act, gaps):
        """The times before, between and after the gaps, without what had begun before a gap and went on in it."""
        times, start = [], act.start
        for gap_start, gap_end in sorted(gaps):
            times.append((start, truth.quiet_before(gap_start)))
            start = max(start, truth.apart_from(gap_end))
        times.append((start, act.end))
        return [(start, end) for start, end in times if start < end]

    async def _kpi(self, truth, start, end):
        """The answers of the KPI API once it has seen everything; after some time whatever it says."""
        for _ in range(PATIENCE):
            kpi = types.SimpleNamespace(queues=self._stage.api.queues(start, end), operators=self._stage.api.operators(start, end))
            if compare.settled(truth, kpi.queues, kpi.operators):
                break
            await asyncio.sleep(0.25)
        return kpi

    async def _reconciled(self, truth, start, end):
        """CDR rows are imported every two seconds; a call is pending until they are there."""
        for _ in range(PATIENCE):
            try:
                answer = self._stage.api.reconciliation(start, end)
            except Failed as refused:
                self._report.check("CDR: every call reconciled, nothing left over", [str(refused)])
                return
            if answer["pending"] == 0 and answer["calls"] >= len(truth.callers):
                break
            await asyncio.sleep(0.25)
        self._report.check("CDR: every call reconciled, nothing left over", compare.reconciliation(truth, answer))
