package io.smartcallcenter.kpi.entry;

import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;

/** A call that was sent to a queue and never joined it. */
public record Refusal(String callId, String queue, RefusedReason reason, Instant at) {

    public static final String QUEUE = "queue";
    public static final String AT = "at";
    private static final String CALL_ID = "callId";
    private static final String REASON = "reason";

    /** A call may be refused many times: the time is part of the identity. */
    public static Contribution fact(CallEvent.QueueRefused refused, Instant at) {
        String id = refused.callId() + "/" + refused.queue() + "/" + refused.reason() + "/" + at.toEpochMilli();
        return Contribution.of(DocumentKind.REFUSAL, id)
                .text(CALL_ID, refused.callId())
                .text(QUEUE, refused.queue())
                .text(REASON, refused.reason().name())
                .time(AT, LEAST, at)
                .build();
    }

    public static Refusal from(Fields fields) {
        return new Refusal(
                fields.text(CALL_ID), fields.text(QUEUE), RefusedReason.valueOf(fields.text(REASON)), fields.time(AT));
    }
}
