package io.smartcallcenter.kpi.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
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
    private final CallStore calls;
    private final NoteStore notes;
    private final AuditStore audit;
    private final Retention retention;

    IndexesAtStartup(
            KpiStore store,
            RollUpStore rollUps,
            CallStore calls,
            NoteStore notes,
            AuditStore audit,
            Retention retention) {
        this.store = store;
        this.rollUps = rollUps;
        this.calls = calls;
        this.notes = notes;
        this.audit = audit;
        this.retention = retention;
    }

    void start(@Observes StartupEvent started) {
        Attempts.untilDone("create the indexes", this::create)
                .subscribe()
                .with(done -> LOG.debug("Indexes are there"), failure -> LOG.error("No indexes", failure));
    }

    private Uni<Void> create() {
        return store.prepare()
                .chain(rollUps::prepare)
                .chain(calls::prepare)
                .chain(notes::prepare)
                .chain(audit::prepare)
                .chain(retention::prepare);
    }
}
