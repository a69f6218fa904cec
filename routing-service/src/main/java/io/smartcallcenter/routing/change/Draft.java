package io.smartcallcenter.routing.change;

import io.smartcallcenter.routing.audit.AuditEntry;
import io.smartcallcenter.routing.audit.AuditEntry.What;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of the draft. There is one draft for everybody.
 *
 * @param revision grows with every change and is never used again; 0 = nothing was ever changed
 * @param basedOn the version that it was made from
 * @param document the rules as JSON; null = nothing has been changed since the newest version
 * @param change the last one; null = it was published, or nothing was ever changed
 */
record Draft(long revision, long basedOn, String document, Change change) {

    static final Draft NONE = new Draft(0, 0, null, null);

    /**
     * @param section null = the whole document
     * @param name null = the whole section
     */
    record Change(String by, Instant at, What what, String section, String name) {}

    boolean empty() {
        return document == null;
    }

    /** What the audit trail shall have of the last change. */
    Optional<AuditEntry> audit() {
        return Optional.ofNullable(change)
                .map(last -> new AuditEntry(
                        "draft/" + revision,
                        last.at(),
                        last.by(),
                        last.what(),
                        last.section(),
                        last.name(),
                        revision,
                        null,
                        null));
    }
}
