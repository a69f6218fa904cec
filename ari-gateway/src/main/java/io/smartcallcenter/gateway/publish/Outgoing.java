package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.gateway.normalize.Published;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record on its way to Kafka. */
final class Outgoing {

    /** The place of a record that is not on disk. */
    static final long IN_MEMORY = -1;

    private final ProducerRecord<String, Envelope<?>> record;
    private final boolean fresh;
    private final long since = System.nanoTime();
    private volatile long sentAt;
    private volatile boolean done;
    private volatile long place = IN_MEMORY;

    private Outgoing(ProducerRecord<String, Envelope<?>> record, boolean fresh) {
        this.record = record;
        this.fresh = fresh;
    }

    static Outgoing of(Published event) {
        return new Outgoing(new ProducerRecord<>(event.topic().topicName(), event.key(), event.envelope()), true);
    }

    /** A record that was read from the disk. */
    static Outgoing of(Stored stored, long place) {
        Outgoing outgoing = new Outgoing(stored.toRecord(), false);
        outgoing.place = place;
        return outgoing;
    }

    ProducerRecord<String, Envelope<?>> record() {
        return record;
    }

    /** It was handed over just now and was never on disk: how long it takes says something about Kafka. */
    boolean fresh() {
        return fresh && place == IN_MEMORY;
    }

    /** {@link System#nanoTime()} of the hand-over. */
    long since() {
        return since;
    }

    /** {@link System#nanoTime()} when the producer was last given it. */
    long sentAt() {
        return sentAt;
    }

    void sending() {
        sentAt = System.nanoTime();
    }

    boolean isDone() {
        return done;
    }

    /** Kafka has acknowledged or finally refused it. */
    void done() {
        done = true;
    }

    /** Its number on disk, or {@link #IN_MEMORY}. */
    long place() {
        return place;
    }

    void placed(long number) {
        place = number;
    }
}
