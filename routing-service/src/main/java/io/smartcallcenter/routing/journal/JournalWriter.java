package io.smartcallcenter.routing.journal;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Writes down what is told on {@code routing-events}. A consumer of its own: while the database is away it waits, and no call does.
 */
@ApplicationScoped
class JournalWriter {

    private final Intake<Entry> intake;
    private final EpochFence fence;

    JournalWriter(JournalStore store, DeadLetters deadLetters, EpochFence fence) {
        this.intake = new Intake<>(Entry::of, store::write, MongoContent::refused, deadLetters::send);
        this.fence = fence;
    }

    @Incoming("routing-journal")
    Uni<Void> read(ConsumerRecords<String, Envelope<?>> records) {
        return intake.handle(fence.admitted(records));
    }
}
