package io.smartcallcenter.routing.audit;

import com.mongodb.client.model.Indexes;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.Attempts;
import io.smartcallcenter.routing.RoutingDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** The trail is kept for ever, so whoever reads a page of it must not read all. Several replicas may create the index at once. */
@ApplicationScoped
class AuditIndex {

    private static final Logger LOG = Logger.getLogger(AuditIndex.class);

    private final ReactiveMongoClient client;

    AuditIndex(ReactiveMongoClient client) {
        this.client = client;
    }

    /** Without it everything works, slowly, so a database that is away is waited for. */
    void start(@Observes StartupEvent started) {
        Attempts.untilDone("create the index of the audit trail", () -> create(client, RoutingDatabase.NAME))
                .subscribe()
                .with(
                        done -> LOG.debug("The index of the audit trail is there"),
                        failure -> LOG.error("No index", failure));
    }

    static Uni<Void> create(ReactiveMongoClient client, String database) {
        return client.getDatabase(database)
                .getCollection(AuditTrail.COLLECTION)
                .createIndex(Indexes.descending(AuditTrail.AT, AuditTrail.ID))
                .replaceWithVoid();
    }
}
