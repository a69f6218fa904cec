package io.smartcallcenter.events;

/** How an {@code Offer}, one ring attempt at one operator, ended (design: metric definitions). */
public enum OfferOutcome {
    /** This operator answered. */
    ACCEPTED,
    /** Rang out: this is what the reports call missed. */
    TIMEOUT,
    /** Busy, declined, congestion, unavailable. */
    REJECTED,
    /** The caller left while it rang. */
    CANCELLED,
    /** Another operator won (ringall): not missed. */
    RESCINDED,
    /** The operator's leg dropped before the bridge. */
    DUMPED,
    /** Unknown: a gap of the gateway or a restart of Asterisk. */
    LOST
}
