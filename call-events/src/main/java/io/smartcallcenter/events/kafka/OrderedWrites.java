package io.smartcallcenter.events.kafka;

import java.util.Map;

/**
 * How every producer of the suite writes: acknowledged by all replicas in sync, no record twice, and one request at a time for each broker.
 *
 * <p>A broker takes the first batch that it sees of a producer whatever its number is. With two requests on their way to a partition that
 * is just getting its leader the first may be refused and the second taken; the retried first one is then out of order for ever, and
 * lost (Kafka's KAFKA-14359; ADR 0028 has what was measured). While a request is on its way the next batches fill.
 */
public final class OrderedWrites {

    /** Client settings by their names. */
    public static final Map<String, Object> SETTINGS =
            Map.of("acks", "all", "enable.idempotence", true, "max.in.flight.requests.per.connection", 1);

    private OrderedWrites() {}
}
