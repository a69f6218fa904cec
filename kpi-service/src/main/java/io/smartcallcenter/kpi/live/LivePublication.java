package io.smartcallcenter.kpi.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks for changed figures four times a second; a look that takes longer lets the next ones out. */
@ApplicationScoped
public class LivePublication {

    private static final Logger LOG = Logger.getLogger(LivePublication.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LOOKS_PER_REFRESH = 4;

    private final LiveFigures figures;
    private Cancellable looking;

    LivePublication(LiveFigures figures) {
        this.figures = figures;
    }

    void start(@Observes StartupEvent started) {
        looking = Multi.createFrom()
                .ticks()
                .every(PAUSE)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(this::look)
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Live figures have stopped", failure));
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (looking != null) {
            looking.cancel();
        }
    }

    private Uni<Void> look(long tick) {
        if (tick % LOOKS_PER_REFRESH == 0) {
            figures.refreshWaiting();
        }
        return Uni.createFrom()
                .deferred(figures::publish)
                .onFailure()
                .invoke(failure -> LOG.warnf("Live figures are late, trying again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
