package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which replica imports the rows of a node, one at a time; the others know how it goes there. */
public interface ImportOwners {

    /**
     * Takes the import of a node, or keeps it.
     *
     * @param here how it goes with this replica, for the others
     * @param lease after which it is free if nothing was heard of this replica
     * @return empty if it is this replica's; otherwise how it goes with the one that has it
     */
    Uni<Optional<ImportState>> take(AsteriskDatabase database, ImportState here, Instant now, Duration lease);

    /** All imports of this replica are free at once. */
    Uni<Void> release();
}
