package io.smartcallcenter.kpi.document;

/** The documents of the service, one collection each. */
public enum DocumentKind {
    QUEUE_ENTRY("queue_entries"),
    REFUSAL("queue_refusals"),
    OFFER("offers"),
    OPERATOR_STATE("operator_states"),
    NODE_GAP("node_gaps"),
    NODE_LINK("node_links"),
    NODE("nodes"),
    RETIREMENT("node_retirements"),
    /** Since when facts can be relied on: what is older was deleted. */
    FORGOTTEN("forgotten"),
    CALL("calls"),
    CALL_EVENTS("call_events"),
    CALLBACK("callbacks");

    private final String collection;

    DocumentKind(String collection) {
        this.collection = collection;
    }

    public String collection() {
        return collection;
    }
}
