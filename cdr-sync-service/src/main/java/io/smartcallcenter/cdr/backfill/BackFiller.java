package io.smartcallcenter.cdr.backfill;

import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.source.History;
import io.smartcallcenter.cdr.source.History.Leaf;
import io.smartcallcenter.cdr.source.OtherTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Works on back-fills, a page at a time. How far it is, is kept after the rows: a crash reads a page again and changes nothing. A database
 * that is away is left alone for a while; on another table of the node, or in another zone, it begins anew.
 */
@ApplicationScoped
public class BackFiller {

    private static final Logger LOG = Logger.getLogger(BackFiller.class);

    private static final String NOT_READ =
            "the rows of the node are not read: its database is not enabled, its password cannot be decrypted, or its table is read for another node";

    private static final Duration LONGEST_RELEASE = Duration.ofSeconds(2);

    private final String worker = UUID.randomUUID().toString();
    private final BackFills backFills;
    private final History history;
    private final CdrSettings settings;
    private final Map<String, BackFill> working = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    BackFiller(BackFills backFills, History history, CdrSettings settings) {
        this.backFills = backFills;
        this.history = history;
        this.settings = settings;
    }

    @Scheduled(every = "{scc.cdr.poll}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> round() {
        if (stopping) {
            return Uni.createFrom().voidItem();
        }
        Instant now = Instant.now();
        return backFills
                .take(worker, now, settings.backFillLease())
                .invoke(taken -> taken.stream()
                        .filter(each -> each.isDue(now)
                                && history.knows(each.node())
                                && working.putIfAbsent(each.node(), each) == null)
                        .forEach(this::start))
                .call(this::tellWaiting)
                .onFailure()
                .invoke(failure -> LOG.warnf("Back-fills are looked for later: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Those of nodes that are disabled, or cannot be read. */
    private Uni<Void> tellWaiting(List<BackFill> taken) {
        return Multi.createFrom()
                .iterable(taken)
                .filter(each -> !history.knows(each.node())
                        && !working.containsKey(each.node())
                        && !NOT_READ.equals(each.problem()))
                .onItem()
                .transformToUniAndConcatenate(
                        each -> backFills.save(each.waiting(NOT_READ), worker, Instant.now(), lease()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Another replica, or this one after its restart, goes on at once. */
    void release(@Observes ShutdownEvent event) {
        stopping = true;
        try {
            backFills.release(worker).await().atMost(LONGEST_RELEASE);
        } catch (RuntimeException away) {
            LOG.warnf("Back-fills are gone on with only when their lease is over: %s", away.toString());
        }
    }

    /** What is saved while this one stops is not held by it. */
    private Duration lease() {
        return stopping ? Duration.ZERO : settings.backFillLease();
    }

    private void start(BackFill backFill) {
        LOG.infof("Back-fill of %s goes on after %d rows", backFill.node(), backFill.rows());
        work(backFill)
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("Back-fill of %s is tried again: %s", backFill.node(), failure.toString());
                    BackFill reached = failed(working.get(backFill.node()), failure);
                    return backFills
                            .save(reached, worker, Instant.now(), lease())
                            .onFailure()
                            .recoverWithItem(true);
                })
                .subscribe()
                .with(done -> working.remove(backFill.node()), failure -> working.remove(backFill.node()));
    }

    private BackFill failed(BackFill reached, Throwable failure) {
        return failure instanceof OtherTable ? reached.anew() : reached.failed(history.reason(failure), Instant.now());
    }

    /** Until its end, or until it is stopped. */
    private Uni<Boolean> work(BackFill backFill) {
        Allowance allowance = new Allowance(settings.backFillRate(), TimeMeter.SYSTEM_NANOTIME);
        String node = backFill.node();
        Pages pages = new Pages(
                backFill.next(),
                at -> allowed(allowance)
                        .chain(() -> history.read(node, at))
                        .invoke(leaf -> allowance.spend(leaf.rows())),
                leaf -> history.store(node, leaf));
        return Multi.createBy()
                .repeating()
                .<Boolean>uni(() -> page(node, pages))
                .whilst(more -> more)
                .collect()
                .last();
    }

    private static Uni<Void> allowed(Allowance allowance) {
        Duration wait = allowance.untilNext();
        Uni<Void> now = Uni.createFrom().voidItem();
        return wait.isZero() ? now : now.onItem().delayIt().by(wait);
    }

    /** @return whether there is more */
    private Uni<Boolean> page(String node, Pages pages) {
        Instant begun = Instant.now();
        return pages.next().chain(page -> {
            Duration took = Duration.between(begun, Instant.now());
            Leaf leaf = page.leaf();
            BackFill reached = working.get(node).after(leaf.next(), leaf.rows(), page.rows(), leaf.fraction(), took);
            BackFill now = leaf.end() ? reached.done() : reached;
            working.put(node, now);
            return backFills.save(now, worker, Instant.now(), lease()).map(ours -> ours && !leaf.end() && !stopping);
        });
    }
}
