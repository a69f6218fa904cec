package io.smartcallcenter.notification.feed;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.Envelope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * From where on the events of the log are in the queues that their operators were in at the time. The base may be newer than the first events of the log: until the
 * log has brought the same state of an operator, the queues of that operator's events are guessed from what became of them.
 */
final class MembershipsOfTheTime {

    private final Map<String, Instant> ahead = new HashMap<>();
    private Instant begin;
    private long newest;
    private boolean complete;
    private long since;

    /** @param position the offset before the first event of the log */
    MembershipsOfTheTime(long position) {
        this.since = position;
    }

    void base(Envelope<?> envelope) {
        if (envelope.data() instanceof AsteriskState.AgentState state) {
            ahead.put(key(state), envelope.meta().time());
        }
    }

    void read(long offset, Envelope<?> envelope) {
        if (complete) {
            return;
        }
        newest = offset;
        begin = begin == null ? envelope.meta().time() : begin;
        if (envelope.data() instanceof AsteriskState.AgentState state) {
            Instant base = ahead.get(key(state));
            if (base != null && !envelope.meta().time().isBefore(base)) {
                ahead.remove(key(state));
                since = offset;
            }
        }
    }

    /**
     * Everything was read that was written before the base was. What the log has not brought is older than the log, and was true all along; if it is not older, the log
     * does not have it, and nothing that was read so far is sure.
     */
    void complete() {
        if (begin != null && ahead.values().stream().anyMatch(base -> !base.isBefore(begin))) {
            since = newest;
        }
        ahead.clear();
        complete = true;
    }

    /** What comes after this offset is in its queues. */
    long since() {
        return since;
    }

    private static String key(AsteriskState.AgentState state) {
        return state.node() + "/" + state.agent().iface();
    }
}
