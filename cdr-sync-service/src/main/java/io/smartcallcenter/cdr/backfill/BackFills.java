package io.smartcallcenter.cdr.backfill;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The back-fills, one of each node at most; each is worked on by one replica. */
public interface BackFills {

    Uni<Optional<BackFill>> of(String node);

    /** @return false if one of the node is running */
    Uni<Boolean> begin(BackFill backFill);

    /** @return false if none of the node is running */
    Uni<Boolean> stop(String node);

    /** Those that nobody works on, or whose worker has not been heard of for long; they are this worker's from now on. */
    Uni<List<BackFill>> take(String worker, Instant now, Duration lease);

    /** @return false if it was stopped, or is another worker's by now */
    Uni<Boolean> save(BackFill backFill, String worker, Instant now, Duration lease);

    /** Those of this worker are free at once. */
    Uni<Void> release(String worker);
}
