package io.smartcallcenter.gateway.ownership;

import java.time.Instant;

/**
 * What this gateway knows of a node's owner.
 *
 * @param state our own part in it
 * @param owner null if nobody owns the node or nothing is known
 * @param address where the owner's API is; may be null
 * @param epoch of the owner; 0 without one
 * @param heard up to when everything that Asterisk sent is with Kafka, as the owner said last; may be null
 */
public record NodeStatus(String node, State state, String owner, String address, long epoch, Instant heard) {

    /** Our part. */
    public enum State {
        /** Another gateway runs the node, or nobody yet. */
        STANDING_BY,
        /** Kafka gave us the node; the predecessor's records are read. */
        TAKING_OVER,
        /** We run the node. */
        OWNER,
        /** We run the node, and Kafka has forgotten us: we go on until it says who owns the node. */
        DOUBTFUL,
        /** We give the node to a successor. */
        HANDING_OVER,
        /** The node is ours, and somebody asked us not to be connected to it. */
        DISCONNECTED
    }
}
