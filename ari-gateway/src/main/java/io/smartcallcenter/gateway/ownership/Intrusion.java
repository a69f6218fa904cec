package io.smartcallcenter.gateway.ownership;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether another program uses the application of a node that is ours: said when it takes it, and taken back when we have had it
 * for a while. Asterisk does not tell when an intruder is gone.
 */
public final class Intrusion {

    /** Longer than the pauses after which a replaced gateway takes its application back. */
    static final Duration QUIET = Duration.ofMinutes(1);

    /** What people are told. */
    public interface Alarm {

        /** @param since when it was taken first, of the times between which it was never quiet */
        void raise(String node, Instant since);

        void clear(String node);
    }

    private final String node;
    private final Alarm alarm;
    private Instant raisedSince;
    private Instant quietSince;

    Intrusion(String node, Alarm alarm) {
        this.node = node;
        this.alarm = alarm;
    }

    /** Our tenure begins: an owner before us may have raised the alarm and died. */
    void watch(Instant now) {
        quietSince = now;
    }

    void replaced(Instant now) {
        quietSince = now;
        raisedSince = raisedSince == null ? now : raisedSince;
        alarm.raise(node, raisedSince);
    }

    /** @param connected whether we have the application */
    void beat(boolean connected, Instant now) {
        if (quietSince == null) {
            return;
        }
        if (!connected) {
            quietSince = now;
        } else if (!now.isBefore(quietSince.plus(QUIET))) {
            quietSince = null;
            raisedSince = null;
            alarm.clear(node);
        }
    }
}
