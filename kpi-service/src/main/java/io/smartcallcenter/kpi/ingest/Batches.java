package io.smartcallcenter.kpi.ingest;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.rollup.Touched;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes a batch of records to its end, see {@link Intake}: what they say is in the documents, and the owners of the roll-ups have been
 * told. Whoever dies in between begins again, so that no roll-up is forgotten.
 */
public final class Batches {

    private final Projection projection;
    private final TouchedTopic touched;
    private final Intake<List<Contribution>> intake;

    public Batches(Projection projection, Intake.DeadLetterTopic deadLetters, TouchedTopic touched) {
        this.projection = projection;
        this.touched = touched;
        this.intake = new Intake<>(
                envelope -> Optional.of(Facts.of(envelope)), this::write, MongoContent::refused, deadLetters);
    }

    /** Completes when every record is dealt with. */
    public Uni<Void> handle(Iterable<ConsumerRecord<String, Envelope<?>>> records) {
        return intake.handle(records);
    }

    private Uni<Void> write(List<List<Contribution>> facts) {
        List<Contribution> all = facts.stream().flatMap(List::stream).toList();
        return projection.write(all).chain(() -> touched.touch(Touched.by(all)));
    }
}
