package io.smartcallcenter.cdr;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The defaults, where a test does not say otherwise. */
public record TestSettings(int pageSize, Duration queryTimeout, Duration window) implements CdrSettings {

    public TestSettings(int pageSize, Duration queryTimeout) {
        this(pageSize, queryTimeout, Duration.ofHours(4));
    }

    @Override
    public Optional<Instant> since() {
        return Optional.empty();
    }

    @Override
    public Duration backFillLease() {
        return Duration.ofSeconds(90);
    }

    @Override
    public int backFillRate() {
        return 1_000_000;
    }

    @Override
    public Duration longestCall() {
        return Duration.ofHours(24);
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(15);
    }
}
