package io.smartcallcenter.kpi.live;

import static io.smartcallcenter.kpi.metrics.Ratio.oneDecimal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.presence.OperatorCounts;
import io.smartcallcenter.kpi.presence.OperatorNow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code GET /api/kpi/realtime}: who waits and who works now, with the figures of today. Seconds and percentages with one
 * decimal, null where nothing was counted.
 */
public record RealtimeView(Instant at, List<Queue> queues, List<Operator> operators) {

    /** One queue. @param longestWait seconds that the caller who waits longest has waited; null if nobody waits */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Queue(
            String queue,
            long waiting,
            Double longestWait,
            Double serviceLevel,
            long totalCalls,
            long answeredCalls,
            long abandonedCalls,
            Double answerRate,
            Operators operators) {

        static Queue of(QueueFigures figures, OperatorCounts operators, Instant now) {
            return new Queue(
                    figures.queue(),
                    figures.waiting(),
                    waited(figures.longestWaitingSince(), now),
                    oneDecimal(figures.serviceLevel().percent()),
                    figures.total(),
                    figures.answered(),
                    figures.abandoned(),
                    oneDecimal(figures.answerRate()),
                    Operators.of(operators));
        }

        /** Asterisk's clock may be a little ahead. */
        private static Double waited(Instant since, Instant now) {
            return since == null
                    ? null
                    : oneDecimal(Math.max(0, Duration.between(since, now).toMillis()) / 1000.0);
        }
    }

    /** The members of a queue by what they do now. */
    public record Operators(int available, int ringing, int talking, int paused, int unreachable) {

        static Operators of(OperatorCounts counts) {
            return new Operators(
                    counts.of(OperatorState.AVAILABLE),
                    counts.of(OperatorState.RINGING),
                    counts.of(OperatorState.TALKING),
                    counts.of(OperatorState.PAUSED),
                    counts.of(OperatorState.UNREACHABLE));
        }
    }

    /**
     * One operator.
     *
     * @param state in lower case; paused if paused in any of the queues
     * @param since when that state began; null if nobody knows
     * @param queues that they are a member of
     */
    public record Operator(
            @JsonProperty("interface") String iface, String name, String state, Instant since, Set<String> queues) {

        static Operator of(OperatorNow now) {
            return new Operator(
                    now.iface(),
                    now.name(),
                    now.state().name().toLowerCase(Locale.ROOT),
                    now.since(),
                    now.queues().keySet());
        }
    }
}
