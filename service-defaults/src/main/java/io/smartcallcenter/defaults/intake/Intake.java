package io.smartcallcenter.defaults.intake;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes a batch of records to its end: everything readable is written, everything else is on the dead letter topic. Never fails:
 * while the database or Kafka is away it tries again, and the offsets are not committed.
 *
 * @param <T> what a record says to the database
 */
public final class Intake<T> {

    /** What an event says; empty if it says nothing. Throws any RuntimeException if the content cannot be true. */
    public interface Reader<T> {
        Optional<T> read(Envelope<?> envelope);
    }

    /** Where unreadable records go, with or without a value; completes when Kafka has it. */
    public interface DeadLetterTopic {
        Uni<Void> send(ConsumerRecord<String, Envelope<?>> record, String reason);
    }

    private final Reader<T> reader;
    private final Function<List<T>, Uni<Void>> writer;
    private final Predicate<Throwable> refused;
    private final DeadLetterTopic deadLetters;

    /**
     * @param writer may be called again with the same, or with parts of it
     * @param refused failures of the writer that are about the content and not about the database
     */
    public Intake(
            Reader<T> reader,
            Function<List<T>, Uni<Void>> writer,
            Predicate<Throwable> refused,
            DeadLetterTopic deadLetters) {
        this.reader = reader;
        this.writer = writer;
        this.refused = refused;
        this.deadLetters = deadLetters;
    }

    private record Readable<T>(ConsumerRecord<String, Envelope<?>> record, T content) {}

    /** Completes when every record is dealt with. */
    public Uni<Void> handle(Iterable<ConsumerRecord<String, Envelope<?>>> records) {
        List<Readable<T>> readable = new ArrayList<>();
        List<Supplier<Uni<Void>>> letters = new ArrayList<>();
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            try {
                read(record).ifPresent(content -> readable.add(new Readable<>(record, content)));
            } catch (RuntimeException poison) {
                letters.add(() -> bury(record, poison));
            }
        }
        return write(readable).chain(() -> inSequence(letters));
    }

    private Optional<T> read(ConsumerRecord<String, Envelope<?>> record) {
        Envelope<?> envelope = record.value();
        if (envelope == null) {
            throw new IllegalArgumentException("the record has no value");
        }
        if (envelope.data() instanceof Unknown unknown) {
            throw new IllegalArgumentException(unknown.reason());
        }
        return reader.read(envelope);
    }

    private Uni<Void> write(List<Readable<T>> readable) {
        if (readable.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<T> contents = readable.stream().map(Readable::content).toList();
        return Attempts.untilDone(
                        "write what " + contents.size() + " records say", () -> writer.apply(contents), refused)
                .onFailure(refused)
                .recoverWithUni(failure -> oneByOne(readable));
    }

    /** The database refused the content of a record: find out which one. */
    private Uni<Void> oneByOne(List<Readable<T>> readable) {
        return inSequence(readable.stream()
                .<Supplier<Uni<Void>>>map(each -> () -> Attempts.untilDone(
                                "write what one record says", () -> writer.apply(List.of(each.content())), refused)
                        .onFailure(refused)
                        .recoverWithUni(failure -> bury(each.record(), failure)))
                .toList());
    }

    private Uni<Void> bury(ConsumerRecord<String, Envelope<?>> record, Throwable poison) {
        String reason = poison.getMessage() == null ? poison.toString() : poison.getMessage();
        return Attempts.untilDone("send a dead letter", () -> deadLetters.send(record, reason));
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
}
