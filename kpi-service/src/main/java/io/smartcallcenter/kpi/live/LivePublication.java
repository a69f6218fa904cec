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
    private static final int LOOKS_A_SECOND = 4;
    private static final int LOOKS_A_MINUTE = 240;

    private final LiveFigures figures;
    private final RollCall rollCall;
    private Cancellable looking;
    private long last;

    LivePublication(LiveFigures figures, RollCall rollCall) {
        this.figures = figures;
        this.rollCall = rollCall;
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
        if (tick / LOOKS_A_MINUTE > last / LOOKS_A_MINUTE) {
            figures.refreshAll();
        } else if (tick / LOOKS_A_SECOND > last / LOOKS_A_SECOND) {
            figures.refreshWaiting();
        }
        last = tick;
        return Uni.createFrom()
                .deferred(rollCall::ifDue)
                .chain(figures::publish)
                .onFailure()
                .invoke(failure -> LOG.warnf("Live figures are late, trying again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
