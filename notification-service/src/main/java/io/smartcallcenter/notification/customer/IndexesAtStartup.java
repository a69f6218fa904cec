package io.smartcallcenter.notification.customer;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.Attempts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Asks for the indexes once the service runs: a database that is away is waited for, and holds up nothing else. */
@ApplicationScoped
class IndexesAtStartup {

    private static final Logger LOG = Logger.getLogger(IndexesAtStartup.class);

    private final CustomerStore customers;
    private final ContactStore contacts;
    private final CommentStore comments;
    private final AuditStore audit;

    IndexesAtStartup(CustomerStore customers, ContactStore contacts, CommentStore comments, AuditStore audit) {
        this.customers = customers;
        this.contacts = contacts;
        this.comments = comments;
        this.audit = audit;
    }

    void start(@Observes StartupEvent started) {
        Attempts.untilDone("create the indexes of customers", this::create)
                .subscribe()
                .with(done -> LOG.debug("Indexes are there"), failure -> LOG.error("No indexes", failure));
    }

    private Uni<Void> create() {
        return customers
                .prepare()
                .chain(contacts::prepare)
                .chain(comments::prepare)
                .chain(audit::prepare);
    }
}
