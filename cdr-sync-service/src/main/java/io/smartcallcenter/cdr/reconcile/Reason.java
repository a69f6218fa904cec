package io.smartcallcenter.cdr.reconcile;

/** Why a call and its CDR rows do not agree, or agree although they look as if they did not. */
public enum Reason {
    /** The call lasts: its rows are written when it ends. */
    CALL_LASTS,
    /** No row came after the end of the call. */
    NO_ROW,
    /** Nobody answered and no queue rang: Asterisk writes no row ({@code unanswered=no}). */
    NO_ROW_EXPECTED,
    /** Asterisk was started anew while the call was there: a killed one writes no row of the calls that it loses. */
    ASTERISK_RESTART,
    /** Events of the node were lost while the call was there: what is missing may be that. */
    GATEWAY_GAP,
    /** No event of the call was seen. */
    NO_EVENT,
    /** The row of the caller says that the call is over, its end was not seen. */
    NO_END,
    /** The events say that an operator answered; there is a row of the leg, and it says otherwise. */
    DISPOSITION,
    /** The events say that an operator answered, there is no row of the leg. */
    OPERATOR_ONLY_IN_EVENTS,
    /** A row says that an operator answered, no event does. */
    OPERATOR_ONLY_IN_CDR,
    /** The operator's leg is shorter than ring and talk of the events, or longer than the call. A remark: the call matches. */
    TALK_TIME,
    /** Operators were rung without a queue and did not answer: Asterisk writes no row of that. A remark: the call matches. */
    DIRECT_ATTEMPT_WITHOUT_ROW,
    /** Members of the queue were Local channels, of which both halves have rows. A remark: the call matches. */
    LOCAL_MEMBERS,
    /** No queue and no application of ours had a part in it. */
    FOREIGN_CALL,
    /** The call began before calls were looked at. */
    BEFORE_THE_START
}
