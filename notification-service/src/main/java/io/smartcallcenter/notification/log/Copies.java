package io.smartcallcenter.notification.log;

import io.smartcallcenter.events.Envelope;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The way into the log of one run of a writer. Without gaps: a copy that Kafka did not take is the end of the run, and no later one is in the
 * log. The readers rely on it, because what they find behind a later record of the same source partition is a repetition to them.
 *
 * <p>Idempotence alone is no such promise: when a batch expires the producer takes a new epoch, and the batches behind it go through. So there
 * is one request at a time ({@code max.in.flight.requests.per.connection=1}: a batch is drained only when the one before it is done), and the
 * first failure, told in the turn of the sender that found it, closes the producer before its next turn. What is too large is no gap: it is
 * never copied.
 */
final class Copies implements AutoCloseable {

    private final Producer<String, Envelope<?>> producer;
    private final AtomicBoolean over = new AtomicBoolean();

    Copies(Producer<String, Envelope<?>> producer) {
        this.producer = producer;
    }

    /**
     * The future fails with what Kafka said, all those after it too.
     *
     * @throws IllegalStateException the run is over
     */
    Future<RecordMetadata> send(ProducerRecord<String, Envelope<?>> copy) {
        return producer.send(copy, (place, failure) -> {
            if (failure != null && !(failure instanceof RecordTooLargeException)) {
                end();
            }
        });
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            producer.close(Duration.ZERO);
        }
    }

    /** Whether a copy has failed. */
    boolean over() {
        return over.get();
    }

    /** Returns when every copy was taken or has failed. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            producer.close();
        }
    }
}
