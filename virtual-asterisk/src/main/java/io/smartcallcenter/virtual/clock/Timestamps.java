package io.smartcallcenter.virtual.clock;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Asterisk's two ways to write a time. Caches the last one: the events of one moment share it. */
public final class Timestamps {

    private static final DateTimeFormatter ARI =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private long ariMillis = Long.MIN_VALUE;
    private String ari;

    /** {@code 2026-11-22T22:28:20.174+0000} */
    public String ari(long micros) {
        long millis = micros / 1000;
        if (millis != ariMillis) {
            ariMillis = millis;
            ari = ARI.format(Instant.ofEpochMilli(millis));
        }
        return ari;
    }

    /** {@code 1795386500.186537}, as with manager.conf {@code timestampevents=yes}. */
    public static void ami(StringBuilder out, long micros) {
        out.append(micros / 1_000_000).append('.');
        long fraction = micros % 1_000_000;
        for (long digit = 100_000; digit > fraction && digit > 1; digit /= 10) {
            out.append('0');
        }
        out.append(fraction);
    }
}
