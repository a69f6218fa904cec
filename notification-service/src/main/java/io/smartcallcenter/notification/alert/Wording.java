package io.smartcallcenter.notification.alert;

import java.util.Locale;

/** One sentence with the numbers, for people. */
final class Wording {

    private Wording() {}

    static String what(Reading reading, AlertRule rule) {
        String subject = reading.subject();
        String value = number(reading.value());
        String threshold = number(rule.threshold());
        String detail = reading.detail();
        return switch (reading.kind()) {
            case SERVICE_LEVEL_LOW ->
                "The service level of queue %s is %s %%, below %s %%, of %d calls today"
                        .formatted(subject, value, threshold, reading.calls());
            case LONGEST_WAIT ->
                "A caller in queue %s has waited for %s s; %s s is the limit%s"
                        .formatted(subject, value, threshold, detail);
            case NOBODY_AVAILABLE ->
                "Nobody can take the callers of queue %s (waiting: %s%s)".formatted(subject, value, detail);
            case OPERATOR_AUTO_PAUSED -> "%s was paused by Asterisk after a call that was not taken".formatted(detail);
            case MISSED_IN_ROW ->
                "%s has missed %s calls in a row; %s is the limit".formatted(detail, value, threshold);
            case LINK_DOWN -> "The link %s of the gateway is down%s".formatted(subject, detail);
            case CDR_LAG ->
                "A call of node %s ended %s s ago and its CDR has not been compared; %s s is the limit%s"
                        .formatted(subject, value, threshold, detail);
            case KAFKA_LAG ->
                "The consumer group %s is %s records behind; %s is the limit".formatted(subject, value, threshold);
        };
    }

    /** One decimal, and none of a whole number. */
    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
