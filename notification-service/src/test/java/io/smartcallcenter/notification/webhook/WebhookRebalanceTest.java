package io.smartcallcenter.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas come and go while a batch is on its way. */
class WebhookRebalanceTest {

    private static final String GROUP = "webhook-test";
    /** So many that each partition has some. */
    private static final int CALLS = 40;

    private final Events events = new Events();
    private final CompletableFuture<Void> onItsWay = new CompletableFuture<>();
    private EmbeddedKafka broker;
    private Topics topics;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(0);
        topics = new Topics(broker.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        admin.close();
        topics.close();
        broker.close();
    }

    private WebhookConsumer replica() {
        return new WebhookConsumer(broker.bootstrapServers(), GROUP, Set.of(Topic.CALL_EVENTS), Instant.EPOCH);
    }

    private void writeOneEventOfEachCall() {
        for (int call = 0; call < CALLS; call++) {
            topics.send(Topic.CALL_EVENTS, "n/" + call, events.started("n/" + call, "700"));
        }
    }

    private static void until(Callable<Boolean> condition) {
        await().pollInSameThread().atMost(Duration.ofMinutes(3)).until(condition);
    }

    private static ConsumerRecords<String, Envelope<?>> firstBatchOf(WebhookConsumer replica) {
        List<ConsumerRecords<String, Envelope<?>>> read = new ArrayList<>();
        until(() -> {
            read.add(replica.read());
            return !read.get(read.size() - 1).isEmpty();
        });
        return read.get(read.size() - 1);
    }

    /** Each of them with its share of the partitions. */
    private boolean areMembers(int count) throws Exception {
        ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get();
        return group.groupState() == GroupState.STABLE
                && group.members().size() == count
                && group.members().stream()
                        .noneMatch(
                                member -> member.assignment().topicPartitions().isEmpty());
    }

    /** The others have left and their partitions were given to it: it hears of that when it looks. */
    private void isAlone(WebhookConsumer replica) throws Exception {
        until(() -> {
            replica.stay(onItsWay);
            return areMembers(1);
        });
        replica.stay(onItsWay);
        replica.stay(onItsWay);
    }

    private Map<TopicPartition, Long> committed() throws Exception {
        Map<TopicPartition, Long> places = new HashMap<>();
        admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, place) -> places.put(partition, place.offset()));
        return places;
    }

    private static String name(ConsumerRecord<String, ?> record) {
        return record.partition() + "/" + record.offset();
    }

    /** Reads and deals with everything until so many calls had their next event. */
    private static List<String> allOf(WebhookConsumer replica, int count, Set<String> before) {
        List<String> names = new ArrayList<>();
        until(() -> {
            ConsumerRecords<String, Envelope<?>> records = replica.read();
            records.forEach(record -> names.add(name(record)));
            replica.done(records);
            return names.stream()
                            .filter(name -> !before.contains(name))
                            .distinct()
                            .count()
                    >= count;
        });
        return names;
    }

    @Test
    void aBatchThatWasDealtWithDuringARebalanceIsNotReadAgain() throws Exception {
        writeOneEventOfEachCall();
        try (WebhookConsumer one = replica()) {
            ConsumerRecords<String, Envelope<?>> batch = firstBatchOf(one);
            Set<String> dealtWith = new HashSet<>();
            batch.forEach(record -> dealtWith.add(name(record)));
            try (WebhookConsumer other = replica()) {
                until(() -> {
                    one.stay(onItsWay);
                    other.read();
                    return areMembers(2);
                });
            }
            isAlone(one);
            one.done(batch);
            writeOneEventOfEachCall();

            assertThat(allOf(one, 2 * CALLS - dealtWith.size(), dealtWith))
                    .doesNotContainAnyElementsOf(dealtWith)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatAnotherReplicaHasCommittedInBetweenStays() throws Exception {
        writeOneEventOfEachCall();
        try (WebhookConsumer one = replica()) {
            ConsumerRecords<String, Envelope<?>> batch = firstBatchOf(one);
            Map<TopicPartition, Long> behindTheBatch = new HashMap<>();
            batch.forEach(record ->
                    behindTheBatch.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
            writeOneEventOfEachCall();
            try (WebhookConsumer other = replica()) {
                until(() -> {
                    one.stay(onItsWay);
                    other.done(other.read());
                    return committed().entrySet().stream()
                            .anyMatch(place ->
                                    place.getValue() > behindTheBatch.getOrDefault(place.getKey(), Long.MAX_VALUE));
                });
            }
            isAlone(one);
            Map<TopicPartition, Long> before = committed();
            one.done(batch);

            assertThat(committed())
                    .allSatisfy((partition, place) -> assertThat(place).isGreaterThanOrEqualTo(before.get(partition)));
        }
    }
}
