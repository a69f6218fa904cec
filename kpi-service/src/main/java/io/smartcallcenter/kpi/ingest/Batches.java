package io.smartcallcenter.kpi.ingest;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes a batch of records to its end, see {@link Intake}: what they say is in the documents. */
public final class Batches {

    private final Projection projection;
    private final Consumer<Collection<Contribution>> written;
    private final Intake<List<Contribution>> intake;

    /** @param written is told what has been written */
    public Batches(
            Projection projection, Intake.DeadLetterTopic deadLetters, Consumer<Collection<Contribution>> written) {
        this.projection = projection;
        this.written = written;
        this.intake = new Intake<>(
                envelope -> Optional.of(Facts.of(envelope)), this::write, MongoContent::refused, deadLetters);
    }

    /** Completes when every record is dealt with. */
    public Uni<Void> handle(Iterable<ConsumerRecord<String, Envelope<?>>> records) {
        return intake.handle(records);
    }

    private Uni<Void> write(List<List<Contribution>> facts) {
        List<Contribution> all = facts.stream().flatMap(List::stream).toList();
        return projection.write(all).invoke(() -> written.accept(all));
    }
}
