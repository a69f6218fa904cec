package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.OfferOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A quarter's offers of an operator as bytes, with the operator's newest name. Equal rows give equal bytes, in whatever order they
 * come. All times are differences, so that an offer takes about 20.
 */
public final class OfferBytes {

    /** The first byte. Another layout gets another number, and a rebuild. */
    public static final int VERSION = 1;

    /** The place, from 1, is what is written: append only, and no more than these seven fit. */
    private static final List<OfferOutcome> OUTCOMES = List.of(
            OfferOutcome.ACCEPTED,
            OfferOutcome.TIMEOUT,
            OfferOutcome.REJECTED,
            OfferOutcome.CANCELLED,
            OfferOutcome.RESCINDED,
            OfferOutcome.DUMPED,
            OfferOutcome.LOST);

    /** The first byte of a row: the outcome, and what is known beside it. */
    private static final int OUTCOME = 0x07;

    private static final int ANSWERED = 0x08;
    private static final int RELEASED = 0x10;
    private static final int TALKED = 0x20;
    private static final int HELD = 0x40;

    private static final Comparator<OfferRow> ORDER = Comparator.comparingLong(OfferRow::startedAt)
            .thenComparingLong(OfferRow::call)
            .thenComparing(OfferRow::queue, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(OfferRow::outcome, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(OfferRow::endedAt)
            .thenComparingLong(OfferRow::answeredAt)
            .thenComparingLong(OfferRow::releasedAt)
            .thenComparingLong(OfferRow::talkMs)
            .thenComparingLong(OfferRow::holdMs);

    private OfferBytes() {}

    /**
     * The rows of one quarter: {@code home} and {@code ends} are not written, the quarter says them.
     *
     * @param name null if none is known
     */
    public static byte[] write(Quarter quarter, Collection<OfferRow> offers, OperatorName name) {
        RowWriter writer = new RowWriter(VERSION);
        writer.text(name == null ? "" : name.name());
        writer.signed(name == null ? 0 : name.at() - quarter.from() * 1000);
        Texts queues = Texts.of(offers.stream().map(OfferRow::queue).toList());
        queues.write(writer);
        writer.number(offers.size());
        long at = quarter.from();
        for (OfferRow row : offers.stream().sorted(ORDER).toList()) {
            writer.signed(row.startedAt() - at);
            write(row, queues, writer);
            at = row.startedAt();
        }
        return writer.bytes();
    }

    private static void write(OfferRow row, Texts queues, RowWriter writer) {
        writer.octet((row.outcome() == null ? 0 : 1 + OUTCOMES.indexOf(row.outcome()))
                | (row.answeredAt() != 0 ? ANSWERED : 0)
                | (row.releasedAt() != 0 ? RELEASED : 0)
                | (row.talkMs() >= 0 ? TALKED : 0)
                | (row.holdMs() > 0 ? HELD : 0));
        writer.number(queues.place(row.queue()));
        long at = row.startedAt();
        if (row.outcome() != null) {
            writer.signed(row.endedAt() - at);
            at = row.endedAt();
        }
        if (row.answeredAt() != 0) {
            writer.signed(row.answeredAt() - at);
            at = row.answeredAt();
        }
        if (row.releasedAt() != 0) {
            writer.signed(row.releasedAt() - at);
        }
        if (row.talkMs() >= 0) {
            writer.signed(row.talkMs() - expectedTalk(row.releasedAt(), at));
        }
        if (row.holdMs() > 0) {
            writer.number(row.holdMs());
        }
        writer.hash(row.call());
    }

    /** What the talk is but for some ms: it is written as the difference. */
    private static long expectedTalk(long releasedAt, long since) {
        return releasedAt == 0 ? 0 : releasedAt - since;
    }

    /**
     * Adds the rows of a quarter to those that are there.
     *
     * @return the newest name of the quarter; null if none is known
     * @throws BrokenRollUp if the bytes are of another version or damaged
     */
    public static OperatorName read(Quarter quarter, byte[] bytes, List<OfferRow> offers) {
        RowReader reader = new RowReader(bytes, VERSION);
        String name = reader.text();
        long namedAt = quarter.from() * 1000 + reader.signed();
        Texts queues = Texts.read(reader);
        int count = reader.count();
        List<OfferRow> rows = new ArrayList<>(count);
        long at = quarter.from();
        for (int i = 0; i < count; i++) {
            at += reader.signed();
            rows.add(offer(quarter, at, queues, reader));
        }
        reader.end();
        offers.addAll(rows);
        return name.isEmpty() ? null : new OperatorName(namedAt, name);
    }

    private static OfferRow offer(Quarter quarter, long startedAt, Texts queues, RowReader reader) {
        int known = reader.octet();
        String queue = queues.next(reader);
        OfferOutcome outcome = (known & OUTCOME) == 0 ? null : OUTCOMES.get((known & OUTCOME) - 1);
        long endedAt = outcome == null ? 0 : startedAt + reader.signed();
        long at = outcome == null ? startedAt : endedAt;
        long answeredAt = (known & ANSWERED) == 0 ? 0 : at + reader.signed();
        at = answeredAt == 0 ? at : answeredAt;
        long releasedAt = (known & RELEASED) == 0 ? 0 : at + reader.signed();
        long talkMs = (known & TALKED) == 0 ? -1 : reader.signed() + expectedTalk(releasedAt, at);
        long holdMs = (known & HELD) == 0 ? 0 : reader.number();
        return new OfferRow(
                quarter.contains(startedAt),
                outcome != null && quarter.contains(endedAt),
                queue,
                startedAt,
                outcome,
                endedAt,
                answeredAt,
                releasedAt,
                talkMs,
                holdMs,
                reader.hash());
    }
}
