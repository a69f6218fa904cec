package io.smartcallcenter.kpi.store;

import io.quarkus.runtime.StartupEvent;
import io.smartcallcenter.defaults.intake.Attempts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Asks for the indexes once the service runs; without them everything works, slowly, so a database that is away is waited for. */
@ApplicationScoped
public class IndexesAtStartup {

    private static final Logger LOG = Logger.getLogger(IndexesAtStartup.class);

    private final KpiStore store;
    private final RollUpStore rollUps;

    IndexesAtStartup(KpiStore store, RollUpStore rollUps) {
        this.store = store;
        this.rollUps = rollUps;
    }

    void start(@Observes StartupEvent started) {
        Attempts.untilDone("create the indexes", () -> store.prepare().chain(rollUps::prepare))
                .subscribe()
                .with(done -> LOG.debug("Indexes are there"), failure -> LOG.error("No indexes", failure));
    }
}
