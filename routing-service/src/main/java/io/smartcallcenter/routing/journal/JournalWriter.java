package io.smartcallcenter.routing.journal;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Writes down what is told on {@code routing-events}. A consumer of its own: while the database is away it waits, and no call does.
 */
@ApplicationScoped
class JournalWriter {

    private final Intake<Entry> intake;
    private final EpochFence fence;

    @Inject
    JournalWriter(JournalStore store, DeadLetters deadLetters, EpochFence fence) {
        this(store, deadLetters::send, fence);
    }

    JournalWriter(JournalStore store, Intake.DeadLetterTopic deadLetters, EpochFence fence) {
        this.intake = new Intake<>(Entry::of, store::write, MongoContent::refused, deadLetters);
        this.fence = fence;
    }

    @Incoming("routing-journal")
    Uni<Void> read(ConsumerRecords<String, Envelope<?>> records) {
        return write(fence.admitted(records));
    }

    /** Completes when every record is dealt with; never fails. */
    Uni<Void> write(Iterable<ConsumerRecord<String, Envelope<?>>> records) {
        return intake.handle(records);
    }
}
