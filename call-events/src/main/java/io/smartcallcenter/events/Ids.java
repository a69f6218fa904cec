package io.smartcallcenter.events;

import java.time.Instant;
import java.util.Locale;

/** The ids of the contract. All are deterministic: a repeated source event gives the same id. */
public final class Ids {

    private Ids() {}

    public static String call(String node, String linkedid) {
        return node + "/" + linkedid;
    }

    /** One for each {@code QueueCallerJoin}: the caller's channel, the queue and Asterisk's microsecond. */
    public static String entry(String node, String uniqueid, String queue, Instant joined) {
        return node + "/" + uniqueid + "/" + queue + "/" + joined.getEpochSecond() + "."
                + String.format(Locale.ROOT, "%06d", joined.getNano() / 1000);
    }

    /** One for each ringing leg. */
    public static String offer(String node, String legUniqueid) {
        return node + "/" + legUniqueid;
    }

    /** The node of a call, entry or offer id. */
    public static String nodeOf(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
