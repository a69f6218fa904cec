package io.smartcallcenter.kpi.node;

import static io.smartcallcenter.kpi.document.Rule.GREATEST;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;
import java.util.Optional;

/** An event that a node cannot cause unless it runs. That it is away, or was, its gateway tells without it. */
public final class LifeSign {

    private static final String SOURCE = "/asterisk/";
    private static final String LAST_SEEN = "lastSeenAt";

    private LifeSign() {}

    /** Empty for an event that is none. */
    public static Optional<Contribution> fact(Envelope<?> envelope) {
        String source = envelope.meta().source();
        if (!source.startsWith(SOURCE) || source.length() == SOURCE.length() || !alive(envelope.data())) {
            return Optional.empty();
        }
        return Optional.of(Contribution.of(DocumentKind.NODE, source.substring(SOURCE.length()))
                .time(LAST_SEEN, GREATEST, envelope.meta().time())
                .build());
    }

    private static boolean alive(SccEvent event) {
        return event instanceof CallEvent
                || event instanceof AgentEvent
                || event instanceof NodeEvent.Connected
                || event instanceof NodeEvent.Snapshot;
    }

    /** When the node of a contribution to {@link DocumentKind#NODE} lived. */
    public static Instant at(Contribution sign) {
        return (Instant) sign.value(LAST_SEEN);
    }

    static Instant lastSeen(Fields fields) {
        return fields.time(LAST_SEEN);
    }
}
