package io.smartcallcenter.e2e.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.e2e.suite.OneService;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.JwtIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * Two replicas, without a database: a client that is cut 200 times under 200 events a second, each time comes back to any of the two, and meets a
 * rollout of both, has every event once, in order, and the state of one that was never cut.
 */
class ResumeTest {

    private static final int CUTS = 200;
    private static final int EVENTS_PER_SECOND = 200;
    private static final int EVENTS_BETWEEN_CUTS = 25;
    private static final String NO_DATABASE = "mongodb://127.0.0.1:1";

    private final Random random = new Random(20_261_127);

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(10));
    }

    @Test
    void nothingIsLostAndNothingComesTwice() {
        JwtIssuer issuer = new JwtIssuer("e2e");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                OneService one = replica(kafka, issuer);
                OneService other = replica(kafka, issuer);
                CallTraffic traffic = new CallTraffic(kafka.bootstrapServers())) {
            one.awaitReady();
            other.awaitReady();
            ResumingClient client = new ResumingClient(
                    () -> any(one, other), one.token("supervisor"), List.of("calls", "queue:support"));
            patiently().until(() -> client.connect() && client.isSubscribed());
            traffic.start(EVENTS_PER_SECOND);
            CompletableFuture<Void> rollout = new CompletableFuture<>();
            for (int cut = 1; cut <= CUTS; cut++) {
                int next = traffic.count() + 1 + random.nextInt(2 * EVENTS_BETWEEN_CUTS);
                patiently().until(() -> client.connect() && traffic.count() >= next);
                client.cut();
                if (cut == CUTS / 10) {
                    rollout.completeAsync(() -> rollOut(one, other));
                }
            }
            traffic.stop();
            patiently().untilAsserted(() -> {
                client.connect();
                assertThat(client.troubles()).isEmpty();
                assertThat(missing(client, "calls", traffic.written())).isEmpty();
                assertThat(missing(client, "queue:support", traffic.ofTheQueue()))
                        .isEmpty();
            });

            assertThat(client.troubles()).isEmpty();
            assertThat(client.events("calls").values()).containsExactlyInAnyOrderElementsOf(traffic.written());
            assertThat(client.events("queue:support").values())
                    .containsExactlyInAnyOrderElementsOf(traffic.ofTheQueue());
            assertThat(client.calls()).isEqualTo(traffic.living());
            rollout.join();
        }
    }

    private static Set<String> missing(ResumingClient client, String channel, List<String> written) {
        Set<String> missing = new LinkedHashSet<>(written);
        missing.removeAll(client.events(channel).values());
        return missing;
    }

    private static OneService replica(EmbeddedKafka kafka, JwtIssuer issuer) {
        return new OneService(
                "notification-service",
                issuer,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                        "QUARKUS_MONGODB_CONNECTION_STRING", NO_DATABASE,
                        "QUARKUS_SHUTDOWN_DELAY", "2s",
                        // a slow machine keeps the client out, or a replica behind, for longer than the defaults allow
                        // for
                        "SCC_WS_RESUME_PATIENCE", "60s",
                        "SCC_NOTIFICATION_LOG_RETAINED", "100000",
                        "SCC_NOTIFICATION_LOG_RETAINED_BYTES", "67108864",
                        "SCC_NOTIFICATION_LOG_MAX_RECOVERED", "50000",
                        "SCC_WS_QUEUE_MESSAGES", "100000",
                        "SCC_WS_QUEUE_BYTES", "134217728"),
                "-Xmx256m");
    }

    private URI any(OneService one, OneService other) {
        return (random.nextBoolean() ? one : other).socket("/ws/v1");
    }

    /** One after the other, as Kubernetes does. */
    private static Void rollOut(OneService... replicas) {
        for (OneService replica : replicas) {
            replica.stop();
            replica.start();
            replica.awaitReady();
        }
        return null;
    }
}
