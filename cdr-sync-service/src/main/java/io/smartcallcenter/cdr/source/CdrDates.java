package io.smartcallcenter.cdr.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** {@code calldate} as the database writes it: whole seconds of the PBX's zone, in an order that is that of the text. */
final class CdrDates {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private CdrDates() {}

    /** A date that is none ({@code 0000-00-00 00:00:00}) gives the epoch: the row keeps its call. */
    static Instant instant(String calldate, ZoneId zone) {
        try {
            return LocalDateTime.parse(calldate, TEXT).atZone(zone).toInstant();
        } catch (DateTimeException zeroDate) {
            return Instant.EPOCH;
        }
    }

    static String text(Instant at, ZoneId zone) {
        return at.atZone(zone).format(TEXT);
    }

    static String minus(String calldate, Duration window) {
        return LocalDateTime.parse(calldate, TEXT).minus(window).format(TEXT);
    }

    static String later(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    static String earlier(String one, String other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
