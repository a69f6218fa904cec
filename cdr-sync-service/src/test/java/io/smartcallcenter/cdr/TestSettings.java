package io.smartcallcenter.cdr;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The defaults, where a test does not say otherwise. */
public record TestSettings(int pageSize, Duration queryTimeout) implements CdrSettings {

    @Override
    public String node() {
        return "pbx1";
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Optional<Instant> since() {
        return Optional.empty();
    }

    @Override
    public Duration window() {
        return Duration.ofHours(4);
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(15);
    }
}
