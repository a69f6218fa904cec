package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The operators of a range, by interface.
 *
 * @param complete false if events of the range were lost
 */
public record OperatorReport(TimeRange range, boolean complete, List<OperatorFigures> operators) {

    private record Rows(List<Offer> offers, List<StateMark> marks) {}

    /**
     * @param asked operators that get a row even if nothing happened; empty = those where something did
     * @param queues the counts are of these; empty = all, and direct calls
     */
    public static OperatorReport of(
            TimeRange range,
            Set<String> asked,
            Set<String> queues,
            Collection<Offer> offers,
            Collection<StateMark> marks,
            Collection<Outage> outages,
            Instant now) {
        Map<String, Rows> byOperator = new TreeMap<>();
        asked.forEach(iface -> rows(byOperator, iface));
        offers.forEach(offer -> rows(byOperator, offer.iface()).offers.add(offer));
        marks.forEach(mark -> rows(byOperator, mark.iface()).marks.add(mark));
        List<OperatorFigures> figures = new ArrayList<>();
        byOperator.forEach((iface, rows) -> {
            OperatorFigures of = OperatorFigures.of(iface, queues, rows.offers, rows.marks, range, now);
            if (asked.contains(iface) || present(of) || of.talked(queues, rows.offers, range)) {
                figures.add(of);
            }
        });
        return new OperatorReport(range, QueueReport.complete(outages, range), figures);
    }

    private static Rows rows(Map<String, Rows> byOperator, String iface) {
        return byOperator.computeIfAbsent(iface, name -> new Rows(new ArrayList<>(), new ArrayList<>()));
    }

    private static boolean present(OperatorFigures figures) {
        return figures.counts().offered() > 0
                || figures.times().online().totalMs() > 0
                || figures.times().paused().totalMs() > 0
                || figures.times().autoPaused().totalMs() > 0;
    }
}
