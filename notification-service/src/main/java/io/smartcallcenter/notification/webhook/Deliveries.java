package io.smartcallcenter.notification.webhook;

import java.time.Instant;

/**
 * How the deliveries of a webhook go.
 *
 * @param delivered events that were taken
 * @param failures events that were given up
 * @param lastDelivery null: there was none
 * @param lastFailure null: there was none
 */
record Deliveries(long delivered, long failures, Instant lastDelivery, Failure lastFailure) {

    static final Deliveries NONE = new Deliveries(0, 0, null, null);

    /**
     * An attempt that failed.
     *
     * @param event the type
     * @param givenUp whether it was the last attempt
     */
    record Failure(Instant at, String event, String eventId, String reason, boolean givenUp) {}
}
