package io.smartcallcenter.kpi.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How well the live figures keep up. */
public final class LiveMeters {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private final Timer look;
    private final Timer freshness;
    private final Counter published;

    public LiveMeters(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.look = Timer.builder("scc.kpi.live.look")
                .description(
                        "One look for changed figures: reading the roll-ups, computing, and publishing what differs")
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(meters);
        this.freshness = Timer.builder("scc.kpi.freshness")
                .description("From the time of an event to the publication of the figures that it changed")
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(meters);
        this.published = Counter.builder("scc.kpi.live.published")
                .description("Figures that were sent to kpi-updates")
                .register(meters);
    }

    void lookedSince(Instant begun) {
        look.record(age(begun));
    }

    /** Kafka has new figures. @param event the earliest that changed them, or {@link Changed#NO_EVENT} */
    void published(Instant event) {
        published.increment();
        if (!event.equals(Changed.NO_EVENT)) {
            freshness.record(age(event));
        }
    }

    /** Asterisk's clock may be a little ahead. */
    private Duration age(Instant since) {
        Duration age = Duration.between(since, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
