package io.smartcallcenter.notification.webhook;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.notification.webhook.Deliveries.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Counts deliveries of one webhook, and has it stored now and then; a database that is away loses some counts, no event. */
final class Tally {

    private static final Logger LOG = Logger.getLogger(Tally.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_REASON = 300;

    private final String webhook;
    private final WebhookStore store;
    private final Clock clock;

    private long delivered;
    private long failures;
    private Instant lastDelivery;
    private Failure lastFailure;
    private Instant storedAt = Instant.EPOCH;

    Tally(String webhook, WebhookStore store, Clock clock) {
        this.webhook = webhook;
        this.store = store;
        this.clock = clock;
    }

    synchronized void delivered() {
        delivered++;
        lastDelivery = now();
    }

    void failed(Envelope<?> event, Throwable failure) {
        note(event, failure, false);
        if (storeIsDue()) {
            store();
        }
    }

    void givenUp(Envelope<?> event, Throwable failure) {
        LOG.warnf("Given up: %s for the webhook %s: %s", event.meta().id(), webhook, failure.toString());
        note(event, failure, true);
    }

    private synchronized void note(Envelope<?> event, Throwable failure, boolean givenUp) {
        Throwable cause = givenUp && failure.getCause() != null ? failure.getCause() : failure;
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        failures += givenUp ? 1 : 0;
        lastFailure = new Failure(
                now(),
                EventCodec.typeOf(event.data()),
                event.meta().id(),
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
                givenUp);
    }

    private synchronized boolean storeIsDue() {
        return storedAt.plus(PAUSE).isBefore(clock.instant());
    }

    synchronized void store() {
        storedAt = clock.instant();
        Uni<Void> stored = store.note(webhook, delivered, failures, lastDelivery, lastFailure);
        delivered = 0;
        failures = 0;
        stored.subscribe()
                .with(done -> {}, failure -> LOG.debugf("The counts of the webhook %s are lost: %s", webhook, failure));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
