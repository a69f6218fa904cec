package io.smartcallcenter.notification.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.notification.Events;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What is in the log of a run is without gaps. Kafka's own stand-in plays the producer whose batch expires. */
class CopiesTest {

    private final Events events = new Events();
    private final MockProducer<String, Envelope<?>> producer =
            new MockProducer<>(false, null, new StringSerializer(), new EnvelopeSerializer());
    private final Copies copies = new Copies(producer);

    private Future<RecordMetadata> send(String call) {
        return copies.send(new ProducerRecord<>("notification-log", 0, call, events.started(call, "700")));
    }

    @Test
    void afterABatchThatExpiredNoLaterOneGoesThrough() {
        Future<RecordMetadata> first = send("n/1");
        send("n/2");
        producer.errorNext(new TimeoutException("expired"));

        assertThat(first).failsWithin(Duration.ZERO);
        assertThat(copies.over()).isTrue();
        assertThat(producer.closed()).as("before the next turn of the sender").isTrue();
        assertThatThrownBy(() -> send("n/3")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsTooLargeIsNoGap() {
        send("n/1");
        Future<RecordMetadata> second = send("n/2");
        producer.errorNext(new RecordTooLargeException());
        producer.completeNext();

        assertThat(second).succeedsWithin(Duration.ZERO);
        assertThat(copies.over()).isFalse();
        assertThat(producer.closed()).isFalse();
    }
}
