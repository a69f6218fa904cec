package io.smartcallcenter.gateway.publish;

import java.time.Duration;

/**
 * @param capacity events that may wait in memory
 * @param awayAfter an event without an acknowledgement for so long means that Kafka is away
 */
public record PublisherSettings(String node, long epoch, int capacity, Duration awayAfter) {}
