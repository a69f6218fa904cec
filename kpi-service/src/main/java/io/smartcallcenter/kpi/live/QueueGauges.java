package io.smartcallcenter.kpi.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.presence.OperatorCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The series of one queue. What is null in the figures is NaN here: Prometheus shows no value, which is not zero. */
final class QueueGauges {

    private record Shown(QueueFigures figures, OperatorCounts members) {}

    private final List<Meter> series = new ArrayList<>();
    private volatile Shown shown;

    QueueGauges(QueueFigures figures, OperatorCounts members, MeterRegistry meters, Clock clock) {
        this.shown = new Shown(figures, members);
        String queue = figures.queue();
        for (EntryOutcome outcome : EntryOutcome.values()) {
            calls(queue, label(outcome), meters, now -> now.ended(outcome));
        }
        calls(queue, "short_abandoned", meters, QueueFigures::shortAbandoned);
        calls(queue, "waiting", meters, QueueFigures::waiting);
        figure(
                queue,
                meters,
                "scc.kpi.queue.refused.today",
                "Calls of today that never joined the queue",
                now -> now.received() - now.total());
        figure(queue, meters, "scc.kpi.queue.waiting", "Callers who wait now", QueueFigures::waiting);
        figure(
                queue,
                meters,
                "scc.kpi.queue.longest.wait.seconds",
                "How long the caller who waits longest has waited; 0: nobody waits",
                now -> since(now.longestWaitingSince(), clock));
        figure(
                queue,
                meters,
                "scc.kpi.queue.wait.mean.seconds",
                "Mean wait of today's calls that have left the queue",
                now -> orNaN(now.waits().mean()));
        figure(
                queue,
                meters,
                "scc.kpi.queue.service.level.ratio",
                "Service level of today, 0 to 1, by the policy of the service",
                now -> orNaN(now.serviceLevel().percent()) / 100);
        for (OperatorState state : OperatorState.values()) {
            members(queue, state, meters);
        }
    }

    void set(QueueFigures figures, OperatorCounts members) {
        shown = new Shown(figures, members);
    }

    void remove(MeterRegistry meters) {
        series.forEach(meters::remove);
    }

    private void calls(String queue, String outcome, MeterRegistry meters, ToDoubleFunction<QueueFigures> value) {
        series.add(Gauge.builder("scc.kpi.queue.calls.today", this, gauges -> value.applyAsDouble(gauges.shown.figures))
                .description("Calls that joined the queue today by their outcome so far; the sum is the total")
                .tag("queue", queue)
                .tag("outcome", outcome)
                .register(meters));
    }

    private void members(String queue, OperatorState state, MeterRegistry meters) {
        series.add(Gauge.builder("scc.kpi.queue.operators", this, gauges -> gauges.shown.members.of(state))
                .description("Members of the queue by what they do now; paused only if in this queue")
                .tag("queue", queue)
                .tag("state", label(state))
                .register(meters));
    }

    private void figure(
            String queue, MeterRegistry meters, String name, String description, ToDoubleFunction<QueueFigures> value) {
        series.add(Gauge.builder(name, this, gauges -> value.applyAsDouble(gauges.shown.figures))
                .description(description)
                .tag("queue", queue)
                .register(meters));
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double orNaN(Double value) {
        return value == null ? Double.NaN : value;
    }

    /** Asterisk's clock may be a little ahead. */
    private static double since(Instant start, Clock clock) {
        return start == null
                ? 0
                : Math.max(0, Duration.between(start, clock.instant()).toMillis()) / 1000.0;
    }
}
