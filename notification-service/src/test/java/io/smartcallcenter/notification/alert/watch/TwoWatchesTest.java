package io.smartcallcenter.notification.alert.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.alert.Shift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real broker: however many replicas evaluate the rules, an alert is raised once and cleared once. */
class TwoWatchesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private WatchedLog log;

    @BeforeEach
    void start() throws Exception {
        log = new WatchedLog();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void anAlertIsRaisedOnceAndItsClearingIsNotForgottenByASuccessor() throws Exception {
        Shift ann = new Shift();
        Replica first = Replica.withDefaults(log.bootstrapServers());
        Replica second = Replica.withDefaults(log.bootstrapServers());
        log.misses(ann, 3);
        log.topics().awaitRecord(Topic.ALERTS, ann.key(), each -> each.data() instanceof Alert.Raised);
        await().atMost(PATIENCE)
                .until(() -> first.open() + second.open() == 1 && first.evaluating() + second.evaluating() == 1);

        try (Replica third = Replica.withDefaults(log.bootstrapServers())) {
            first.close();
            second.close();
            await().atMost(PATIENCE).until(() -> third.open() == 1 && third.evaluating() == 1);
            assertThat(first.open() + second.open()).isZero();
            assertThat(first.evaluating() + second.evaluating()).isZero();
            log.happens(ann.misses());
            log.happens(ann.answers());
            assertThat(log.topics().awaitRecord(Topic.ALERTS, ann.key(), each -> each.data() instanceof Alert.Cleared))
                    .extracting(each -> each.data().getClass().getSimpleName())
                    .containsExactly("Raised", "Cleared");
            await().atMost(PATIENCE).until(() -> third.open() == 0);
        }
    }

    @Test
    void whatHappenedWhileNobodyEvaluatedIsRaisedAndWhatEndedIsCleared() throws Exception {
        Shift ann = new Shift();
        Shift bob = new Shift();
        Instant before = Instant.now().minusSeconds(60);
        Alert.Raised open = new Alert.Raised(
                bob.key(),
                Alert.Severity.WARNING,
                "w",
                "a",
                "missed-in-row",
                bob.agent.iface(),
                3.0,
                3.0,
                before,
                false);
        log.topics()
                .send(
                        Topic.ALERTS,
                        bob.key(),
                        new Envelope<>(EventMeta.of("1", "/notification-service", bob.key(), before), open));
        log.misses(ann, 3);
        log.happens(bob.answers());

        try (Replica late = Replica.withDefaults(log.bootstrapServers())) {
            log.topics().awaitRecord(Topic.ALERTS, ann.key(), each -> each.data() instanceof Alert.Raised);
            log.topics().awaitRecord(Topic.ALERTS, bob.key(), each -> each.data() instanceof Alert.Cleared);
            await().atMost(PATIENCE).until(() -> late.open() == 1);
        }
    }

    @Test
    void anAlertWithoutARuleIsCountedAndOtherwiseLeftAlone() throws Exception {
        String key = "gateway/application-replaced/pbx1";
        Alert.Raised raised = new Alert.Raised(key, Alert.Severity.CRITICAL, "w", "a");
        log.topics()
                .send(
                        Topic.ALERTS,
                        key,
                        new Envelope<>(EventMeta.of("1", "/ari-gateway/1", key, Instant.now()), raised));
        Shift ann = new Shift();
        try (Replica replica = Replica.withDefaults(log.bootstrapServers())) {
            await().atMost(PATIENCE)
                    .until(() -> replica.meters
                                    .find("scc.alerts.open")
                                    .tags("kind", "gateway/application-replaced", "severity", "CRITICAL")
                                    .gauge()
                            != null);
            log.misses(ann, 3);
            log.topics().awaitRecord(Topic.ALERTS, ann.key(), each -> each.data() instanceof Alert.Raised);
            log.happens(
                    new Envelope<>(EventMeta.of("2", "/ari-gateway/1", key, Instant.now()), new Alert.Cleared(key)));
            await().atMost(PATIENCE)
                    .until(() ->
                            Stream.of(replica.meters.find("scc.alerts.open").gauges())
                                            .mapToInt(each -> each.size())
                                            .sum()
                                    == 1);
        }
    }

    @Test
    void theLagOfAGroupIsTheSumOfItsPartitions() throws Exception {
        Shift ann = new Shift();
        log.misses(ann, 7);
        try (Admin admin = log.admin();
                GroupLags lags = new GroupLags(log.bootstrapServers(), List.of("behind", "not-there"))) {
            admin.alterConsumerGroupOffsets(
                            "behind", Map.of(new TopicPartition(WatchSettings.LOG, 0), new OffsetAndMetadata(2)))
                    .all()
                    .get();
            assertThat(lags.read()).isEqualTo(Map.of("behind", 5L));
        }
    }
}
