package io.smartcallcenter.events;

/** Which facts of an Asterisk node can be heard at all. */
public enum NodeMode {
    /** Over both links: calls, queues, operators. */
    FULL,
    /** No manager interface is configured: calls and direct offers, but no queue entries, no offers of queues, no operators. */
    ARI_ONLY
}
