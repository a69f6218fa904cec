package io.smartcallcenter.kpi.ingest;

import com.mongodb.MongoBulkWriteException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.kpi.document.Contribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes a batch of records to its end: everything readable is in the documents, everything else on the dead letter topic. Never
 * fails: while MongoDB or Kafka is away it tries again, and the offsets are not committed.
 */
public final class Batches {

    private static final Logger LOG = Logger.getLogger(Batches.class);
    private static final int DUPLICATE_KEY = 11000;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);

    private final Projection projection;
    private final DeadLetterTopic deadLetters;
    private final Consumer<Collection<Contribution>> written;

    /** Where unreadable records go; completes when Kafka has it. */
    public interface DeadLetterTopic {
        Uni<Void> send(ConsumerRecord<String, Envelope<?>> record, String reason);
    }

    /** @param written is told what has been written */
    public Batches(Projection projection, DeadLetterTopic deadLetters, Consumer<Collection<Contribution>> written) {
        this.projection = projection;
        this.deadLetters = deadLetters;
        this.written = written;
    }

    private record Readable(ConsumerRecord<String, Envelope<?>> record, List<Contribution> facts) {}

    /** Completes when every record is dealt with. */
    public Uni<Void> handle(Iterable<ConsumerRecord<String, Envelope<?>>> records) {
        List<Readable> readable = new ArrayList<>();
        List<Supplier<Uni<Void>>> letters = new ArrayList<>();
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            Envelope<?> envelope = record.value();
            if (envelope == null || envelope.data() instanceof Unknown) {
                letters.add(() -> letter(record, unreadable(envelope)));
                continue;
            }
            try {
                readable.add(new Readable(record, Facts.of(envelope)));
            } catch (RuntimeException poison) {
                letters.add(() -> letter(record, poison.getMessage()));
            }
        }
        return write(readable)
                .invoke(() -> readable.forEach(each -> written.accept(each.facts)))
                .chain(() -> inSequence(letters));
    }

    private Uni<Void> write(List<Readable> readable) {
        List<Contribution> facts =
                readable.stream().flatMap(each -> each.facts.stream()).toList();
        return untilDone("write " + facts.size() + " facts", () -> projection.write(facts))
                .onFailure(Batches::contentRefused)
                .recoverWithUni(refused -> oneByOne(readable));
    }

    /** The database refused the content of a record: find out which one. */
    private Uni<Void> oneByOne(List<Readable> readable) {
        return inSequence(readable.stream()
                .<Supplier<Uni<Void>>>map(
                        each -> () -> untilDone("write the facts of one record", () -> projection.write(each.facts))
                                .onFailure(Batches::contentRefused)
                                .recoverWithUni(refused -> letter(each.record, refused.getMessage())))
                .toList());
    }

    private Uni<Void> letter(ConsumerRecord<String, Envelope<?>> record, String reason) {
        ConsumerRecord<String, Envelope<?>> letter = record.value() == null ? withoutValue(record) : record;
        return untilDone("send a dead letter", () -> deadLetters.send(letter, reason));
    }

    private static ConsumerRecord<String, Envelope<?>> withoutValue(ConsumerRecord<String, Envelope<?>> record) {
        SccEvent nothing = EventCodec.read(null);
        return new ConsumerRecord<>(
                record.topic(), record.partition(), record.offset(), record.key(), new Envelope<>(null, nothing));
    }

    private static String unreadable(Envelope<?> envelope) {
        return envelope != null && envelope.data() instanceof Unknown unknown
                ? unknown.reason()
                : "the record has no value";
    }

    private static Uni<Void> inSequence(List<Supplier<Uni<Void>>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(Supplier::get)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> untilDone(String what, Supplier<Uni<Void>> attempt) {
        return Uni.createFrom()
                .deferred(attempt::get)
                .onFailure(failure -> !contentRefused(failure))
                .invoke(failure -> LOG.warnf("Cannot %s, trying again: %s", what, failure.toString()))
                .onFailure(failure -> !contentRefused(failure))
                .retry()
                .withBackOff(FIRST_BACKOFF, LAST_BACKOFF)
                .indefinitely();
    }

    /** Two upserts of a new document may collide (duplicate key): that passes. Any other write error is about the content. */
    private static boolean contentRefused(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && !bulk.getWriteErrors().isEmpty()
                && bulk.getWriteErrors().stream().noneMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}
