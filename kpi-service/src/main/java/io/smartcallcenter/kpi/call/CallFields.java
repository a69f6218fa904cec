package io.smartcallcenter.kpi.call;

import io.smartcallcenter.events.EntryOutcome;

/** The fields of a call's document that are searched by. Their paths are made of constants and of hashes in hexadecimal. */
public final class CallFields {

    /** Earliest time that a call event names: the field that ranges are searched by. */
    public static final String STARTED_AT = "startedAt";

    public static final String DIALLED = "dialled";

    /** Digits of the caller's number, or {@link CallerText#ERASED}. */
    public static final String CALLER_DIGITS = "callerDigits";

    /** Digits of one number to call back, or {@link CallerText#ERASED}: earlier versions wrote it, see {@link CallbackNumber}. */
    public static final String CALLBACK_DIGITS = "callbackDigits";

    /** The longest wait that was reported, ms. */
    public static final String WAIT = "wait";

    public static final String ANSWERED = "answered";
    public static final String REFUSED = "refused";

    /** {@link CdrMatch#number}. */
    public static final String CDR = "cdr";

    /** When the routing was last heard of: such a document may lack a start. */
    public static final String ROUTED_AT = "routedAt";

    static final String NUMBER = "number";
    static final String NAME = "name";
    static final String TRUNK = "trunk";
    static final String ENDED_AT = "endedAt";
    static final String CAUSE = "cause";
    static final String DURATION = "duration";
    static final String QUEUES = "q";
    static final String OPERATORS = "op";
    static final String LEFT = "left";
    static final String TRANSFERRED = "transferred";
    static final String FALLBACK = "fallback";
    static final String VOICEMAIL = "voicemail";
    static final String CALLBACK_ASKED = "callbackAsked";
    static final String CALLBACK = "callback";
    static final String CDR_TEXT = "cdrText";

    private CallFields() {}

    /** Where the queue's name is the value, if the call was in it. */
    public static String queue(String name) {
        return QUEUES + "." + StableHash.hex(name);
    }

    /** Where the operator's interface is the value, if the call was offered to them. */
    public static String operator(String iface) {
        return OPERATORS + "." + StableHash.hex(iface);
    }

    /** True if a wait was reported to have ended so. */
    public static String left(EntryOutcome outcome) {
        return LEFT + "." + outcome.name();
    }
}
