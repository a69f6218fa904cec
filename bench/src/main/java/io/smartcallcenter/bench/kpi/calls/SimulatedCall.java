package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.CallEvent.TransferKind;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.RefusedReason;
import java.util.List;

/**
 * What happened to one caller. All times are whole ms since the epoch.
 *
 * @param number counts the calls of a season, from 0
 * @param uniqueid of the caller's channel, with the node's name in front (Asterisk's {@code systemname})
 * @param caller number as the network announces it
 * @param steps in order of time
 */
public record SimulatedCall(
        int number, String node, String uniqueid, String caller, long startedAt, long endedAt, List<Step> steps) {

    /** What a queue did with the caller. */
    public sealed interface Step {
        String queue();

        long at();
    }

    /** The queue did not let the caller join. */
    public record Refused(String queue, RefusedReason reason, long at) implements Step {}

    /**
     * One wait in one queue.
     *
     * @param at the join
     * @param rings in order of their begin
     * @param talk null if nobody answered
     * @param position at the join
     */
    public record Visit(
            String queue, long at, long leftAt, EntryOutcome outcome, List<Ring> rings, Talk talk, int position)
            implements Step {

        public long waitMs() {
            return leftAt - at;
        }
    }

    /** @param leg uniqueid of the operator's channel */
    public record Ring(Operator operator, String leg, long from, long to, OfferOutcome outcome) {

        public long ringMs() {
            return to - from;
        }
    }

    /** @param target where a transfer went; null if there was none */
    public record Talk(
            Ring ring, long from, long to, EndedBy endedBy, List<Hold> holds, TransferKind transfer, String target) {

        public long talkMs() {
            return to - from;
        }
    }

    /** The operator held the caller. */
    public record Hold(long from, long to) {}
}
