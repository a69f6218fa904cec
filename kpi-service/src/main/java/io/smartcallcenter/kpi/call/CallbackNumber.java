package io.smartcallcenter.kpi.call;

import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A number that was left on a call to be called back. There may be several of one call, of which its summary shows one: each has a document
 * of its own, to be found by an erasure.
 *
 * @param digits {@link CallerText#ERASED} once it is erased
 */
public record CallbackNumber(String id, String callId, String digits) {

    public static final String CALL_ID = "callId";
    public static final String DIGITS = "digits";
    public static final String AT = "at";

    /** Empty if it has no digits: nothing could find it. */
    public static Optional<Contribution> fact(CallEvent.CallbackRequested asked, Instant at) {
        String digits = CallerText.digits(asked.number());
        String id = asked.callId() + "|" + ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return digits.isEmpty()
                ? Optional.empty()
                : Optional.of(Contribution.of(DocumentKind.CALLBACK, id)
                        .text(CALL_ID, asked.callId())
                        .text(DIGITS, digits)
                        .time(AT, LEAST, at)
                        .build());
    }

    /** What makes it unreadable for ever. */
    public Contribution erased() {
        return Contribution.of(DocumentKind.CALLBACK, id)
                .text(DIGITS, CallerText.ERASED)
                .build();
    }
}
