package io.smartcallcenter.routing.journal;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.Attempts;
import io.smartcallcenter.routing.RoutingDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The journal's indexes, and its end: decisions are forgotten when they are old. Several replicas may do it at once. */
@ApplicationScoped
public class JournalKeeping {

    private static final Logger LOG = Logger.getLogger(JournalKeeping.class);

    /** The connection string is asked for by name: without it the service must not look for a database on its own host. */
    @Produces
    @Singleton
    static JournalStore store(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String connectionString) {
        return new JournalStore(client, RoutingDatabase.NAME);
    }

    private final JournalStore store;
    private final Duration keep;
    private final Clock clock = Clock.systemUTC();

    JournalKeeping(JournalStore store, @ConfigProperty(name = "scc.routing.journal.keep") Duration keep) {
        this.store = store;
        this.keep = keep;
    }

    /** Without indexes everything works, slowly, so a database that is away is waited for. */
    void start(@Observes StartupEvent started) {
        Attempts.untilDone("create the indexes of the journal", store::prepare)
                .subscribe()
                .with(
                        done -> LOG.debug("The journal's indexes are there"),
                        failure -> LOG.error("No indexes", failure));
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return store.forget(clock.instant().minus(keep))
                .invoke(gone -> LOG.debugf("%d decisions older than %s were forgotten", gone, keep))
                .onFailure()
                .invoke(failure -> LOG.warnf("Old decisions stay another hour: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
