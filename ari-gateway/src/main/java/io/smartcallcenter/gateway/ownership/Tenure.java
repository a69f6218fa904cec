package io.smartcallcenter.gateway.ownership;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallState;
import java.time.Instant;
import java.util.List;

/** The time during which this gateway runs one node. Methods may block for a second or two; they are called in order. */
public interface Tenure {

    /** Begins tenures. */
    interface Beginning {

        /** Connects to the node's Asterisk; returns before the links are up. */
        Tenure begin(String node, long epoch, Predecessor predecessor);
    }

    /**
     * What an earlier owner left.
     *
     * @param heard up to when everything that Asterisk sent is on Kafka; null if the node never had an owner
     */
    record Predecessor(List<CallState> calls, List<AsteriskState> states, Instant heard) {}

    /** Up to when everything that Asterisk sent is on Kafka; null until both links came up. */
    Instant heard();

    /** The node's application is ours now: ARI is connected. */
    boolean controls();

    /** Callers who wait for a decision go to the default queue: nobody comes after us. */
    void drain();

    /** Closes both links and brings what was heard to Kafka. Callers who wait for a decision keep waiting. */
    void handOver();

    /**
     * After {@link #handOver}.
     *
     * @param successor whether there is one: if not, callers who wait still go to the default queue
     */
    void end(boolean successor);

    /** Stops at once and publishes nothing more: somebody else runs the node already. */
    void abandon();
}
