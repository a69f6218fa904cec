package io.smartcallcenter.routing.requests;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Answers {@code call.route.requested} while the answer is still worth something; reads and skips all other call events. */
@ApplicationScoped
class RouteRequests {

    private static final Logger LOG = Logger.getLogger(RouteRequests.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final Desk desk;
    private final DeadLetters deadLetters;
    private final Duration commandTtl;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();

    RouteRequests(
            Desk desk,
            DeadLetters deadLetters,
            MeterRegistry meters,
            @ConfigProperty(name = "scc.routing.command-ttl") Duration commandTtl) {
        this.desk = desk;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.commandTtl = commandTtl;
    }

    @Incoming("call-events")
    Uni<Void> read(ConsumerRecord<String, Envelope<?>> record) {
        long started = System.nanoTime();
        if (record.value() == null || record.value().data() instanceof Unknown) {
            return bury(
                    record,
                    record.value() == null
                            ? "no value"
                            : ((Unknown) record.value().data()).reason());
        }
        if (!(record.value().data() instanceof CallEvent.RouteRequested request)) {
            return Uni.createFrom().voidItem();
        }
        // The record's own timestamp is the gateway's clock at sending: Asterisk's clock may be elsewhere.
        Instant sent = Instant.ofEpochMilli(record.timestamp());
        Instant now = clock.instant();
        if (sent.plus(commandTtl).isBefore(now)) {
            meters.counter("scc.routing.requests.expired").increment();
            LOG.debugf("Too late for %s: sent %s", request.callId(), sent);
            return Uni.createFrom().voidItem();
        }
        desk.answer(request, now, started);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> bury(ConsumerRecord<String, Envelope<?>> record, String reason) {
        return deadLetters
                .send(record, reason)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }
}
