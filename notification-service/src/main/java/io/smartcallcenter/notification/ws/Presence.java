package io.smartcallcenter.notification.ws;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.NotificationDatabase;
import io.smartcallcenter.notification.ws.ReplicaStore.Connected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Who is connected and reads which channel. Every replica tells the others every few seconds by way of the database; while that is away an answer
 * has the clients of this replica only, and says so.
 */
@ApplicationScoped
class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);

    /** A replica that said nothing for so long is gone, and its clients with it. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    private final String replica = UUID.randomUUID().toString();
    private final Sessions sessions;
    private final ReplicaStore store;
    private final Clock clock;
    private final Duration patience;

    Presence(Sessions sessions, ReactiveMongoClient mongo, WsSettings settings, Clock clock) {
        this.sessions = sessions;
        this.store = new ReplicaStore(mongo, NotificationDatabase.NAME);
        this.clock = clock;
        this.patience = settings.databasePatience();
    }

    /**
     * A client.
     *
     * @param operator null when the user is none
     * @param since when it connected
     */
    record Client(String user, String operator, Instant since) {}

    /** @param complete false when other replicas could not be asked, or there are more than are listed */
    record Clients(List<Client> clients, boolean complete) {}

    /** Those who read a channel, by its name. */
    Uni<Clients> of(String channel) {
        return store.ofOthers(replica, clock.instant().minus(FRESH))
                .ifNoItem()
                .after(patience)
                .fail()
                .map(others -> clients(channel, others, true))
                .onFailure()
                .recoverWithItem(failure -> clients(channel, List.of(), false));
    }

    private Clients clients(String channel, List<Connected> others, boolean complete) {
        List<Client> found = Stream.concat(here().stream(), others.stream())
                .filter(client -> client.channels().contains(channel))
                .map(client -> new Client(client.user(), client.operator(), client.since()))
                .toList();
        return new Clients(found.stream().limit(MOST).toList(), complete && found.size() <= MOST);
    }

    private List<Connected> here() {
        return sessions.all().stream()
                .map(session -> new Connected(
                        session.user().name(), session.user().operator(), session.since(), session.channelNames()))
                .toList();
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tell() {
        return store.tell(replica, clock.instant(), here())
                .chain(() -> store.forgetSilent(clock.instant().minus(FORGOTTEN)))
                .onFailure()
                .invoke(failure -> LOG.debugf("The other replicas are not told who is here: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    void stop(@Observes ShutdownEvent event) {
        store.gone(replica).subscribe().with(done -> {}, failure -> {});
    }
}
