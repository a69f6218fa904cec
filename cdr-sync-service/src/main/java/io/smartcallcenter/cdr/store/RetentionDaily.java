package io.smartcallcenter.cdr.store;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Enforces the retention some minutes after the start, and every day; every replica does. */
@ApplicationScoped
class RetentionDaily {

    private static final Logger LOG = Logger.getLogger(RetentionDaily.class);

    private final Retention retention;

    RetentionDaily(Retention retention) {
        this.retention = retention;
    }

    @Scheduled(every = "24h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> enforce() {
        return retention
                .enforce(Instant.now())
                .invoke(deleted ->
                        LOG.infof("Older than its time and deleted: %s", deleted.isEmpty() ? "nothing" : deleted))
                .onFailure()
                .invoke(failure -> LOG.warnf("Old documents stay another day: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
