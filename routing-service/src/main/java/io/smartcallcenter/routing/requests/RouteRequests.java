package io.smartcallcenter.routing.requests;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Answers {@code call.route.requested} while the answer is still worth something; reads and skips all other call events. Nothing
 * here waits for Kafka: whoever waits behind a record wants a decision.
 */
@ApplicationScoped
class RouteRequests {

    private static final Logger LOG = Logger.getLogger(RouteRequests.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Desk desk;
    private final DeadLetterOffice deadLetters;
    private final EpochFence fence;
    private final Duration commandTtl;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();
    private Instant warned = Instant.EPOCH;

    RouteRequests(
            Desk desk,
            DeadLetterOffice deadLetters,
            EpochFence fence,
            MeterRegistry meters,
            @ConfigProperty(name = "scc.routing.command-ttl") Duration commandTtl) {
        this.desk = desk;
        this.deadLetters = deadLetters;
        this.fence = fence;
        this.meters = meters;
        this.commandTtl = commandTtl;
    }

    @Incoming("call-events")
    Uni<Void> read(ConsumerRecord<String, Envelope<?>> record) {
        long started = System.nanoTime();
        if (fence.drops(record)) {
            return Uni.createFrom().voidItem();
        }
        SccEvent data = record.value() == null ? null : record.value().data();
        if (data == null) {
            deadLetters.take(record, "no value");
        } else if (data instanceof Unknown unknown) {
            deadLetters.take(record, unknown.reason());
        } else if (data instanceof RouteRequested request) {
            answer(request, Instant.ofEpochMilli(record.timestamp()), started);
        }
        return Uni.createFrom().voidItem();
    }

    /** @param sent the record's own timestamp: the gateway's clock, by which the gateway will look at the command's expiry */
    private void answer(RouteRequested request, Instant sent, long started) {
        Instant now = clock.instant();
        Instant expiresAt = sent.plus(commandTtl);
        if (expiresAt.isBefore(now)) {
            meters.counter("scc.routing.requests.expired").increment();
            warn(request, Duration.between(sent, now));
            return;
        }
        desk.answer(request, now, expiresAt, started);
    }

    /** One at a time reads, so nothing is shared here. */
    private void warn(RouteRequested request, Duration age) {
        if (Duration.between(warned, clock.instant()).compareTo(BETWEEN_WARNINGS) > 0) {
            warned = clock.instant();
            LOG.warnf(
                    "Too late for %s: asked %d ms ago by the gateway's clock. If this goes on, this service is too slow"
                            + " or the two clocks differ",
                    request.callId(), age.toMillis());
        }
    }
}
