package io.smartcallcenter.routing.warmup;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.routing.availability.AsteriskStateReader;
import io.smartcallcenter.routing.decide.Decision;
import io.smartcallcenter.routing.decide.RoutingAlgorithm;
import io.smartcallcenter.routing.publication.CurrentRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * A cold JVM fell seconds behind at 400 events/s, and its first commands came too late. So before we are ready we decide and
 * encode some thousand times without sending anything, let the library of the world's numbers load what it knows of each country, and fetch the producer's metadata.
 */
@Readiness
@ApplicationScoped
public class WarmUp implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int ROUNDS = 6_000;
    /** So that business hours are met open and closed. */
    private static final Duration BETWEEN_CALLS = Duration.ofMinutes(37);

    private static final Duration METADATA_WAIT = Duration.ofSeconds(2);

    private final CurrentRules rules;
    private final AsteriskStateReader state;
    private final KafkaClientService kafka;
    private volatile boolean warm;

    WarmUp(CurrentRules rules, AsteriskStateReader state, KafkaClientService kafka) {
        this.rules = rules;
        this.state = state;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::warmUp, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void warmUp() {
        try {
            run();
            fetchMetadata(Topic.CALL_COMMANDS);
            fetchMetadata(Topic.ROUTING_EVENTS);
        } catch (RuntimeException e) {
            LOG.warnf(e, "The warm-up was not finished: the first decisions may be late");
        } finally {
            // Warming up makes us faster. Never being ready because of it would make every decision the fallback's.
            warm = true;
        }
    }

    private void run() {
        long started = System.nanoTime();
        long bytes = 0;
        RoutingAlgorithm algorithm = new RoutingAlgorithm();
        List<SampleCall> calls = SampleCall.of(rules.rules());
        for (int round = 0; round < ROUNDS; round++) {
            bytes += decideAndEncode(
                    algorithm, calls.get(round % calls.size()), Instant.EPOCH.plus(BETWEEN_CALLS.multipliedBy(round)));
        }
        LOG.infof("Warm after %d ms (%d bytes encoded)", (System.nanoTime() - started) / 1_000_000, bytes);
    }

    private long decideAndEncode(RoutingAlgorithm algorithm, SampleCall call, Instant when) {
        RouteRequested request = new RouteRequested(
                "warm-up/1",
                "warm-up/1/1",
                "1",
                new Party(call.caller(), ""),
                call.dialled(),
                "internal",
                RouteReason.NEW);
        RouteRequested read = (RouteRequested) EventCodec.read(EventCodec.write(request));
        Decision decision = algorithm.decide(read, rules.rules(), call.availability(), when, when);
        RoutingEvent.Decided decided = new RoutingEvent.Decided(
                read.callId(),
                decision.command().decisionId(),
                read.requestId(),
                call.dialled(),
                decision.callType(),
                decision.steps(),
                decision.command(),
                decision.caption(),
                decision.rules(),
                0);
        return EventCodec.write(decision.command()).length + EventCodec.write(decided).length;
    }

    /** Kafka may be away: then the channels' own readiness says so, and the first command fetches it. */
    private void fetchMetadata(Topic topic) {
        kafka.getProducer(topic.topicName())
                .runOnSendingThread(producer -> {
                    producer.partitionsFor(topic.topicName());
                })
                .ifNoItem()
                .after(METADATA_WAIT)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("No metadata of %s yet: %s", topic.topicName(), failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("decisions")
                .status(warm && state.caughtUp())
                .withData("warm", warm)
                .withData("availabilityKnown", state.caughtUp())
                .build();
    }
}
