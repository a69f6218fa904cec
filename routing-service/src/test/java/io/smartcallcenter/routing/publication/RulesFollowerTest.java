package io.smartcallcenter.routing.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RulesFollowerTest {

    private static final TopicPartition PARTITION = new TopicPartition("routing-rules", 0);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final MockConsumer<String, Envelope<?>> topic = new MockConsumer<>("earliest");
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CurrentRules current = new CurrentRules(new RulesFile(Optional.empty()), meters);
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final RulesFollower follower =
            new RulesFollower(() -> topic, current, meters, (record, reason) -> letters.add(reason));

    private long end = -1;

    @AfterEach
    void stop() {
        follower.stop();
    }

    @Test
    void withoutAFileEveryCallGoesToTheDefaultQueueUntilSomethingIsPublished() {
        assertThat(current.rules().version()).isZero();
        assertThat(current.rules().numberPlan().defaultQueue().name()).isEqualTo("support");
        assertThat(current.rules().numberPlan().entries()).isEmpty();
        assertThat(follower.caughtUp()).isFalse();
    }

    @Test
    void theNewestVersionIsInForceOnceTheTopicWasReadToItsEnd() {
        read(version(3, "three"), version(4, "four"));

        assertThat(current.rules().version()).isEqualTo(4);
        assertThat(defaultQueue()).isEqualTo("four");
        assertThat(meters.get("scc.routing.rules.version").gauge().value()).isEqualTo(4);
        assertThat(follower.standing()).isEqualTo(4);
        assertThat(refused()).isZero();
    }

    @Test
    void anOlderVersionAfterANewerOneIsCountedAndNotPutInForce() {
        read(version(4, "four"), version(3, "three"));

        assertThat(defaultQueue()).isEqualTo("four");
        assertThat(refused()).isEqualTo(1);
        assertThat(letters).as("it can be read").isEmpty();
        assertThat(follower.standing())
                .as("a replica that starts now could find version 3")
                .isNegative();
    }

    @Test
    void theSameVersionAgainIsNoNews() {
        read(version(4, "four"), version(4, "four"));

        assertThat(refused()).isZero();
        assertThat(follower.standing()).isEqualTo(4);
    }

    @Test
    void whatCannotBeUsedLeavesTheLastGoodVersionAndIsFoundAgain() {
        List<SccEvent> broken = List.of(
                new RulesPublished(5, Instant.EPOCH, "anna", null, "{\"default\":{\"queue\":\"five\"},\"nonsense\":1}"),
                new RulesPublished(6, Instant.EPOCH, "anna", null, "{no json"),
                new RulesPublished(7, Instant.EPOCH, "anna", null, "[]"),
                new Unknown("routing.rules.published", "no version", new byte[0]));
        List<SccEvent> all = new ArrayList<>(List.of(version(4, "four")));
        all.addAll(broken);
        endOnReading(0);
        read(all.toArray(SccEvent[]::new));
        await().atMost(PATIENCE).until(() -> letters.size() == broken.size());

        assertThat(defaultQueue()).isEqualTo("four");
        assertThat(refused()).isEqualTo(broken.size());
        assertThat(letters).anyMatch(reason -> reason.contains("nonsense")).contains("no version");
        assertThat(follower.standing()).isNegative();

        add(5, version(8, "eight"));
        await().atMost(PATIENCE).until(() -> current.rules().version() == 8);
        assertThat(follower.standing()).isEqualTo(8);
    }

    @Test
    void aTombstoneTakesNoRulesAway() {
        read(version(4, "four"), null);

        assertThat(defaultQueue()).isEqualTo("four");
        assertThat(refused()).isEqualTo(1);
    }

    private String defaultQueue() {
        return current.rules().numberPlan().defaultQueue().name();
    }

    private double refused() {
        return meters.counter("scc.routing.rules.refused").count();
    }

    private static RulesPublished version(long number, String queue) {
        return new RulesPublished(number, Instant.EPOCH, "anna", null, "{\"default\":{\"queue\":\"" + queue + "\"}}");
    }

    /** Starts to follow a topic of these records; a null is a tombstone. */
    private void read(SccEvent... records) {
        topic.updatePartitions("routing-rules", List.of(new PartitionInfo("routing-rules", 0, null, null, null)));
        topic.updateBeginningOffsets(Map.of(PARTITION, 0L));
        if (end < 0) {
            endOnReading(records.length);
        }
        topic.schedulePollTask(() -> {
            for (int i = 0; i < records.length; i++) {
                topic.addRecord(record(i, records[i]));
            }
        });
        follower.start();
        await().atMost(PATIENCE).until(follower::caughtUp);
    }

    /** Where the topic ends when the follower begins: what comes later is reported. */
    private void endOnReading(long offset) {
        end = offset;
        topic.updateEndOffsets(Map.of(PARTITION, offset));
    }

    private void add(long offset, SccEvent data) {
        topic.schedulePollTask(() -> topic.addRecord(record(offset, data)));
    }

    private static ConsumerRecord<String, Envelope<?>> record(long offset, SccEvent data) {
        Envelope<?> value = data == null
                ? null
                : new Envelope<>(EventMeta.of("id", "/routing-service", "rules", Instant.EPOCH), data);
        return new ConsumerRecord<>("routing-rules", 0, offset, RulesPublished.KEY, value);
    }
}
