package io.smartcallcenter.kpi.call;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A call as a whole.
 *
 * @param startedAt earliest time that an event named; null while only the routing spoke of the call
 * @param erased the caller's number and name were erased
 * @param number null if it is withheld or erased
 * @param name null if there is none or it is erased
 * @param endedAt null while it lasts
 * @param cause Q.850; null while it lasts
 * @param durationMs null while it lasts
 * @param queues that it waited in, was refused by or was sent to
 * @param operators interfaces that it was offered to
 * @param left how waits were reported to have ended; contradictions included
 * @param waitMs the longest wait that was reported; null if none was
 * @param answered whether an operator was connected
 * @param refused whether a queue refused it
 * @param fallback why the gateway decided by itself; null if it did not
 * @param callback number to call back; null if none was left or it is erased
 * @param cdr null while it was not compared
 */
public record CallSummary(
        String id,
        Instant startedAt,
        boolean erased,
        String number,
        String name,
        String dialled,
        String trunk,
        Instant endedAt,
        Long cause,
        Long durationMs,
        Set<String> queues,
        Set<String> operators,
        Set<EntryOutcome> left,
        Long waitMs,
        boolean answered,
        boolean refused,
        boolean transferred,
        String fallback,
        boolean voicemail,
        boolean callbackAsked,
        String callback,
        CdrMatch cdr) {

    /** The call that a document describes. */
    public static CallSummary from(String id, Fields fields) {
        return new CallSummary(
                id,
                fields.time(CallFields.STARTED_AT),
                CallerText.ERASED.equals(fields.text(CallFields.NAME)),
                CallerText.readNumber(fields.text(CallFields.NUMBER)),
                CallerText.read(fields.text(CallFields.NAME)),
                fields.text(CallFields.DIALLED),
                fields.text(CallFields.TRUNK),
                fields.time(CallFields.ENDED_AT),
                fields.number(CallFields.CAUSE),
                fields.number(CallFields.DURATION),
                names(fields, CallFields.QUEUES),
                names(fields, CallFields.OPERATORS),
                left(fields),
                fields.number(CallFields.WAIT),
                fields.flag(CallFields.ANSWERED),
                fields.flag(CallFields.REFUSED),
                fields.flag(CallFields.TRANSFERRED),
                fields.text(CallFields.FALLBACK),
                fields.flag(CallFields.VOICEMAIL),
                fields.flag(CallFields.CALLBACK_ASKED),
                CallerText.readNumber(fields.text(CallFields.CALLBACK)),
                CdrMatch.from(fields.number(CallFields.CDR), fields.text(CallFields.CDR_TEXT)));
    }

    private static Set<EntryOutcome> left(Fields fields) {
        Set<EntryOutcome> left = EnumSet.noneOf(EntryOutcome.class);
        fields.below(CallFields.LEFT, (name, set) -> left.add(EntryOutcome.valueOf(name)));
        return left;
    }

    private static Set<String> names(Fields fields, String path) {
        Set<String> names = new TreeSet<>();
        fields.below(path, (hash, name) -> names.add((String) name));
        return names;
    }
}
