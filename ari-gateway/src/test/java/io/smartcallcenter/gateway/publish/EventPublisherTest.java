package io.smartcallcenter.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.normalize.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

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
    void eventsReachTheProducerInOrderAndAcknowledgementsAreCounted() {
        MockProducer<String, Envelope<?>> producer = producer(true);
        start(producer, 1_000);
        IntStream.range(0, 500).forEach(i -> publisher.publish(List.of(event(i))));
        await().until(() -> producer.history().size() == 500);
        assertThat(producer.history())
                .extracting(ProducerRecord::key)
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(Integer::toString).toList());
        await().until(() -> meters.counter("scc.publish.events").count() == 500);
        assertThat(publisher.kafkaUp()).isTrue();
    }

    @Test
    void kafkaIsAwayWhenAnAcknowledgementDoesNotCome() {
        MockProducer<String, Envelope<?>> producer = producer(false);
        start(producer, 1_000);
        await().until(publisher::kafkaUp);
        publisher.publish(List.of(event(1)));
        await().until(() -> !publisher.kafkaUp());
        producer.completeNext();
        await().until(publisher::kafkaUp);
    }

    @Test
    void aBlockedProducerNeverBlocksThePublisherAndTheLossIsSaidAsAGap() {
        MockProducer<String, Envelope<?>> producer = blocked();
        start(producer, 10);
        publisher.publish(List.of(event(0)));
        await().until(() -> inSend.getCount() == 0);
        IntStream.range(1, 100).forEach(i -> publisher.publish(List.of(event(i))));
        assertThat(meters.counter("scc.publish.lost").count()).isGreaterThanOrEqualTo(89);
        gate.countDown();
        await().until(() -> gaps(producer).size() == 2);
        assertThat(gaps(producer)).allSatisfy(gap -> {
            assertThat(gap.node()).isEqualTo("pbx1");
            assertThat(gap.to()).isEqualTo(TIME.plusSeconds(99));
            assertThat(gap.from()).isBefore(gap.to());
        });
    }

    private void start(MockProducer<String, Envelope<?>> producer, int capacity) {
        publisher = new EventPublisher(
                new PublisherSettings("pbx1", 1, capacity, Duration.ofMillis(300)), () -> producer, meters);
        publisher.start();
    }

    private static MockProducer<String, Envelope<?>> producer(boolean acknowledge) {
        return new MockProducer<>(acknowledge, null, new StringSerializer(), new EnvelopeSerializer());
    }

    private MockProducer<String, Envelope<?>> blocked() {
        return new MockProducer<>(true, null, new StringSerializer(), new EnvelopeSerializer()) {
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

    private static Published event(int number) {
        EventMeta meta = EventMeta.of("id" + number, "/asterisk/pbx1", "pbx1", TIME.plusSeconds(number));
        return new Published(
                Topic.NODE_EVENTS,
                Integer.toString(number),
                new Envelope<>(meta, new NodeEvent.Connected("pbx1", NodeEvent.Link.ARI)));
    }
}
