package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.List;

/**
 * One queue.
 *
 * @param strategy as Asterisk names it; empty until its state is known
 * @param waiting callers in the order of service
 * @param members interfaces of the operators who are members
 */
public record QueueView(String queue, String strategy, List<Waiting> waiting, List<String> members) {

    /**
     * A caller who waits.
     *
     * @param position 1 = next to be served
     * @param since the join (Asterisk's clock)
     */
    public record Waiting(String entryId, String callId, Party caller, int position, Instant since) {}
}
