package io.smartcallcenter.notification.ws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.NotificationDatabase;
import io.smartcallcenter.notification.channel.Role;
import io.smartcallcenter.notification.channel.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jboss.logging.Logger;

/**
 * One-shot tickets for clients that cannot send a subprotocol with a token. They are kept in the database, by their hash, so that every replica
 * takes them, and one of them once. While it is away they are kept here, and only this replica takes them.
 */
@ApplicationScoped
class Tickets {

    private static final Logger LOG = Logger.getLogger(Tickets.class);
    private static final int MAX_HERE = 10_000;
    private static final int TICKET_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> here = new LinkedHashMap<>();
    private final ReactiveMongoClient mongo;
    private final String database;
    private final WsSettings settings;
    private final Clock clock;

    private record Ticket(User user, Instant until) {}

    @Inject
    Tickets(ReactiveMongoClient mongo, WsSettings settings, Clock clock) {
        this(mongo, NotificationDatabase.NAME, settings, clock);
    }

    Tickets(ReactiveMongoClient mongo, String database, WsSettings settings, Clock clock) {
        this.mongo = mongo;
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    Uni<String> issue(User user) {
        String ticket = anyTicket();
        Ticket made = new Ticket(user, clock.instant().plus(settings.ticketLife()));
        return tickets()
                .insertOne(document(hash(ticket), made))
                .ifNoItem()
                .after(settings.databasePatience())
                .fail()
                .replaceWith(ticket)
                .onFailure()
                .recoverWithItem(failure -> issueHere(made, failure));
    }

    /** Another one: that which was tried may be in the database all the same, and would be taken once more. */
    private String issueHere(Ticket made, Throwable failure) {
        String ticket = anyTicket();
        keepHere(hash(ticket), made, failure);
        return ticket;
    }

    private String anyTicket() {
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The ticket's user, once, and while the token lasts that made it. */
    Uni<Optional<User>> redeem(String ticket) {
        String hash = hash(ticket);
        Ticket kept = takeHere(hash);
        if (kept != null) {
            return Uni.createFrom().item(valid(kept));
        }
        return tickets()
                .findOneAndDelete(new Document("_id", hash))
                .ifNoItem()
                .after(settings.databasePatience())
                .fail()
                .map(found -> found == null ? Optional.<User>empty() : valid(ticket(found)))
                .onFailure()
                .invoke(failure -> LOG.warnf("A ticket cannot be looked up: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Optional<User> valid(Ticket ticket) {
        Instant now = clock.instant();
        boolean over = ticket.until.isBefore(now) || !ticket.user.expires().isAfter(now);
        return over ? Optional.empty() : Optional.of(ticket.user);
    }

    private synchronized void keepHere(String hash, Ticket ticket, Throwable failure) {
        LOG.warnf("A ticket is kept in this replica only: %s", failure.toString());
        here.values().removeIf(old -> old.until.isBefore(clock.instant()));
        if (here.size() < MAX_HERE) {
            here.put(hash, ticket);
        }
    }

    private synchronized Ticket takeHere(String hash) {
        return here.remove(hash);
    }

    /** Those that nobody used. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return tickets()
                .deleteMany(Filters.lt("until", Date.from(clock.instant())))
                .onFailure()
                .invoke(failure -> LOG.debugf("Old tickets are forgotten later: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Document document(String hash, Ticket ticket) {
        User user = ticket.user;
        return new Document("_id", hash)
                .append("until", Date.from(ticket.until))
                .append("name", user.name())
                .append("roles", user.roles().stream().map(Role::claim).toList())
                .append("operator", user.operator())
                .append("expires", Date.from(user.expires()));
    }

    private static Ticket ticket(Document document) {
        User user = new User(
                document.getString("name"),
                document.getList("roles", String.class).stream()
                        .flatMap(role -> Role.of(role).stream())
                        .collect(Collectors.toSet()),
                document.getString("operator"),
                document.getDate("expires").toInstant());
        return new Ticket(user, document.getDate("until").toInstant());
    }

    /** A ticket that is read in the database opens nothing. */
    private static String hash(String ticket) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReactiveMongoCollection<Document> tickets() {
        return mongo.getDatabase(database).getCollection("tickets");
    }
}
