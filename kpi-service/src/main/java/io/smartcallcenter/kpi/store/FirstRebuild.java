package io.smartcallcenter.kpi.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.Attempts;
import io.smartcallcenter.kpi.owner.KnownKeys;
import io.smartcallcenter.kpi.owner.Rebuild;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * A store that has facts and no roll-ups, or roll-ups of another layout, comes from another version of this service: all of it is rolled
 * up once, in the background. Replicas that start together may both do it.
 */
@ApplicationScoped
public class FirstRebuild {

    private static final Logger LOG = Logger.getLogger(FirstRebuild.class);
    private static final long DAY_S = 86_400;

    private final KpiStore store;
    private final KnownKeys known;
    private final Rebuild rebuild;
    private final RebuildMarker marker;
    private final Clock clock;

    FirstRebuild(KpiStore store, KnownKeys known, Rebuild rebuild, RebuildMarker marker, Clock clock) {
        this.store = store;
        this.known = known;
        this.rebuild = rebuild;
        this.marker = marker;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        Attempts.untilDone("roll up what an earlier version has written", this::once)
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Roll-ups of an earlier version stay", failure));
    }

    private Uni<Void> once() {
        return deletedFacts()
                .chain(marker::isThere)
                .chain(there ->
                        there ? Uni.createFrom().voidItem() : everything().chain(marker::set));
    }

    /** Noted before anything can be rebuilt of facts that are not there. */
    private Uni<Void> deletedFacts() {
        return store.keptSince()
                .chain(since -> since.isAfter(Instant.EPOCH)
                        ? Uni.createFrom().voidItem()
                        : known.deletedUntil().chain(until -> until.map(store::forget)
                                .orElse(Uni.createFrom().voidItem())));
    }

    private Uni<Void> everything() {
        Instant now = clock.instant();
        return known.firstDay().chain(first -> {
            if (first.isEmpty() || first.get() * DAY_S > now.getEpochSecond()) {
                return Uni.createFrom().voidItem();
            }
            return rebuild.of(Instant.ofEpochSecond(first.get() * DAY_S), now.plusSeconds(DAY_S))
                    .invoke(touched ->
                            LOG.infof("Roll-ups are computed from the facts of an earlier version: %s", touched))
                    .replaceWithVoid();
        });
    }
}
