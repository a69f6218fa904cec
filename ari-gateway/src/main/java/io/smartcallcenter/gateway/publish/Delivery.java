package io.smartcallcenter.gateway.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smartcallcenter.events.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The producer and the records that it has. Used by the publisher's thread alone, except for what is said otherwise. It never
 * blocks longer than the producer's {@code max.block.ms}.
 */
final class Delivery {

    /** Records that the producer may have at once: enough for its batches, and few enough to be written to disk at once. */
    static final int WINDOW = 10_000;

    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final long MOMENT_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration NEXT_PRODUCER = Duration.ofSeconds(1);

    private final Supplier<Producer<String, Envelope<?>>> producers;
    private final Losses losses;
    private final Counter published;
    private final Timer acknowledged;
    private final Outstanding outstanding = new Outstanding();
    private Producer<String, Envelope<?>> producer;
    private ConnectionWatch connection;
    private long nextProducer = System.nanoTime();
    private long acknowledgedPlace;
    private volatile int generation;
    private volatile boolean connected;

    Delivery(Supplier<Producer<String, Envelope<?>>> producers, Losses losses, MeterRegistry meters) {
        this.producers = producers;
        this.losses = losses;
        this.published = meters.counter("scc.publish.events");
        this.acknowledged = Timer.builder("scc.publish.ack")
                .description("From the hand-over of an event to Kafka's acknowledgement")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** There is a connection. From every thread. */
    boolean connected() {
        return connected;
    }

    /** The oldest record without an acknowledgement, or null. */
    Outgoing oldest() {
        return outstanding.oldest();
    }

    /** {@link System#nanoTime()} since when the oldest record waits for its acknowledgement; null if none does. From every thread. */
    Long waitingSince() {
        Outgoing oldest = outstanding.oldest();
        return oldest == null ? null : (Long) oldest.sentAt();
    }

    /** From every thread. */
    int size() {
        return outstanding.size();
    }

    /** Looks after the connection and forgets what is acknowledged. */
    void refresh() {
        if (producer == null && System.nanoTime() - nextProducer >= 0) {
            open();
        }
        connected = producer != null && connection.up();
        acknowledgedPlace = outstanding.purge(acknowledgedPlace);
    }

    private void open() {
        try {
            producer = producers.get();
            connection = new ConnectionWatch(producer);
        } catch (KafkaException e) {
            LOG.warnf("No Kafka producer yet: %s", e.getMessage());
            nextProducer = System.nanoTime() + NEXT_PRODUCER.toNanos();
        }
    }

    /** How many records may be sent now. */
    int room() {
        return connected && producer != null ? Math.max(0, WINDOW - outstanding.size()) : 0;
    }

    /** All records up to this place on disk are delivered. */
    long acknowledgedPlace() {
        return acknowledgedPlace;
    }

    /** What the producer has and Kafka has not acknowledged, in order. */
    List<Outgoing> unacknowledged() {
        return outstanding.open();
    }

    /** The same, when another producer has to send it again. */
    List<Outgoing> takeBack() {
        List<Outgoing> open = outstanding.open();
        outstanding.clear();
        return open;
    }

    /** Which producer it is: another number means that what the one before had is to be taken back. */
    int generation() {
        return generation;
    }

    /** False: the producer does not take it now (no metadata, or its buffer is full), or it has failed. */
    boolean send(Outgoing outgoing) {
        outgoing.sending();
        int sender = generation;
        try {
            Future<RecordMetadata> sent =
                    producer.send(outgoing.record(), (metadata, failure) -> done(outgoing, failure, sender));
            if (refused(sent)) {
                return false;
            }
            outstanding.add(outgoing);
            return true;
        } catch (SerializationException e) {
            outgoing.done();
            losses.lost(outgoing, "an event cannot be written");
            LOG.errorf(
                    e,
                    "An event of topic %s cannot be written",
                    outgoing.record().topic());
            outstanding.add(outgoing);
            return true;
        } catch (KafkaException | IllegalStateException e) {
            LOG.errorf(e, "The Kafka producer failed and is made anew");
            renew();
            return false;
        }
    }

    private void renew() {
        generation++;
        producer.close(Duration.ZERO);
        producer = null;
        connected = false;
    }

    /** The producer did not take the record: its delivery timeout is endless, so no record that it took fails so. */
    private static boolean refused(Future<RecordMetadata> sent) {
        if (!sent.isDone()) {
            return false;
        }
        try {
            sent.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TimeoutException;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** On the producer's thread. */
    private void done(Outgoing outgoing, Exception failure, int sender) {
        if (failure instanceof TimeoutException || sender != generation) {
            return;
        }
        outgoing.done();
        if (failure == null) {
            published.increment();
            if (outgoing.fresh()) {
                acknowledged.record(System.nanoTime() - outgoing.since(), TimeUnit.NANOSECONDS);
            }
        } else {
            losses.lost(outgoing, "Kafka refuses it");
            LOG.errorf(
                    failure,
                    "Kafka refused an event of topic %s",
                    outgoing.record().topic());
        }
    }

    /** Waits for the acknowledgements that still come; the rest stays {@link #unacknowledged}. */
    void close(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (producer != null && outstanding.oldest() != null && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(MOMENT_NS);
        }
        if (producer != null) {
            renew();
        }
        acknowledgedPlace = outstanding.purge(acknowledgedPlace);
    }
}
