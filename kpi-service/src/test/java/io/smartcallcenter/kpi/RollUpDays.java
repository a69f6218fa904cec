package io.smartcallcenter.kpi;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.CallHash;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Days of roll-ups by hand, for tests of what is folded from them. */
public final class RollUpDays {

    private record Key(String name, long day) {}

    private final Map<Key, QueueDay> queues = new HashMap<>();
    private final Map<Key, OperatorDay> operators = new HashMap<>();

    public Collection<QueueDay> queues() {
        return queues.values();
    }

    public Collection<OperatorDay> operators() {
        return operators.values();
    }

    /**
     * The days that a report over the range reads, in any order: those of the range, and of an operator without a first one the
     * newest before, without its offers. Each day carries the last mark of each state before it.
     */
    public List<OperatorDay> operators(Instant from, Instant to, Random order) {
        long first = Quarter.of(from).day();
        long last = Quarter.of(to.minusNanos(1)).day();
        Map<String, OperatorDay> before = new HashMap<>();
        List<OperatorDay> read = new ArrayList<>();
        for (OperatorDay day : operators.values()) {
            if (first <= day.day() && day.day() <= last) {
                read.add(carrying(day));
            } else if (day.day() < first && !operators.containsKey(new Key(day.iface(), first))) {
                before.merge(day.iface(), day, (one, other) -> one.day() > other.day() ? one : other);
            }
        }
        before.values().forEach(day -> read.add(withoutOffers(carrying(day))));
        Collections.shuffle(read, order);
        return read;
    }

    private OperatorDay carrying(OperatorDay day) {
        Map<List<Object>, StateMark> carried = new HashMap<>();
        operators.values().stream()
                .filter(earlier -> earlier.iface().equals(day.iface()) && earlier.day() < day.day())
                .flatMap(earlier -> earlier.marks().stream())
                .forEach(mark -> carried.merge(
                        Arrays.asList(mark.node(), mark.queue(), mark.state()),
                        mark,
                        (one, other) -> one.atMicros() > other.atMicros() ? one : other));
        return new OperatorDay(
                day.iface(), day.day(), day.name(), day.offers(), List.copyOf(carried.values()), day.marks());
    }

    private static OperatorDay withoutOffers(OperatorDay day) {
        return new OperatorDay(day.iface(), day.day(), day.name(), List.of(), day.carried(), day.marks());
    }

    /** Rows of the quarters of the join and of the leave. */
    public RollUpDays entry(String queue, long joinedAt, EntryOutcome outcome, long waitMs, long call) {
        Quarter joined = Quarter.of(joinedAt);
        Quarter left = outcome == null ? joined : Quarter.of(joinedAt + waitMs);
        boolean together = joined.equals(left);
        queue(queue, joined.day())
                .entries()
                .add(new EntryRow(true, outcome != null && together, joinedAt, outcome, waitMs, call));
        if (!together) {
            queue(queue, left.day()).entries().add(new EntryRow(false, true, joinedAt, outcome, waitMs, call));
        }
        return this;
    }

    public RollUpDays entry(QueueEntry entry) {
        return entry(
                entry.queue(),
                entry.joinedAt().toEpochMilli(),
                entry.outcome(),
                entry.waiting() ? 0 : entry.waitMs(),
                CallHash.of(entry.callId()));
    }

    public RollUpDays refusal(Refusal refusal) {
        return refusal(refusal.queue(), refusal.at().toEpochMilli(), refusal.reason());
    }

    public RollUpDays refusal(String queue, long at, RefusedReason reason) {
        queue(queue, Quarter.of(at).day()).refusals().add(new RefusalRow(at, reason));
        return this;
    }

    /** Rows of the quarters of the start and of the end of the ringing; the flags of the row are set here. */
    public RollUpDays offer(String iface, OfferRow row) {
        Quarter started = Quarter.of(row.startedAt());
        Quarter ended = row.outcome() == null ? started : Quarter.of(row.endedAt());
        boolean together = started.equals(ended);
        operator(iface, started.day()).offers().add(flagged(row, true, row.outcome() != null && together));
        if (!together) {
            operator(iface, ended.day()).offers().add(flagged(row, false, true));
        }
        return this;
    }

    private static OfferRow flagged(OfferRow row, boolean home, boolean ends) {
        return new OfferRow(
                home,
                ends,
                row.queue(),
                row.startedAt(),
                row.outcome(),
                row.endedAt(),
                row.answeredAt(),
                row.releasedAt(),
                row.talkMs(),
                row.holdMs(),
                row.call());
    }

    public RollUpDays offer(Offer offer) {
        Quarter started = Quarter.of(offer.startedAt());
        return named(offer.iface(), offer.name(), started.from()).offer(offer.iface(), OfferRow.of(offer, started));
    }

    public RollUpDays mark(StateMark mark) {
        long at = mark.atMicros() / 1000;
        named(mark.iface(), mark.name(), at)
                .operator(mark.iface(), Quarter.of(at).day())
                .marks()
                .add(mark);
        return this;
    }

    private RollUpDays named(String iface, String name, long at) {
        Key key = new Key(iface, Quarter.of(at).day());
        operators.put(key, operator(iface, key.day, name));
        return this;
    }

    private OperatorDay operator(String iface, long day, String name) {
        OperatorDay known = operator(iface, day);
        return new OperatorDay(iface, day, name, known.offers(), known.carried(), known.marks());
    }

    private OperatorDay operator(String iface, long day) {
        return operators.computeIfAbsent(
                new Key(iface, day),
                key -> new OperatorDay(iface, day, iface, new ArrayList<>(), List.of(), new ArrayList<>()));
    }

    private QueueDay queue(String queue, long day) {
        return queues.computeIfAbsent(
                new Key(queue, day), key -> new QueueDay(queue, day, new ArrayList<>(), new ArrayList<>()));
    }
}
