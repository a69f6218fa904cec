package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import java.util.Optional;

/** Which node has read which tables, whatever is set now. */
public interface ReadTables {

    /** Another node of which rows of this table were read: read for this one too, they are there twice. */
    Uni<Optional<String>> otherReaderOf(AsteriskDatabase database);
}
