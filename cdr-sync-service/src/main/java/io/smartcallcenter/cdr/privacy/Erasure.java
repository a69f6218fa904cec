package io.smartcallcenter.cdr.privacy;

import java.time.Instant;

/**
 * A number was made unreadable. The number itself is not kept.
 *
 * @param at to the millisecond
 * @param who the token's name
 * @param finished false while it runs, or if it broke off: then it has to be asked for again
 * @param rows of the copy of the CDR in which it stood
 * @param comparisons of calls with their rows in which it stood
 */
public record Erasure(String id, Instant at, String who, String reason, boolean finished, long rows, long comparisons) {

    public Erasure done(long erasedRows, long erasedComparisons) {
        return new Erasure(id, at, who, reason, true, erasedRows, erasedComparisons);
    }
}
