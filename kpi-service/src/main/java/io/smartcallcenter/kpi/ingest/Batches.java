package io.smartcallcenter.kpi.ingest;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touch;
import io.smartcallcenter.kpi.rollup.Touched;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes a batch of records to its end, see {@link Intake}: what they say is in the documents, and the owners of the roll-ups have been
 * told. Whoever dies in between begins again, so that no roll-up is forgotten.
 */
public final class Batches {

    private final Projection projection;
    private final Returns returns;
    private final TouchedTopic touched;
    private final IngestMeters meters;
    private final Intake<Said> intake;

    /** @param at the event's own time */
    private record Said(Instant at, List<Contribution> facts) {}

    public Batches(
            Projection projection,
            Returns returns,
            Intake.DeadLetterTopic deadLetters,
            TouchedTopic touched,
            IngestMeters meters) {
        this.projection = projection;
        this.returns = returns;
        this.touched = touched;
        this.meters = meters;
        this.intake = new Intake<>(Batches::read, this::write, MongoContent::refused, deadLetters);
    }

    /** Completes when every record is dealt with. */
    public Uni<Void> handle(Collection<ConsumerRecord<String, Envelope<?>>> records) {
        records.stream()
                .collect(Collectors.groupingBy(ConsumerRecord::topic, Collectors.counting()))
                .forEach(meters::batch);
        return intake.handle(records);
    }

    private static Optional<Said> read(Envelope<?> envelope) {
        return Optional.of(new Said(envelope.meta().time(), Facts.of(envelope)));
    }

    private Uni<Void> write(List<Said> said) {
        List<Contribution> all =
                said.stream().flatMap(each -> each.facts.stream()).toList();
        return meters.timed(() -> projection.write(all))
                .chain(() -> returns.of(all))
                .chain(back -> touched.touch(withNothingNew(Touched.by(all), back), earliest(said)));
    }

    /** Also touches keys of which no fact has changed. */
    private static Map<RollUpKey, Touch> withNothingNew(Map<RollUpKey, Touch> touched, Set<RollUpKey> keys) {
        Map<RollUpKey, Touch> all = new HashMap<>(touched);
        keys.forEach(key -> all.putIfAbsent(key, Touch.rows(Set.of())));
        return all;
    }

    /** The time of the earliest event of each key. */
    private static Map<RollUpKey, Instant> earliest(List<Said> said) {
        Map<RollUpKey, Instant> earliest = new HashMap<>();
        for (Said each : said) {
            for (Contribution fact : each.facts) {
                RollUpKey key = Touched.key(fact);
                if (key != null) {
                    earliest.merge(key, each.at, (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        }
        return earliest;
    }
}
