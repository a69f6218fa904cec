package io.smartcallcenter.cdr.report;

import io.smartcallcenter.cdr.reconcile.Reason;
import io.smartcallcenter.cdr.reconcile.Sides;
import io.smartcallcenter.cdr.reconcile.Sides.Side;
import io.smartcallcenter.cdr.reconcile.State;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Adds up calls by group, each side by its own: where the two name different queues of one call, it counts once in each, and as joined where the
 * events have it, or where the CDR has it if only that knows the call.
 */
public final class HybridFold {

    private final Group by;
    private final ZoneId zone;
    private final UnaryOperator<String> shown;
    private final Map<String, Sum> sums = new TreeMap<>();

    /** @param shown what is seen of a group; those that look alike then are one */
    public HybridFold(Group by, ZoneId zone, UnaryOperator<String> shown) {
        this.by = by;
        this.zone = zone;
        this.shown = shown;
    }

    /** @param codes of the findings */
    public record JudgedCall(Instant at, State state, Collection<String> codes, Sides sides) {}

    /**
     * A group.
     *
     * @param group empty: neither known
     * @param eventTalkS and {@code cdrBillableS}: seconds
     * @param talkDiffers matched calls whose legs last otherwise than ring and talk
     * @param reasons calls by code
     */
    public record Row(
            String group,
            long eventCalls,
            long eventAnswered,
            long eventTalkS,
            long cdrCalls,
            long cdrAnswered,
            long cdrBillableS,
            long matched,
            long onlyInEvents,
            long onlyInCdr,
            long differing,
            long pending,
            long talkDiffers,
            Map<String, Long> reasons) {}

    private static final class Sum {
        private long eventCalls;
        private long eventAnswered;
        private long eventTalkS;
        private long cdrCalls;
        private long cdrAnswered;
        private long cdrBillableS;
        private long talkDiffers;
        private final long[] states = new long[State.values().length];
        private final Map<String, Long> reasons = new TreeMap<>();
    }

    /** Calls that are not ours count nowhere. */
    public void add(JudgedCall call) {
        if (call.state == State.NOT_OURS) {
            return;
        }
        Side events = call.sides.events();
        Side cdr = call.sides.cdr();
        if (events != null) {
            Sum sum = sum(by.of(events, call.at, zone));
            sum.eventCalls++;
            sum.eventAnswered += events.answered() ? 1 : 0;
            sum.eventTalkS += events.talkS();
        }
        if (cdr != null) {
            Sum sum = sum(by.of(cdr, call.at, zone));
            sum.cdrCalls++;
            sum.cdrAnswered += cdr.answered() ? 1 : 0;
            sum.cdrBillableS += cdr.talkS();
        }
        Side joined = events == null ? cdr : events;
        Sum sum = sum(joined == null ? "" : by.of(joined, call.at, zone));
        sum.states[call.state.ordinal()]++;
        sum.talkDiffers += call.codes.contains(Reason.TALK_TIME.name()) ? 1 : 0;
        call.codes.forEach(code -> sum.reasons.merge(code, 1L, Long::sum));
    }

    private Sum sum(String group) {
        return sums.computeIfAbsent(shown.apply(group), any -> new Sum());
    }

    /** By group. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        sums.forEach((group, sum) -> rows.add(new Row(
                group,
                sum.eventCalls,
                sum.eventAnswered,
                sum.eventTalkS,
                sum.cdrCalls,
                sum.cdrAnswered,
                sum.cdrBillableS,
                sum.states[State.MATCHED.ordinal()],
                sum.states[State.MISSING_IN_CDR.ordinal()],
                sum.states[State.MISSING_IN_EVENTS.ordinal()],
                sum.states[State.MISMATCHED.ordinal()],
                sum.states[State.PENDING.ordinal()],
                sum.talkDiffers,
                Map.copyOf(sum.reasons))));
        return rows;
    }
}
