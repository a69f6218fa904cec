package io.smartcallcenter.kpi.api;

import static io.smartcallcenter.kpi.metrics.Ratio.oneDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code GET /api/kpi/queues}: seconds and percentages with one decimal, null where nothing was counted. */
@JsonNaming(SnakeCaseStrategy.class)
public record QueueFiguresJson(
        Instant from,
        Instant to,
        String attribution,
        boolean complete,
        int slThreshold,
        String slMode,
        int shortAbandon,
        List<Row> queues) {

    /** One queue. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Row(
            String queue,
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

        /** Whether every entry stands in one column, and only one: total = the outcomes + short abandons + who still waits. */
        @JsonProperty
        public boolean identity() {
            return totalCalls
                    == answeredCalls
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

        public static Row of(QueueFigures figures) {
            return new Row(
                    figures.queue(),
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
                    figures.ended(EntryOutcome.LOST),
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
    }

    static QueueFiguresJson of(QueueQuestion question, QueueAnswer answer) {
        TimeRange range = question.grid().range();
        return new QueueFiguresJson(
                range.from(),
                range.to(),
                question.attribution().wireName(),
                answer.completeness().of(range),
                question.policy().slThreshold(),
                question.policy().slMode().wireName(),
                question.policy().shortAbandon(),
                answer.rows().stream().map(row -> Row.of(row.figures())).toList());
    }
}
