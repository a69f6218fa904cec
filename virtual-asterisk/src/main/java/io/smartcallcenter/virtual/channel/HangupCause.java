package io.smartcallcenter.virtual.channel;

/** The Q.850 causes that occur here, with Asterisk's texts. */
public enum HangupCause {
    UNKNOWN(0, "Unknown"),
    NORMAL_CLEARING(16, "Normal Clearing"),
    USER_BUSY(17, "User busy"),
    NO_ANSWER(19, "User alerting, no answer"),
    REJECTED(21, "Call Rejected"),
    ANSWERED_ELSEWHERE(26, "Answered elsewhere"),
    NORMAL_UNSPECIFIED(31, "Normal, unspecified"),
    INTERWORKING(127, "Interworking, unspecified");

    private final int code;
    private final String text;

    HangupCause(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }
}
