package io.smartcallcenter.notification.customer;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes calls, and copies of the comments on them, that are older than their time. Any replica may do it, at any time. */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final ContactStore contacts;
    private final CommentStore comments;
    private final Clock clock;
    private final Duration keep;

    /** @param keep as ISO-8601 duration */
    Retention(
            ContactStore contacts,
            CommentStore comments,
            Clock clock,
            @ConfigProperty(name = "scc.notification.contacts.keep", defaultValue = "P400D") Duration keep) {
        this.contacts = contacts;
        this.comments = comments;
        this.clock = clock;
        this.keep = keep;
    }

    @Scheduled(every = "24h", delayed = "10m", identity = "contacts-retention")
    Uni<Void> daily() {
        return enforce()
                .onFailure()
                .invoke(failure -> LOG.warnf("Old calls stay until tomorrow: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> enforce() {
        Instant before = clock.instant().minus(keep);
        return contacts.deleteOlder(before)
                .chain(calls -> comments.deleteOlder(before)
                        .invoke(written -> LOG.infof("Deleted: %d old calls, %d comments on calls", calls, written)))
                .replaceWithVoid();
    }
}
