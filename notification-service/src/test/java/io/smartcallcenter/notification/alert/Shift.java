package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.SccEvent;
import java.time.Instant;
import java.util.UUID;

/** An operator whom no other test knows, and the calls that are offered to them. */
public final class Shift {

    public final Agent agent = new Agent("PJSIP/" + UUID.randomUUID(), "Ann");

    public String key() {
        return "missed-in-row/" + agent.iface();
    }

    /** On a call of its own. */
    public Envelope<SccEvent> misses() {
        String call = call();
        return of(new CallEvent.OfferEnded(call, call, call + "/e", "support", agent, OfferOutcome.TIMEOUT, 15_000));
    }

    public Envelope<SccEvent> answers() {
        String call = call();
        return of(new CallEvent.Answered(call, call + "/e", call, "support", agent, 1000, 1000));
    }

    private static String call() {
        return "pbx1/" + UUID.randomUUID();
    }

    private static Envelope<SccEvent> of(SccEvent event) {
        Instant now = Instant.now();
        return new Envelope<>(
                new EventMeta(UUID.randomUUID().toString(), "/asterisk/pbx1", "s", now, 1, 0, now, null), event);
    }
}
