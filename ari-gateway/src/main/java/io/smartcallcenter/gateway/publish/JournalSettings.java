package io.smartcallcenter.gateway.publish;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where events wait while Kafka is away.
 *
 * @param directory of this process alone; created when it is needed
 * @param maxEvents beyond it the oldest events are dropped
 * @param maxBytes of events; the file is up to a third larger
 * @param sync how often the file is forced to the disk: what a power cut can lose (a killed process loses none of it)
 */
public record JournalSettings(Path directory, long maxEvents, long maxBytes, Duration sync) {

    public JournalSettings {
        if (maxEvents < 1 || maxBytes < 1 || sync.isNegative() || sync.isZero()) {
            throw new IllegalArgumentException("the bounds of the events on disk must be positive");
        }
    }
}
