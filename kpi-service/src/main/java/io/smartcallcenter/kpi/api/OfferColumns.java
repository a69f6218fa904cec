package io.smartcallcenter.kpi.api;

import static io.smartcallcenter.kpi.metrics.Ratio.oneDecimal;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.metrics.OfferCounts;
import io.smartcallcenter.kpi.metrics.OfferTally;
import io.smartcallcenter.kpi.query.Attribution;

/**
 * The calls of operators as they are shown: seconds and percentages with one decimal, null where nothing was counted.
 * {@code acw} is null: no event tells of after-call work yet.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record OfferColumns(
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

    static final OfferColumns NONE = of(new OfferTally().counts());

    static final String IDENTITY =
            "Whether every offer stands in one column, and only one: offered_calls = the sum of the outcomes"
                    + " and ringing. Null with attribution=event";

    public static OfferColumns of(OfferCounts counts) {
        return new OfferColumns(
                counts.offered(),
                counts.distinctCalls(),
                counts.answered(),
                counts.missed(),
                counts.rejected(),
                counts.ended(OfferOutcome.CANCELLED),
                counts.ended(OfferOutcome.RESCINDED),
                counts.ended(OfferOutcome.DUMPED),
                counts.lost(),
                counts.ringing(),
                oneDecimal(counts.efficiency()),
                oneDecimal(counts.acceptRate()),
                oneDecimal(counts.avgTalk()),
                oneDecimal(counts.hold()),
                null,
                oneDecimal(counts.avgTalk()));
    }

    /**
     * Whether every offer stands in one column, and only one: offered = the outcomes + what still rings. Null if starts and
     * outcomes belong to different intervals.
     */
    public Boolean identity(Attribution attribution) {
        return attribution == Attribution.EVENT ? null : offeredCalls == sum();
    }

    private long sum() {
        return answeredCalls + missedCalls + rejected + cancelled + rescinded + dumped + lost + ringing;
    }
}
