package io.smartcallcenter.defaults.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final List<String> written = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();

    private Intake<String> intake(Function<List<String>, Uni<Void>> writer) {
        return new Intake<>(IntakeTest::read, writer, MongoContent::refused, this::keep);
    }

    private static Optional<String> read(Envelope<?> envelope) {
        String call = ((CallEvent) envelope.data()).callId();
        if (call.equals("untrue")) {
            throw new IllegalStateException("cannot be true");
        }
        return call.equals("foreign") ? Optional.empty() : Optional.of(call);
    }

    private Uni<Void> keep(ConsumerRecord<String, Envelope<?>> record, String reason) {
        letters.add(record.offset() + ": " + reason);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> write(List<String> calls) {
        if (calls.contains("refused")) {
            return Uni.createFrom().failure(new IllegalArgumentException("no such date"));
        }
        written.addAll(calls);
        return Uni.createFrom().voidItem();
    }

    private static List<ConsumerRecord<String, Envelope<?>>> records(String... calls) {
        List<ConsumerRecord<String, Envelope<?>>> records = new ArrayList<>();
        for (String call : calls) {
            EventMeta meta = EventMeta.of(call, "/asterisk/pbx1", call, Instant.EPOCH);
            Envelope<?> envelope = new Envelope<>(meta, new CallEvent.Ended(call, 16, 0));
            records.add(new ConsumerRecord<>("call-events", 0, records.size(), call, envelope));
        }
        return records;
    }

    @Test
    void whatCannotBeReadOrTrueIsBuriedAndTheRestIsWritten() {
        List<ConsumerRecord<String, Envelope<?>>> records = records("one", "untrue", "foreign", "two");
        records.add(new ConsumerRecord<>("call-events", 0, 7, "k", null));
        records.add(new ConsumerRecord<>(
                "call-events", 0, 8, "k", new Envelope<>(null, EventCodec.read(new byte[] {'{'}))));

        intake(this::write).handle(records).await().atMost(SOON);

        assertThat(written).containsExactly("one", "two");
        assertThat(letters).hasSize(3).startsWith("1: cannot be true", "7: the record has no value");
    }

    @Test
    void oneRecordThatTheDatabaseRefusesIsFoundAndBuriedAlone() {
        intake(this::write).handle(records("one", "refused", "two")).await().atMost(SOON);

        assertThat(written).containsExactly("one", "two");
        assertThat(letters).containsExactly("1: no such date");
    }

    @Test
    void whatIsAwayIsTriedAgainAndNothingIsBuried() {
        AtomicInteger attempts = new AtomicInteger();
        Intake<String> intake = intake(calls -> attempts.incrementAndGet() < 3
                ? Uni.createFrom().failure(new IllegalStateException("the database is away"))
                : write(calls));

        intake.handle(records("one")).await().atMost(SOON);

        assertThat(written).containsExactly("one");
        assertThat(attempts).hasValue(3);
        assertThat(letters).isEmpty();
    }
}
