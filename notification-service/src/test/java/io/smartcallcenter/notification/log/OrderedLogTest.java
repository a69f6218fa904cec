package io.smartcallcenter.notification.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.EventFilter;
import io.smartcallcenter.notification.feed.Feed;
import io.smartcallcenter.notification.feed.Frame;
import io.smartcallcenter.notification.feed.Json;
import io.smartcallcenter.notification.feed.Subscriber;
import io.smartcallcenter.notification.feed.Subscription;
import io.smartcallcenter.notification.live.LiveState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The claims of ADR 0009 on a real broker: every replica has the same offsets, whatever happens to the writers. */
class OrderedLogTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private EmbeddedKafka broker;

    private final Events events = new Events().startingAt(Instant.now());

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void twoReplicasPushTheSameOffsetsAndACopyThatIsRepeatedIsPushedOnce() throws Exception {
        Kafka kafka = new Kafka(broker.bootstrapServers());
        try (Replica first = new Replica(kafka);
                Replica second = new Replica(kafka);
                KafkaProducer<String, Envelope<?>> producer = kafka.producer()) {
            try (LogWriter writer = first.writer()) {
                writer.start();
                first.listen();
                second.listen();
                write(producer, 0, 200);
                await().atMost(PATIENCE).until(() -> first.offsets.size() == 200 && second.offsets.size() == 200);
            }
            rewindTheGroup(kafka);
            try (LogWriter successor = second.writer()) {
                successor.start();
                write(producer, 200, 250);
                await().atMost(PATIENCE).until(() -> first.offsets.size() >= 250 && second.offsets.size() >= 250);
            }

            assertThat(first.offsets).isEqualTo(second.offsets).isSorted().doesNotHaveDuplicates();
            assertThat(first.ids).isEqualTo(second.ids).hasSize(250).doesNotHaveDuplicates();
            assertThat(first.offsets.get(249) - first.offsets.get(0))
                    .as("the repetitions are in the log")
                    .isGreaterThan(249);
            assertThat(first.feed.position().epoch())
                    .isEqualTo(second.feed.position().epoch())
                    .isNotEmpty();
        }
    }

    /** Offsets begin at 0 again: they are those of another topic. */
    @Test
    void aSourceThatIsMadeAnewWhileItIsReadIsCopiedFromItsBeginning() throws Exception {
        Kafka kafka = new Kafka(broker.bootstrapServers());
        try (Replica replica = new Replica(kafka);
                LogWriter writer = replica.writer()) {
            writer.start();
            replica.listen();
            try (KafkaProducer<String, Envelope<?>> producer = kafka.producer()) {
                write(producer, 0, 100);
            }
            await().atMost(PATIENCE).until(() -> replica.ids.size() == 100);
            makeAnew(kafka);
            writeAllOf(kafka, replica, 100, 120);
        }
    }

    /** Also if the group's place of the old topic came after the new one was made, or Kafka did not forget it. */
    @Test
    void aSourceThatWasMadeAnewWhileNobodyReadItIsCopiedFromItsBeginning() throws Exception {
        Kafka kafka = new Kafka(broker.bootstrapServers());
        try (Replica replica = new Replica(kafka)) {
            try (LogWriter writer = replica.writer()) {
                writer.start();
                replica.listen();
                try (KafkaProducer<String, Envelope<?>> producer = kafka.producer()) {
                    write(producer, 0, 100);
                }
                await().atMost(PATIENCE).until(() -> replica.ids.size() == 100);
            }
            Map<TopicPartition, OffsetAndMetadata> places = committed(kafka);
            assertThat(places.values()).extracting(OffsetAndMetadata::metadata).doesNotContain("");
            makeAnew(kafka);
            commit(kafka, places);
            try (LogWriter writer = replica.writer()) {
                writer.start();
                writeAllOf(kafka, replica, 100, 400);
            }
        }
    }

    private void makeAnew(Kafka kafka) throws Exception {
        String name = Topic.CALL_EVENTS.topicName();
        try (Admin admin = kafka.admin()) {
            admin.deleteTopics(List.of(name)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(name));
            broker.create(List.of(Topic.CALL_EVENTS.definition(EmbeddedKafka.PARTITIONS, (short) 1)));
        }
    }

    private void writeAllOf(Kafka kafka, Replica replica, int from, int to) {
        int before = replica.ids.size();
        try (KafkaProducer<String, Envelope<?>> producer = kafka.producer()) {
            write(producer, from, to);
        }
        await().atMost(PATIENCE)
                .until(() -> replica.ids.stream().skip(before).distinct().count() == to - from);
    }

    /** The copy of the largest record that Kafka takes is larger than that: it names its origin. */
    @Test
    void theLargestRecordThatASourceTakesIsCopiedAndTheNextOneToo() throws Exception {
        Kafka kafka = new Kafka(broker.bootstrapServers());
        try (Replica replica = new Replica(kafka);
                LogWriter writer = replica.writer();
                KafkaProducer<String, Envelope<?>> producer = kafka.producer()) {
            writer.start();
            replica.listen();
            int before = replica.offsets.size();
            writeTheLargest(producer);
            write(producer, 1_000, 1_001);

            await().atMost(PATIENCE).until(() -> replica.offsets.size() == before + 2);
        }
    }

    /** Before the copy: behind it is one partition, on which the owners of a node are no longer in their order. */
    @Test
    void whatADeposedOwnerOfANodeWritesIsNotCopied() {
        Kafka kafka = new Kafka(broker.bootstrapServers());
        try (Replica replica = new Replica(kafka);
                LogWriter writer = replica.writer();
                KafkaProducer<String, Envelope<?>> producer = kafka.producer()) {
            writer.start();
            replica.listen();
            producer.send(startedBy("owner", 1));
            producer.send(startedBy("successor", 2));
            producer.send(startedBy("deposed", 1));
            producer.send(startedBy("successor's next", 2));

            await().atMost(PATIENCE).until(() -> replica.ids.contains("successor's next"));
            assertThat(replica.ids).containsExactly("owner", "successor", "successor's next");
        }
    }

    /** As the alerts do, whose evaluator is fenced by a transactional id. */
    @Test
    void aReplicaIsReadyThoughATopicEndsWithTheMarkOfATransactionAndKnowsWhatWasSaid() throws Exception {
        Kafka kafka = new Kafka(broker.bootstrapServers());
        try (Replica replica = new Replica(kafka);
                LogWriter writer = replica.writer();
                KafkaProducer<String, Envelope<?>> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "t"),
                        new StringSerializer(),
                        new EnvelopeSerializer())) {
            writer.start();
            replica.listen();
            producer.initTransactions();
            producer.beginTransaction();
            Alert alert = new Alert.Raised("a/b", Alert.Severity.WARNING, "w", "a");
            producer.send(new ProducerRecord<>(Topic.ALERTS.topicName(), "a/b", events.of(alert)));
            producer.commitTransaction();
            producer.beginTransaction();
            Alert unsaid = new Alert.Raised("c/d", Alert.Severity.WARNING, "w", "a");
            producer.send(new ProducerRecord<>(Topic.ALERTS.topicName(), "c/d", events.of(unsaid)))
                    .get();
            producer.abortTransaction();

            try (Replica late = new Replica(kafka)) {
                late.listen();
                assertThat(late.feed.read(LiveState::alerts))
                        .extracting(Alert.Raised::key)
                        .containsExactly("a/b");
            }
            await().atMost(PATIENCE)
                    .until(() -> replica.feed.read(LiveState::alerts).size() == 1);
        }
    }

    private ProducerRecord<String, Envelope<?>> startedBy(String id, long epoch) {
        EventMeta meta = new EventMeta(id, "/asterisk/n", "n/1", events.now(), epoch, 0, null, null);
        Envelope<?> started = new Envelope<>(meta, new CallEvent.Started("n/1", "c", null, "700", null, null));
        return new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), "n/1", started);
    }

    private void writeTheLargest(KafkaProducer<String, Envelope<?>> producer) throws Exception {
        for (int length = 1_048_576; ; length -= 8) {
            Envelope<?> large = events.of(new CallEvent.Started(
                    "n/large", "c", new Party("+7", "n".repeat(length)), "700", "internal", "PJSIP/trunk"));
            try {
                producer.send(new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), "n/large", large))
                        .get();
                return;
            } catch (ExecutionException tooLarge) {
                assertThat(tooLarge).hasCauseInstanceOf(RecordTooLargeException.class);
            }
        }
    }

    private void write(KafkaProducer<String, Envelope<?>> producer, int from, int to) {
        for (int i = from; i < to; i++) {
            String call = "n/" + i;
            producer.send(new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), call, events.started(call, "700")));
        }
        producer.flush();
    }

    /** What a writer leaves that died between copy and commit. */
    private static void rewindTheGroup(Kafka kafka) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> earlier = new HashMap<>();
        committed(kafka)
                .forEach((partition, at) ->
                        earlier.put(partition, new OffsetAndMetadata(Math.max(0, at.offset() - 10), at.metadata())));
        commit(kafka, earlier);
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Kafka kafka) throws Exception {
        try (Admin admin = kafka.admin()) {
            return admin.listConsumerGroupOffsets(Kafka.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }

    private static void commit(Kafka kafka, Map<TopicPartition, OffsetAndMetadata> places) throws Exception {
        try (Admin admin = kafka.admin()) {
            // of a group with members nothing is altered, and a writer that was interrupted leaves a moment later
            await().atMost(PATIENCE).until(() -> admin.describeConsumerGroups(List.of(Kafka.GROUP))
                    .all()
                    .get()
                    .get(Kafka.GROUP)
                    .members()
                    .isEmpty());
            admin.alterConsumerGroupOffsets(Kafka.GROUP, places).all().get();
        }
    }

    private record Settings() implements LogSettings {
        @Override
        public String topic() {
            return "notification-log";
        }

        @Override
        public boolean create() {
            return true;
        }

        @Override
        public short replication() {
            return 1;
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(24);
        }

        @Override
        public Duration replay() {
            return Duration.ofHours(2);
        }

        @Override
        public int retained() {
            return 1_000;
        }

        @Override
        public long retainedBytes() {
            return 1_000_000;
        }

        @Override
        public int maxRecovered() {
            return 500;
        }
    }

    private static final class Replica implements Subscriber, AutoCloseable {
        private final List<Long> offsets = new CopyOnWriteArrayList<>();
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final Feed feed = new Feed(new Feed.Bounds(1_000, 1_000_000, 500));
        private final Kafka kafka;
        private final LogReader reader;

        Replica(Kafka kafka) {
            this.kafka = kafka;
            this.reader = new LogReader(kafka, new Settings(), feed, new SimpleMeterRegistry(), Clock.systemUTC());
            reader.start();
        }

        /** No record of this test is a dead letter. */
        LogWriter writer() {
            return new LogWriter(
                    kafka, new Settings(), null, new EpochFence(new SimpleMeterRegistry()), Clock.systemUTC());
        }

        void listen() {
            await().atMost(PATIENCE).until(feed::isReady);
            feed.subscribe(
                    new Subscription(this, Channel.parse("calls").orElseThrow(), EventFilter.ANY),
                    null,
                    subscribed -> {});
            assertThat(feed.read(LiveState::calls)).isEmpty();
        }

        @Override
        public boolean hasRoom(int events, long bytes) {
            return true;
        }

        @Override
        public void event(Frame frame) {
            try {
                JsonNode push = Json.MAPPER.readTree(frame.text());
                offsets.add(push.path("o").asLong());
                ids.add(push.at("/e/id").asText());
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void state(Channel channel, String key, Frame frame) {
            throw new AssertionError("calls is no state channel");
        }

        @Override
        public void broken() {
            throw new AssertionError("the log did not break");
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
