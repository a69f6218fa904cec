package io.smartcallcenter.gateway.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** The two ways in which Asterisk writes a time. What is not a time is null: a measurement is not worth an error. */
final class AsteriskTime {

    private static final DateTimeFormatter ARI = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private AsteriskTime() {}

    /** {@code 1795386500.186537}: seconds and microseconds. */
    static Instant ofAmi(String text) {
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        try {
            long seconds = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
            String fraction = dot < 0 ? "0" : (text.substring(dot + 1) + "000000").substring(0, 6);
            return Instant.ofEpochSecond(seconds, Long.parseLong(fraction) * 1000);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** {@code 2026-11-22T22:28:20.174+0000}. */
    static Instant ofAri(Object text) {
        try {
            return text instanceof String time ? OffsetDateTime.parse(time, ARI).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
