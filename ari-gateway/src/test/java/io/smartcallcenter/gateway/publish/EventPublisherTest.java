package io.smartcallcenter.gateway.publish;

import static io.smartcallcenter.gateway.publish.TestEvents.bounds;
import static io.smartcallcenter.gateway.publish.TestEvents.event;
import static io.smartcallcenter.gateway.publish.TestEvents.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.normalize.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventPublisherTest {

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch inSend = new CountDownLatch(1);
    private EventPublisher publisher;

    @AfterEach
    void close() {
        gate.countDown();
        publisher.close();
    }

    @Test
    void eventsReachTheProducerInOrderAndWithoutTheDisk() {
        KafkaOfTest kafka = new KafkaOfTest(false);
        start(kafka, 1_000);
        publish(0, 500);
        await().until(() -> kafka.history().size() == 500);
        assertThat(kafka.keys()).isEqualTo(keys(0, 500));
        await().until(() -> meters.counter("scc.publish.events").count() == 500);
        assertThat(publisher.kafkaUp()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aTombstoneIsARecordWithoutAValue() {
        KafkaOfTest kafka = new KafkaOfTest(false);
        start(kafka, 1_000);
        publisher.publish(List.of(new Published(Topic.CALL_EVENTS, "pbx1/1.0", null)));
        await().until(() -> kafka.history().size() == 1);
        assertThat(kafka.history().get(0).value()).isNull();
    }

    @Test
    void whileKafkaIsAwayEverythingThatIsNotAcknowledgedIsOnDiskAndComesInOrderOnce() {
        KafkaOfTest kafka = new KafkaOfTest(false);
        start(kafka, 1_000);
        publish(0, 10);
        await().until(() -> kafka.history().size() == 10);
        kafka.takeAway();
        publish(10, 300);
        await().until(() -> onDisk() == 290);
        assertThat(publisher.kafkaUp()).isFalse();
        publish(300, 500);
        await().until(() -> onDisk() == 490);
        assertThat(meters.get("scc.publish.oldest.age.seconds").gauge().value()).isPositive();

        kafka.bringBack();

        await().until(publisher::kafkaUp);
        publish(500, 600);
        await().until(() -> kafka.history().size() == 600);
        assertThat(kafka.keys()).isEqualTo(keys(0, 600));
        assertThat(onDisk()).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theNextStartDeliversWhatTheOneBeforeCouldNotBeforeAnythingNew() {
        start(new KafkaOfTest(true), 1_000);
        publish(0, 200);
        publisher.close();
        KafkaOfTest kafka = new KafkaOfTest(false);
        start(kafka, 1_000);
        publish(200, 300);
        await().until(() -> kafka.history().size() == 300);
        assertThat(kafka.keys()).isEqualTo(keys(0, 300));
        await().until(publisher::caughtUp);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void beyondTheBoundTheOldestAreDroppedAndTheGapIsSaid() {
        KafkaOfTest kafka = new KafkaOfTest(true);
        start(kafka, 1_000, bounds(directory, 100));
        // The producer has none of them: it would deliver them itself.
        publish(0, 1);
        await().until(() -> onDisk() == 1);
        for (int i = 1; i < 401; i += 100) {
            publish(i, i + 100);
            int so = i + 100;
            await().until(() -> onDisk() + lost() == so);
        }
        assertThat(lost()).isEqualTo(301);

        kafka.bringBack();

        await().until(() -> gaps(kafka).size() == 2);
        await().until(publisher::kafkaUp);
        List<String> expected = new ArrayList<>(List.of("0"));
        expected.addAll(keys(302, 401));
        expected.addAll(List.of("pbx1", "pbx1"));
        assertThat(kafka.keys()).isEqualTo(expected);
        assertThat(gaps(kafka)).allSatisfy(gap -> {
            assertThat(gap.node()).isEqualTo("pbx1");
            assertThat(gap.from()).isEqualTo(TestEvents.TIME.plusSeconds(1));
            assertThat(gap.to()).isEqualTo(TestEvents.TIME.plusSeconds(301));
        });
    }

    @Test
    void aBlockedProducerNeverBlocksWhoPublishesAndTheLossIsSaid() {
        MockProducer<String, Envelope<?>> producer = blocked();
        start(producer, 10);
        publish(0, 1);
        await().until(() -> inSend.getCount() == 0);
        publish(1, 100);
        assertThat(lost()).isEqualTo(89);
        gate.countDown();
        await().until(() -> gaps(producer).size() == 2);
        assertThat(gaps(producer)).allSatisfy(gap -> {
            assertThat(gap.from()).isEqualTo(TestEvents.TIME.plusSeconds(1));
            assertThat(gap.to()).isEqualTo(TestEvents.TIME.plusSeconds(89));
        });
    }

    @Test
    void withoutADiskEventsWaitInMemoryAndItIsSaid() throws IOException {
        Path occupied = Files.createFile(directory.resolve("a-file"));
        KafkaOfTest kafka = new KafkaOfTest(true);
        start(kafka, 1_000, bounds(occupied.resolve("events"), 1_000));
        publish(0, 300);
        await().until(() -> publisher.diskTrouble() != null);
        assertThat(meters.get("scc.publish.disk.up").gauge().value()).isZero();
        publish(300, 600);
        kafka.bringBack();
        await().until(() -> kafka.history().size() == 600);
        assertThat(kafka.keys()).isEqualTo(keys(0, 600));
        assertThat(lost()).isZero();
    }

    @Test
    void aProducerThatFailsIsReplacedAndTheOrderStays() {
        KafkaOfTest first = new KafkaOfTest(true);
        KafkaOfTest second = new KafkaOfTest(false);
        List<Producer<String, Envelope<?>>> producers = new ArrayList<>(List.of(first, second));
        publisher = new EventPublisher(
                new PublisherSettings(1_000, Duration.ofHours(1), bounds(directory, 1_000)),
                () -> producers.remove(0),
                source -> 0,
                meters);
        publisher.start();
        publish(0, 100);
        await().until(() -> first.history().size() == 100);
        first.sendException = new KafkaException("fenced");
        publish(100, 200);
        await().until(() -> second.history().size() == 200);
        assertThat(second.keys()).isEqualTo(keys(0, 200));
    }

    @Test
    void anEventThatCannotBeWrittenIsCountedAndTheNextOneGoesOn() {
        KafkaOfTest kafka = new KafkaOfTest(false) {
            @Override
            public synchronized Future<RecordMetadata> send(
                    ProducerRecord<String, Envelope<?>> record, Callback callback) {
                if (record.key().equals("3")) {
                    throw new SerializationException("no JSON");
                }
                return super.send(record, callback);
            }
        };
        start(kafka, 1_000);
        publish(0, 10);
        await().until(() -> kafka.keys().contains("9"));
        assertThat(lost()).isEqualTo(1);
        await().until(() -> gaps(kafka).size() == 2);
    }

    @Test
    void statesOfASupersededOwnerAreNotDelivered() {
        start(new KafkaOfTest(true), 1_000);
        publisher.publish(List.of(
                event(1, Topic.ASTERISK_STATE, "queue/support", 7),
                event(2, Topic.CALL_EVENTS, "pbx1/1.0", 7),
                event(3, Topic.ASTERISK_STATE, "queue/support", 8)));
        publisher.close();
        KafkaOfTest kafka = new KafkaOfTest(false);
        publisher = new EventPublisher(settings(1_000, bounds(directory, 1_000)), () -> kafka, source -> 8, meters);
        publisher.start();
        await().until(() -> kafka.history().size() == 2);
        assertThat(kafka.history())
                .extracting(record -> record.value().meta().id())
                .containsExactly("id2", "id3");
        await().until(publisher::caughtUp);
    }

    private void start(Producer<String, Envelope<?>> producer, int capacity) {
        start(producer, capacity, bounds(directory, 10_000));
    }

    private void start(Producer<String, Envelope<?>> producer, int capacity, JournalSettings journal) {
        publisher = new EventPublisher(settings(capacity, journal), () -> producer, source -> 0, meters);
        publisher.start();
    }

    private static PublisherSettings settings(int capacity, JournalSettings journal) {
        return new PublisherSettings(capacity, Duration.ofMillis(200), journal);
    }

    private void publish(int from, int to) {
        IntStream.range(from, to).forEach(number -> publisher.publish(List.of(event(number))));
    }

    private double onDisk() {
        return meters.get("scc.publish.disk.depth").gauge().value();
    }

    private double lost() {
        return meters.counter("scc.publish.lost").count();
    }

    private MockProducer<String, Envelope<?>> blocked() {
        return new MockProducer<>(true, null, new StringSerializer(), new EventSerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(
                    ProducerRecord<String, Envelope<?>> record, Callback callback) {
                inSend.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.send(record, callback);
            }
        };
    }

    private static List<NodeEvent.Gap> gaps(MockProducer<String, Envelope<?>> producer) {
        return producer.history().stream()
                .map(record -> record.value().data())
                .filter(NodeEvent.Gap.class::isInstance)
                .map(NodeEvent.Gap.class::cast)
                .toList();
    }
}
