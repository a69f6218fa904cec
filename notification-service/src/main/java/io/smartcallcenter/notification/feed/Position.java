package io.smartcallcenter.notification.feed;

/**
 * A place in the log.
 *
 * @param epoch the identity of the log (Kafka's topic id): offsets of different epochs cannot be compared
 * @param offset Kafka's offset in the log; the same number in every replica
 */
public record Position(String epoch, long offset) {}
