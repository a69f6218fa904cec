package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.OfferCounts;
import io.smartcallcenter.kpi.metrics.OfferTally;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.operator.TimeTotals;
import io.smartcallcenter.kpi.rollup.OfferRow;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What is counted for one row. */
final class OperatorCell {

    private final OfferTally all = new OfferTally();
    private final Map<String, OfferTally> byQueue;
    private TimeTotals times = TimeTotals.NONE;

    /** @param queuesApart whether each queue is counted as well */
    OperatorCell(boolean queuesApart) {
        byQueue = queuesApart ? new TreeMap<>() : null;
    }

    void count(OfferRow offer, BiConsumer<OfferTally, OfferRow> how) {
        how.accept(all, offer);
        if (byQueue != null && offer.queue() != null) {
            how.accept(byQueue.computeIfAbsent(offer.queue(), queue -> new OfferTally()), offer);
        }
    }

    void spent(TimeTotals more) {
        times = times.plus(more);
    }

    OperatorFigures figures(String iface, String name) {
        Map<String, OfferCounts> queues = new TreeMap<>();
        if (byQueue != null) {
            byQueue.forEach((queue, tally) -> queues.put(queue, tally.counts()));
        }
        return new OperatorFigures(iface, name, all.counts(), queues, times);
    }
}
