package io.smartcallcenter.kpi.api;

import static io.smartcallcenter.kpi.metrics.Ratio.oneDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.metrics.OfferCounts;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.OperatorReport;
import java.time.Instant;
import java.util.List;

/** {@code GET /api/kpi/operators}: seconds and percentages with one decimal, null where nothing was counted. */
public record OperatorFiguresJson(Instant from, Instant to, boolean complete, List<Row> operators) {

    /** The counters of an operator, overall and for each queue. {@code acw} is null: no event tells of after-call work yet. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Counts(
            long offeredCalls,
            long distinctCallsOffered,
            long answeredCalls,
            long missedCalls,
            long rejected,
            long cancelled,
            long rescinded,
            long dumped,
            long lost,
            long ringing,
            Double efficiency,
            Double acceptRate,
            Double avgTalkTime,
            Double holdTime,
            Double acw,
            Double aht) {

        /** Whether every offer stands in one column, and only one: offered = the outcomes + what still rings. */
        @JsonProperty
        public boolean identity() {
            return offeredCalls
                    == answeredCalls + missedCalls + rejected + cancelled + rescinded + dumped + lost + ringing;
        }

        public static Counts of(OfferCounts counts) {
            return new Counts(
                    counts.offered(),
                    counts.distinctCalls(),
                    counts.answered(),
                    counts.missed(),
                    counts.rejected(),
                    counts.ended(OfferOutcome.CANCELLED),
                    counts.ended(OfferOutcome.RESCINDED),
                    counts.ended(OfferOutcome.DUMPED),
                    counts.ended(OfferOutcome.LOST),
                    counts.ringing(),
                    oneDecimal(counts.efficiency()),
                    oneDecimal(counts.acceptRate()),
                    oneDecimal(counts.avgTalk()),
                    oneDecimal(counts.hold()),
                    null,
                    oneDecimal(counts.avgTalk()));
        }
    }

    /** One operator in one queue. */
    public record QueueRow(String queue, @JsonUnwrapped Counts counts) {}

    /** Seconds paused for one reason; reasons of two queues may overlap. */
    public record Pause(String reason, Double seconds) {}

    /** One operator. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Row(
            @JsonProperty("interface") String iface,
            String name,
            @JsonUnwrapped Counts counts,
            Double onlineTime,
            Double pauseTime,
            Double autoPauseTime,
            List<Pause> pauseReasons,
            Double occupancy,
            List<QueueRow> queues) {

        static Row of(OperatorFigures figures) {
            return new Row(
                    figures.iface(),
                    figures.name(),
                    Counts.of(figures.counts()),
                    oneDecimal(figures.onlineSeconds()),
                    oneDecimal(figures.pauseSeconds()),
                    oneDecimal(figures.autoPauseSeconds()),
                    figures.pauseSecondsByReason().entrySet().stream()
                            .map(each -> new Pause(each.getKey(), oneDecimal(each.getValue())))
                            .toList(),
                    oneDecimal(figures.occupancy()),
                    figures.queues().entrySet().stream()
                            .map(each -> new QueueRow(each.getKey(), Counts.of(each.getValue())))
                            .toList());
        }
    }

    static OperatorFiguresJson of(OperatorReport report) {
        return new OperatorFiguresJson(
                report.range().from(),
                report.range().to(),
                report.complete(),
                report.operators().stream().map(Row::of).toList());
    }
}
