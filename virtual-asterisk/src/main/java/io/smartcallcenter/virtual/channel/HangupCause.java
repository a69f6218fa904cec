package io.smartcallcenter.virtual.channel;

import java.util.Optional;
import java.util.stream.Stream;

/** The Q.850 causes of Asterisk (main/channel.c), with its texts. */
public enum HangupCause {
    UNKNOWN(0, "Unknown"),
    UNALLOCATED(1, "Unallocated (unassigned) number"),
    NO_ROUTE_TRANSIT_NET(2, "No route to specified transit network"),
    NO_ROUTE_DESTINATION(3, "No route to destination"),
    NORMAL_CLEARING(16, "Normal Clearing"),
    USER_BUSY(17, "User busy"),
    NO_USER_RESPONSE(18, "No user responding"),
    NO_ANSWER(19, "User alerting, no answer"),
    REJECTED(21, "Call Rejected"),
    NUMBER_CHANGED(22, "Number changed"),
    ANSWERED_ELSEWHERE(26, "Answered elsewhere"),
    DESTINATION_OUT_OF_ORDER(27, "Destination out of order"),
    INVALID_NUMBER_FORMAT(28, "Invalid number format"),
    NORMAL_UNSPECIFIED(31, "Normal, unspecified"),
    CONGESTION(34, "Circuit/channel congestion"),
    NETWORK_OUT_OF_ORDER(38, "Network out of order"),
    TEMPORARY_FAILURE(41, "Temporary failure"),
    BEARER_CAPABILITY_UNAVAILABLE(58, "Bearer capability not available"),
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

    /** Empty for a code that is not known here. */
    public static Optional<HangupCause> of(int code) {
        return Stream.of(values()).filter(each -> each.code == code).findFirst();
    }
}
