package io.smartcallcenter.kpi.call;

import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import java.time.Instant;

/**
 * Every event of a call as JSON text. One document per call and ten minutes, so that none grows without bound and a batch writes
 * few; in it, one field per event, named after a hash of the event's id.
 */
public final class Timeline {

    public static final String CALL_ID = "callId";

    /** When the ten minutes begin. */
    public static final String AT = "at";

    /** Below it stand the events. */
    public static final String EVENTS = "e";

    /** In front of a text whose data of the caller are erased: it sorts after the same text without it. */
    public static final String ERASED = CallerText.ERASED;

    /** In characters; a longer event is replaced by one that says so. */
    static final int LONGEST = 32 * 1024;

    private static final int LONGEST_ID = 1024;

    private static final long TEN_MINUTES_MS = 600_000;

    private Timeline() {}

    /** @throws IllegalArgumentException if the event's id is none of ours: absurdly long */
    public static Contribution fact(String callId, Envelope<?> event) {
        if (event.meta().id().length() > LONGEST_ID) {
            throw new IllegalArgumentException("the event's id is longer than " + LONGEST_ID + " characters");
        }
        return document(callId, event.meta().time())
                .document(path(event.meta().id()), text(event))
                .build();
    }

    /** @param text with {@link #ERASED} in front */
    public static Contribution erased(String callId, Instant time, String eventId, String text) {
        return document(callId, time).document(path(eventId), text).build();
    }

    private static Contribution.Builder document(String callId, Instant time) {
        Instant begin = begin(time);
        return Contribution.of(DocumentKind.CALL_EVENTS, callId + "|" + begin.toEpochMilli() / TEN_MINUTES_MS)
                .text(CALL_ID, callId)
                .time(AT, LEAST, begin);
    }

    /** When the ten minutes of an event begin. */
    public static Instant begin(Instant time) {
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), TEN_MINUTES_MS) * TEN_MINUTES_MS);
    }

    private static String path(String eventId) {
        return EVENTS + "." + StableHash.hex(eventId);
    }

    private static String text(Envelope<?> event) {
        String text = EventCodec.text(withoutFlow(event));
        if (text.length() > LONGEST) {
            String type = EventCodec.typeOf(event.data());
            text = EventCodec.text(new Envelope<>(event.meta(), new Unknown(type, "too long", new byte[0])));
        }
        return CallerText.cut(text, LONGEST);
    }

    /** The definition of a service flow is the same for all its calls, and long; the event names the flow. */
    private static Envelope<?> withoutFlow(Envelope<?> event) {
        if (event.data() instanceof RoutingEvent.Decided decided
                && decided.command() instanceof CallCommand.RouteService service) {
            return new Envelope<>(event.meta(), withoutFlow(decided, service));
        }
        return event;
    }

    private static RoutingEvent.Decided withoutFlow(RoutingEvent.Decided decided, CallCommand.RouteService service) {
        return new RoutingEvent.Decided(
                decided.callId(),
                decided.decisionId(),
                decided.requestId(),
                decided.dialled(),
                decided.callType(),
                decided.steps(),
                new CallCommand.RouteService(
                        service.callId(),
                        service.decisionId(),
                        service.expiresAt(),
                        service.requestId(),
                        service.flow(),
                        null,
                        service.then()),
                decided.caption(),
                decided.rules(),
                decided.latencyMicros());
    }
}
