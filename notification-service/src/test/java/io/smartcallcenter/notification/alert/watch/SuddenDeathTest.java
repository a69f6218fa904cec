package io.smartcallcenter.notification.alert.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.alert.Shift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that evaluates is killed, or stands still and comes back: no alert is lost, and none is raised twice. */
class SuddenDeathTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Shift ann = new Shift();
    private final Shift bob = new Shift();
    private final Shift carl = new Shift();
    private WatchedLog log;

    @BeforeEach
    void start() throws Exception {
        log = new WatchedLog();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    private void awaitRaised(Shift operator) {
        log.topics().awaitRecord(Topic.ALERTS, operator.key(), each -> each.data() instanceof Alert.Raised);
    }

    private void awaitCleared(Shift operator) {
        log.topics().awaitRecord(Topic.ALERTS, operator.key(), each -> each.data() instanceof Alert.Cleared);
    }

    private List<String> story(Shift operator) {
        return log.topics().all(Topic.ALERTS, operator.key()).stream()
                .map(each -> each.data().getClass().getSimpleName())
                .toList();
    }

    @Test
    void aReplicaThatIsKilledIsFollowedByAnother() throws Exception {
        try (FarReplica killed = new FarReplica(log.bootstrapServers(), bob.agent.iface())) {
            killed.awaitEvaluating(true);
            try (Replica other = Replica.withDefaults(log.bootstrapServers())) {
                // two alerts that it has raised, and one that it would raise in a minute
                log.misses(bob, 3);
                log.misses(ann, 3);
                log.misses(carl, 3);
                awaitRaised(ann);
                awaitRaised(carl);

                killed.kill();
                log.happens(ann.answers());

                awaitCleared(ann);
                awaitRaised(bob);
                await().atMost(PATIENCE).until(() -> other.open() == 2);
                log.happens(carl.misses());
                log.happens(carl.answers());
                log.happens(bob.answers());
                awaitCleared(carl);
                awaitCleared(bob);
            }
        }
        for (Shift each : List.of(ann, bob, carl)) {
            assertThat(story(each)).containsExactly("Raised", "Cleared");
        }
    }

    @Test
    void aReplicaThatWasFrozenWritesNothingMoreUntilItIsItsTurnAgain() throws Exception {
        try (FarReplica frozen = new FarReplica(log.bootstrapServers(), bob.agent.iface())) {
            frozen.awaitEvaluating(true);
            log.misses(bob, 3);
            log.misses(ann, 3);
            // by now it has seen all of bob's
            awaitRaised(ann);
            frozen.freeze();

            try (Replica other = Replica.withDefaults(log.bootstrapServers())) {
                awaitRaised(bob);
                log.happens(bob.answers());
                awaitCleared(bob);
                // a minute of bob's is over by its clock: it raises what it knows
                frozen.thaw();
                frozen.awaitEvaluating(false);
                // whoever joins makes its term begin anew
                await().atMost(PATIENCE).until(() -> other.evaluating() == 1);
            }
            frozen.awaitEvaluating(true);
            log.misses(carl, 3);
            awaitRaised(carl);
        }
        assertThat(story(bob)).containsExactly("Raised", "Cleared");
        assertThat(story(ann)).containsExactly("Raised");
        assertThat(story(carl)).containsExactly("Raised");
    }

    @Test
    void whoOpensTheTopicShutsOutWhoHadItBefore() {
        AlertTopic.Record mine = record(ann, "1");
        AlertTopic.Record late = record(bob, "2");
        AlertTopic.Record next = record(carl, "3");
        try (FencedAlerts first = new FencedAlerts(log.bootstrapServers())) {
            first.write(List.of(mine), List.of());
            try (FencedAlerts second = new FencedAlerts(log.bootstrapServers())) {
                assertThatThrownBy(() -> first.write(List.of(late), List.of(carl.key())))
                        .isInstanceOf(KafkaException.class);
                second.write(List.of(next), List.of(ann.key()));
            }
        }
        assertThat(log.topics().all(Topic.ALERTS, ann.key())).hasSize(2).endsWith((Envelope<?>) null);
        assertThat(log.topics().all(Topic.ALERTS, bob.key())).isEmpty();
        assertThat(log.topics().all(Topic.ALERTS, carl.key())).hasSize(1).doesNotContainNull();
    }

    private static AlertTopic.Record record(Shift operator, String id) {
        return new AlertTopic.Record(
                id, new Alert.Raised(operator.key(), Alert.Severity.WARNING, "w", "a"), Instant.now());
    }
}
