package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.Map;

/** Typed reading of one AMI packet. Times come from {@code Timestamp} (manager.conf: timestampevents = yes). */
final class AmiFrame {

    private static final String UNKNOWN = "<unknown>";

    private final Map<String, String> fields;
    private final Moment moment;

    AmiFrame(Map<String, String> fields, Instant receivedAt) {
        this.fields = fields;
        Instant at = time(fields.get("Timestamp"));
        this.moment = at == null ? Moment.ours(receivedAt) : new Moment(at, receivedAt);
    }

    String event() {
        return required("Event");
    }

    Moment moment() {
        return moment;
    }

    boolean has(String key) {
        return !text(key).isEmpty();
    }

    /** The value, or an empty string; Asterisk's {@code <unknown>} is empty too. */
    String text(String key) {
        String value = fields.get(key);
        return value == null || value.equals(UNKNOWN) ? "" : value;
    }

    String required(String key) {
        String value = text(key);
        if (value.isBlank()) {
            throw new BrokenFrame(key + " is missing");
        }
        return value;
    }

    int number(String key, int fallback) {
        String value = text(key);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new BrokenFrame(key + " is not a number");
        }
    }

    /** {@code 00:01:07} in seconds; 0 when absent. */
    long seconds(String key) {
        long seconds = 0;
        for (String part : text(key).isEmpty() ? new String[0] : text(key).split(":")) {
            try {
                seconds = seconds * 60 + Long.parseLong(part);
            } catch (NumberFormatException e) {
                throw new BrokenFrame(key + " is not a duration");
            }
        }
        return seconds;
    }

    boolean flag(String key) {
        return text(key).equals("1");
    }

    Party caller() {
        return new Party(text("CallerIDNum"), text("CallerIDName"));
    }

    /** {@code 1795386500.186537}: seconds and microseconds; null when absent. */
    private static Instant time(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            int dot = text.indexOf('.');
            if (dot < 0) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            String fraction = (text.substring(dot + 1) + "000000").substring(0, 6);
            return Instant.ofEpochSecond(Long.parseLong(text.substring(0, dot)), Long.parseLong(fraction) * 1000);
        } catch (NumberFormatException e) {
            throw new BrokenFrame("Timestamp is not a time");
        }
    }
}
