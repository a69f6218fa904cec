package io.smartcallcenter.cdr.source;

import java.time.Instant;

/**
 * How the import of a node goes.
 *
 * @param importedUntil our clock at the start of the last import that came to the end of the table; null before the first
 * @param failingSince null while it works
 * @param reason why it fails, for people; null while it works
 * @param nextAttempt null while it works
 */
public record ImportState(Instant importedUntil, Instant failingSince, String reason, Instant nextAttempt) {

    public static final ImportState NOT_YET = new ImportState(null, null, null, null);
}
