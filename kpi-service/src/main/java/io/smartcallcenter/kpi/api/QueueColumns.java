package io.smartcallcenter.kpi.api;

import static io.smartcallcenter.kpi.metrics.Ratio.oneDecimal;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.QueueTally;
import io.smartcallcenter.kpi.query.Attribution;
import java.util.Map;

/** The figures of queues as they are shown: seconds and percentages with one decimal, null where nothing was counted. */
@JsonNaming(SnakeCaseStrategy.class)
public record QueueColumns(
        long totalCalls,
        Map<RefusedReason, Long> refused,
        long received,
        long answeredCalls,
        Double answerRate,
        long abandonedCalls,
        long shortAbandoned,
        long timeout,
        long leftEmpty,
        long exitKey,
        long withdrawn,
        long transferredOut,
        long lost,
        long waiting,
        long lostCalls,
        long uniqueCalls,
        Double avgWaitTime,
        Double asa,
        Double avgAbandonTime,
        Double waitP50,
        Double waitP90,
        Double waitP95,
        Double waitMax,
        Double serviceLevel) {

    static final QueueColumns NONE = of(new QueueTally(Policy.DEFAULT, 0).figures(null));

    static final String IDENTITY =
            "Whether every call stands in one column, and only one: total_calls = the sum of the outcomes and"
                    + " waiting. Null with attribution=event";

    public static QueueColumns of(QueueFigures figures) {
        return new QueueColumns(
                figures.total(),
                figures.refused(),
                figures.received(),
                figures.answered(),
                oneDecimal(figures.answerRate()),
                figures.abandoned(),
                figures.shortAbandoned(),
                figures.ended(EntryOutcome.TIMEOUT),
                figures.ended(EntryOutcome.LEFT_EMPTY),
                figures.ended(EntryOutcome.EXIT_KEY),
                figures.ended(EntryOutcome.WITHDRAWN),
                figures.ended(EntryOutcome.TRANSFERRED_OUT),
                figures.lost(),
                figures.waiting(),
                figures.lostCalls(),
                figures.uniqueCalls(),
                oneDecimal(figures.waits().mean()),
                oneDecimal(figures.answeredWaits().mean()),
                oneDecimal(figures.abandonedWaits().mean()),
                oneDecimal(figures.waits().percentile(50)),
                oneDecimal(figures.waits().percentile(90)),
                oneDecimal(figures.waits().percentile(95)),
                oneDecimal(figures.waits().max()),
                oneDecimal(figures.serviceLevel().percent()));
    }

    /**
     * Whether every entry stands in one column, and only one: total = the outcomes + short abandons + who still waits. Null if
     * joins and outcomes belong to different intervals.
     */
    public Boolean identity(Attribution attribution) {
        return attribution == Attribution.EVENT ? null : totalCalls == sum();
    }

    private long sum() {
        return answeredCalls
                + abandonedCalls
                + shortAbandoned
                + timeout
                + leftEmpty
                + exitKey
                + withdrawn
                + transferredOut
                + lost
                + waiting;
    }
}
