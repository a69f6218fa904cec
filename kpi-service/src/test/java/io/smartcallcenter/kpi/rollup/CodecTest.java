package io.smartcallcenter.kpi.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Rows are read as they were written, whatever they are; what was damaged is never read as rows. */
class CodecTest {

    private static final Quarter QUARTER = new Quarter(1_994_500);
    private static final String[] QUEUES = {null, "support", "Продажи", "a\"$.\n"};

    @Property(tries = 500, seed = "20261123")
    void aQuarterOfAQueueIsReadAsItWasWritten(@ForAll long seed, @ForAll @IntRange(max = 40) int size) {
        Random random = new Random(seed);
        List<EntryRow> entries =
                Stream.generate(() -> entry(random)).limit(size).toList();
        List<RefusalRow> refusals = Stream.generate(() -> new RefusalRow(
                        QUARTER.from() + random.nextInt((int) Quarter.MILLIS), any(random, RefusedReason.values())))
                .limit(size / 4)
                .toList();
        byte[] bytes = QueueBytes.write(QUARTER, entries, refusals);

        EntryRows entriesRead = new EntryRows();
        List<RefusalRow> refusalsRead = new ArrayList<>();
        QueueBytes.read(QUARTER, bytes, entriesRead, refusalsRead);

        assertThat(entriesRead.trimmed()).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(refusalsRead).containsExactlyInAnyOrderElementsOf(refusals);
        assertThat(QueueBytes.write(QUARTER, shuffled(entries, random), shuffled(refusals, random)))
                .isEqualTo(bytes);
    }

    /** Joined up to a month before the quarter, or in it. */
    private static EntryRow entry(Random random) {
        long joinedAt = moment(random);
        EntryOutcome outcome = random.nextInt(9) == 0 ? null : any(random, EntryOutcome.values());
        long waitMs = outcome == null ? 0 : random.nextInt(random.nextBoolean() ? 30_000 : Integer.MAX_VALUE);
        return new EntryRow(
                QUARTER.contains(joinedAt),
                outcome != null && QUARTER.contains(joinedAt + waitMs),
                joinedAt,
                outcome,
                waitMs,
                random.nextLong());
    }

    @Property(tries = 500, seed = "20261123")
    void aQuarterOfAnOperatorIsReadAsItWasWritten(@ForAll long seed, @ForAll @IntRange(max = 40) int size) {
        Random random = new Random(seed);
        List<OfferRow> offers = Stream.generate(() -> offer(random)).limit(size).toList();
        OperatorName name =
                random.nextBoolean() ? null : new OperatorName(QUARTER.from() * 1000 - random.nextInt(), "Agent Öne");
        byte[] bytes = OfferBytes.write(QUARTER, offers, name);

        List<OfferRow> read = new ArrayList<>();
        assertThat(OfferBytes.read(QUARTER, bytes, read)).isEqualTo(name);

        assertThat(read).containsExactlyInAnyOrderElementsOf(offers);
        assertThat(OfferBytes.write(QUARTER, shuffled(offers, random), name)).isEqualTo(bytes);
    }

    private static OfferRow offer(Random random) {
        long startedAt = moment(random);
        OfferOutcome outcome = random.nextInt(8) == 0 ? null : any(random, OfferOutcome.values());
        long endedAt = outcome == null ? 0 : startedAt + random.nextInt(60_000) - 1_000;
        long answeredAt = random.nextBoolean() ? 0 : endedAt == 0 ? startedAt + 5 : endedAt + random.nextInt(3) - 1;
        long releasedAt = random.nextBoolean() ? 0 : startedAt + random.nextInt(7_200_000);
        return new OfferRow(
                QUARTER.contains(startedAt),
                outcome != null && QUARTER.contains(endedAt),
                any(random, QUEUES),
                startedAt,
                outcome,
                endedAt,
                answeredAt,
                releasedAt,
                random.nextBoolean() ? -1 : random.nextInt(7_200_000),
                random.nextBoolean() ? 0 : random.nextInt(600_000),
                random.nextLong());
    }

    @Property(tries = 500, seed = "20261123")
    void marksAreReadAsTheyWereWritten(@ForAll long seed, @ForAll @IntRange(max = 40) int size) {
        Random random = new Random(seed);
        List<StateMark> marks = Stream.generate(() -> mark(random)).limit(size).toList();
        byte[] bytes = MarkBytes.write(QUARTER.from() * 1000, marks);

        List<StateMark> read = MarkBytes.read("PJSIP/0001", QUARTER.from() * 1000, bytes);

        assertThat(read).containsExactlyInAnyOrderElementsOf(marks);
        assertThat(MarkBytes.write(QUARTER.from() * 1000, shuffled(marks, random)))
                .isEqualTo(bytes);
    }

    private static StateMark mark(Random random) {
        return new StateMark(
                "pbx" + random.nextInt(2),
                "PJSIP/0001",
                random.nextBoolean() ? "Agent One" : null,
                any(random, QUEUES),
                any(random, State.values()),
                random.nextBoolean(),
                random.nextBoolean() ? "" : "обед",
                random.nextBoolean(),
                moment(random) * 1000 + random.nextInt(1000));
    }

    /** A damaged blob is refused or read as other rows, and never ends in another exception. */
    @Property(tries = 500, seed = "20261123")
    void whatIsCutOrHasMoreBytesIsRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int size) {
        Random random = new Random(seed);
        byte[] queue = QueueBytes.write(
                QUARTER, Stream.generate(() -> entry(random)).limit(size).toList(), List.of());
        byte[] offers = OfferBytes.write(
                QUARTER, Stream.generate(() -> offer(random)).limit(size).toList(), null);
        byte[] marks = MarkBytes.write(
                0, Stream.generate(() -> mark(random)).limit(size).toList());
        for (byte[] bytes : List.of(queue, offers, marks)) {
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            for (byte[] broken : List.of(cut, longer)) {
                assertThatThrownBy(() -> read(bytes == queue, bytes == offers, broken))
                        .isInstanceOf(BrokenRollUp.class);
            }
        }
    }

    @Property(tries = 500, seed = "20261123")
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll @IntRange(max = 2) int kind) {
        byte[] versioned = bytes.clone();
        if (versioned.length > 0) {
            versioned[0] = 1;
        }
        try {
            read(kind == 0, kind == 1, versioned);
        } catch (RuntimeException refused) {
            assertThat(refused).isInstanceOf(BrokenRollUp.class);
        }
    }

    private static void read(boolean queue, boolean offers, byte[] bytes) {
        if (queue) {
            QueueBytes.read(QUARTER, bytes, new ArrayList<>(), new ArrayList<>());
        } else if (offers) {
            OfferBytes.read(QUARTER, bytes, new ArrayList<>());
        } else {
            MarkBytes.read("PJSIP/0001", 0, bytes);
        }
    }

    @Example
    void anotherVersionIsRefusedByItsNumber() {
        byte[] bytes = QueueBytes.write(QUARTER, List.of(), List.of());
        bytes[0] = 9;

        assertThatThrownBy(() -> read(true, false, bytes))
                .isInstanceOf(BrokenRollUp.class)
                .hasMessageContaining("version 9");
    }

    @Example
    void anOrdinaryEntryTakesFourteenBytes() {
        List<EntryRow> entries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            entries.add(new EntryRow(
                    true, true, QUARTER.from() + i * 8_000, EntryOutcome.ANSWERED, 20_000 + i, CallHash.of("c" + i)));
        }

        assertThat(QueueBytes.write(QUARTER, entries, List.of()).length).isLessThanOrEqualTo(100 * 14);
    }

    @Example
    void theHashOfACallNeverChanges() {
        assertThat(CallHash.of("pbx1/1700000000.1")).isEqualTo(CallHash.of("pbx1/1700000000.1"));
        assertThat(Long.toHexString(CallHash.of("abc"))).isEqualTo("ba7816bf8f01cfea");
    }

    private static long moment(Random random) {
        return QUARTER.from()
                + random.nextInt((int) Quarter.MILLIS)
                - (random.nextInt(4) == 0 ? random.nextInt(Integer.MAX_VALUE) : 0);
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> List<T> shuffled(List<T> rows, Random random) {
        List<T> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
