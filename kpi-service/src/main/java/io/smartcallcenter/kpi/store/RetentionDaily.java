package io.smartcallcenter.kpi.store;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.privacy.Erasures;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Enforces the retention some minutes after the start, and every day, and erases what came after its erasure; every replica does.
 */
@ApplicationScoped
public class RetentionDaily {

    private static final Logger LOG = Logger.getLogger(RetentionDaily.class);

    private final Retention retention;
    private final Erasures erasures;

    RetentionDaily(Retention retention, Erasures erasures) {
        this.retention = retention;
        this.erasures = erasures;
    }

    @Scheduled(every = "24h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> enforce() {
        return retention
                .enforce()
                .invoke(deleted ->
                        LOG.infof("Older than its time and deleted: %s", deleted.isEmpty() ? "nothing" : deleted))
                .onFailure()
                .invoke(failure -> LOG.warnf("Old documents stay another day: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    @Scheduled(every = "24h", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> eraseLateEvents() {
        return erasures.eraseLateEvents()
                .invoke(events -> LOG.infof("Late events of erased calls that were erased: %d", events))
                .onFailure()
                .invoke(failure -> LOG.warnf("Late events of erased calls stay another day: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
