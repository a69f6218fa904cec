package io.smartcallcenter.kpi.offer;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One operator's phone was asked to ring.
 *
 * @param queue null for a direct call
 * @param iface the operator: the member interface, {@code PJSIP/0001}
 * @param startedAt when it began to ring, or the best guess; null if there is none
 * @param rings ms from the start to the end of the ringing, by each outcome that was reported
 * @param answeredAt null if no answer was seen
 * @param releasedAt end of the operator's part; null while it lasts
 * @param talkMs from connect to release, hold included; null while it lasts
 * @param holdMarks when the operator held and took back the caller, sorted
 */
public record Offer(
        String id,
        String callId,
        String queue,
        String iface,
        String name,
        Instant startedAt,
        Map<OfferOutcome, Long> rings,
        Instant answeredAt,
        Instant releasedAt,
        Long talkMs,
        List<HoldMark> holdMarks) {

    /**
     * If several outcomes were reported, the first of these is taken: a proven connection beats everything, what was seen
     * beats LOST. TIMEOUT before CANCELLED: a leg that rang out is hung up with "cancel" as well (two DialEnd).
     */
    public static final List<OfferOutcome> PRECEDENCE = List.of(
            OfferOutcome.ACCEPTED,
            OfferOutcome.TIMEOUT,
            OfferOutcome.REJECTED,
            OfferOutcome.RESCINDED,
            OfferOutcome.CANCELLED,
            OfferOutcome.DUMPED,
            OfferOutcome.LOST);

    /** @param atMicros µs since the epoch */
    public record HoldMark(long atMicros, boolean held) {}

    public Offer {
        rings = Map.copyOf(rings);
        holdMarks = List.copyOf(holdMarks);
    }

    /** The offer that a document describes. */
    public static Offer from(String id, Fields fields) {
        Map<OfferOutcome, Long> rings = new EnumMap<>(OfferOutcome.class);
        fields.below(OfferFacts.ENDED, (name, ringMs) -> rings.put(OfferOutcome.valueOf(name), (Long) ringMs));
        Instant started = fields.time(OfferFacts.STARTED_AT);
        return new Offer(
                id,
                fields.text(OfferFacts.CALL_ID),
                fields.text(OfferFacts.QUEUE),
                fields.text(OfferFacts.INTERFACE),
                fields.text(OfferFacts.NAME),
                started == null ? fields.time(OfferFacts.ARRIVAL) : started,
                rings,
                fields.time(OfferFacts.ANSWERED_AT),
                fields.time(OfferFacts.RELEASED_AT),
                fields.number(OfferFacts.TALK),
                holdMarks(fields));
    }

    private static List<HoldMark> holdMarks(Fields fields) {
        List<HoldMark> marks = new ArrayList<>();
        fields.below(OfferFacts.HELD, (name, set) -> marks.add(new HoldMark(Long.parseLong(name), true)));
        fields.below(OfferFacts.UNHELD, (name, set) -> marks.add(new HoldMark(Long.parseLong(name), false)));
        // held sorts before unheld of the same microsecond: that hold lasted no time
        marks.sort((a, b) ->
                a.atMicros == b.atMicros ? Boolean.compare(b.held, a.held) : Long.compare(a.atMicros, b.atMicros));
        return marks;
    }

    /** How it ended; null while it rings. */
    public OfferOutcome outcome() {
        if (answeredAt != null) {
            return OfferOutcome.ACCEPTED;
        }
        return PRECEDENCE.stream().filter(rings::containsKey).findFirst().orElse(null);
    }

    /** When the ringing ended; null while it rings, and if nobody knows when it began. */
    public Instant endedAt() {
        OfferOutcome outcome = outcome();
        if (outcome == null) {
            return null;
        }
        if (outcome == OfferOutcome.ACCEPTED && answeredAt != null) {
            return answeredAt;
        }
        return startedAt == null ? null : startedAt.plusMillis(rings.get(outcome));
    }

    /**
     * False where only holds are known: those of a Local member's phone, which earlier versions of the gateway told without the
     * offer that they belong to.
     */
    public boolean happened() {
        return startedAt != null || outcome() != null || releasedAt != null;
    }

    public boolean accepted() {
        return outcome() == OfferOutcome.ACCEPTED;
    }

    /** Ms on hold within the talk; a hold without an end lasts until the release, and is not counted before it. */
    public long holdMs() {
        long total = 0;
        Long since = null;
        for (HoldMark mark : holdMarks) {
            if (mark.held && since == null) {
                since = mark.atMicros;
            } else if (!mark.held && since != null) {
                total += mark.atMicros - since;
                since = null;
            }
        }
        if (since != null && releasedAt != null) {
            total += Math.max(0, releasedAt.toEpochMilli() * 1000 - since);
        }
        long holdMs = total / 1000;
        return talkMs == null ? holdMs : Math.min(holdMs, talkMs);
    }
}
