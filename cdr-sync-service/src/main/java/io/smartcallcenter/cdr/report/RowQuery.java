package io.smartcallcenter.cdr.report;

import java.time.Instant;

/**
 * Which rows of the CDR are wanted; null = any.
 *
 * @param from inclusive, by calldate; {@code to} exclusive
 * @param call {@code <node>/<linkedid>}
 */
public record RowQuery(
        Instant from,
        Instant to,
        String node,
        String src,
        String dst,
        String did,
        String operator,
        String queue,
        String disposition,
        String call) {

    /** Where a page ended. */
    public record Place(Instant calldate, String id) {}
}
