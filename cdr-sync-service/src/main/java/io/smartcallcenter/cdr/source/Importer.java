package io.smartcallcenter.cdr.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.AsteriskDatabases;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Imports what is new of every node, every {@code scc.cdr.poll}, side by side: one that is away holds up nobody. Of several replicas one imports a
 * node, until it stops or is not heard of.
 */
@ApplicationScoped
public class Importer {

    private static final Logger LOG = Logger.getLogger(Importer.class);

    /** One for the live import, one for the back-fill. */
    private static final int CONNECTIONS = 2;

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);
    private static final Duration LONGEST_RELEASE = Duration.ofSeconds(2);

    private final AsteriskDatabases databases;
    private final NodeStores stores;
    private final CdrSettings settings;
    private final MeterRegistry meters;
    private final ImportOwners owners;
    private final Duration lease;
    private final Connections connections;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    record Running(
            AsteriskDatabase database,
            DatabaseAccess access,
            CdrSource source,
            ImportStore store,
            NodeImport imports) {}

    /** @param poll between two imports of a node; whoever says nothing for three of them has left its nodes to others */
    Importer(
            AsteriskDatabases databases,
            NodeStores stores,
            ImportOwners owners,
            CdrSettings settings,
            @ConfigProperty(name = "scc.cdr.poll") Duration poll,
            MeterRegistry meters,
            Vertx vertx) {
        this.owners = owners;
        this.lease = poll.multipliedBy(3).compareTo(SHORTEST_LEASE) > 0 ? poll.multipliedBy(3) : SHORTEST_LEASE;
        this.databases = databases;
        this.stores = stores;
        this.settings = settings;
        this.meters = meters;
        this.connections = new Connections(vertx, settings.queryTimeout());
    }

    /** The nodes whose rows are read now. */
    public List<String> nodes() {
        return List.copyOf(running.keySet());
    }

    /** Our clock at the start of the last import that came to the end of the node's table; null before the first. */
    public Instant importedUntil(String node) {
        Running found = running.get(node);
        return found == null ? null : found.imports.importedUntil();
    }

    /** Empty for a node whose rows are not read. */
    public Optional<ImportState> state(String node) {
        return Optional.ofNullable(running.get(node)).map(each -> each.imports.state());
    }

    /** Empty for a node whose rows are not read. */
    Optional<Running> running(String node) {
        return Optional.ofNullable(running.get(node));
    }

    @Scheduled(every = "{scc.cdr.poll}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        return databases
                .enabled()
                .invoke(this::adopt)
                .chain(this::shareOut)
                .onFailure()
                .invoke(failure -> {
                    meters.counter("scc.cdr.import.failures").increment();
                    LOG.warnf(
                            "Nothing is imported, the settings cannot be read or no node taken: %s",
                            failure.toString());
                })
                .onFailure()
                .recoverWithNull();
    }

    /** Of several replicas one imports a node; it says so at each poll, also while an import takes longer than that. */
    private Uni<Void> shareOut() {
        return Multi.createFrom()
                .iterable(List.copyOf(running.values()))
                .onItem()
                .transformToUniAndConcatenate(this::lead)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> lead(Running each) {
        if (stopping) {
            return Uni.createFrom().voidItem();
        }
        return owners.take(each.database, each.imports.state(), Instant.now(), lease)
                .invoke(elsewhere -> {
                    elsewhere.ifPresentOrElse(each.imports::follow, each.imports::lead);
                    if (elsewhere.isEmpty()) {
                        each.imports.pollUnlessBusy();
                    }
                })
                .replaceWithVoid();
    }

    /** Another replica goes on at once. */
    void release(@Observes ShutdownEvent event) {
        stopping = true;
        try {
            owners.release().await().atMost(LONGEST_RELEASE);
        } catch (RuntimeException away) {
            LOG.warnf("Imports are free only when their lease is over: %s", away.toString());
        }
    }

    /** Settings that have changed get a new pool; the import goes on where it was. */
    private void adopt(List<AsteriskDatabase> wanted) {
        Map<String, AsteriskDatabase> byNode =
                wanted.stream().collect(Collectors.toMap(AsteriskDatabase::node, Function.identity()));
        running.values().removeIf(each -> {
            boolean stays = each.database.equals(byNode.get(each.database.node()));
            if (!stays) {
                close(each.access);
            }
            return !stays;
        });
        byNode.forEach((node, database) -> running.computeIfAbsent(node, any -> start(database)));
    }

    private Running start(AsteriskDatabase database) {
        LOG.infof("CDRs are imported of %s", database);
        DatabaseAccess access = connections.open(database, CONNECTIONS);
        CdrSource source = new CdrTable(access, database);
        ImportStore store = stores.of(database);
        return new Running(
                database, access, source, store, new NodeImport(database.node(), source, store, settings, meters));
    }

    @PreDestroy
    void stop() {
        running.values().forEach(each -> close(each.access));
    }

    private static void close(DatabaseAccess access) {
        access.close().subscribe().with(closed -> {}, failure -> LOG.debug("A pool does not close", failure));
    }
}
