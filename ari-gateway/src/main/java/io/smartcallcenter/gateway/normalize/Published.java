package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.Topic;

/** An event of the contract with the topic and the key that it belongs to; without an envelope it is a tombstone. */
public record Published(Topic topic, String key, Envelope<?> envelope) {}
