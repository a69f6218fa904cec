package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.gateway.config.GatewayConfig;
import java.time.Duration;

/**
 * @param capacity events that may wait in memory for the publisher
 * @param awayAfter an event without an acknowledgement for so long means that Kafka is away
 * @param journal where they wait then
 */
public record PublisherSettings(int capacity, Duration awayAfter, JournalSettings journal) {

    public static PublisherSettings of(GatewayConfig.Publish config) {
        return new PublisherSettings(
                config.capacity(),
                config.awayAfter(),
                new JournalSettings(config.directory(), config.diskEvents(), config.diskBytes(), config.diskSync()));
    }
}
