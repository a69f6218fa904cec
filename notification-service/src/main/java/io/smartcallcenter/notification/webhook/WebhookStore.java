package io.smartcallcenter.notification.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.NotificationDatabase;
import io.smartcallcenter.notification.channel.TypeFilter;
import io.smartcallcenter.notification.webhook.Deliveries.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/** Keeps webhooks, and how their deliveries go. Of two who change the same revision, one is told so. */
@ApplicationScoped
class WebhookStore {

    private static final Logger LOG = Logger.getLogger(WebhookStore.class);
    private static final String ID = "_id";
    private static final String REVISION = "revision";

    private final ReactiveMongoClient client;
    private final String database;

    @Inject
    WebhookStore(ReactiveMongoClient client) {
        this(client, NotificationDatabase.NAME);
    }

    WebhookStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    record Stored(Webhook webhook, Deliveries deliveries) {}

    Uni<Void> insert(Webhook webhook) {
        return webhooks().insertOne(fields(webhook).append(ID, webhook.id())).replaceWithVoid();
    }

    /** False if it is no longer of that revision. What is known of deliveries stays. */
    Uni<Boolean> replace(Webhook next, long revision) {
        return webhooks()
                .updateOne(and(eq(ID, next.id()), eq(REVISION, revision)), new Document("$set", fields(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    Uni<Boolean> delete(String id, long revision) {
        return webhooks()
                .deleteOne(and(eq(ID, id), eq(REVISION, revision)))
                .map(result -> result.getDeletedCount() == 1);
    }

    Uni<Optional<Stored>> find(String id) {
        return list(eq(ID, id)).map(found -> found.stream().findFirst());
    }

    /** The oldest first. */
    Uni<List<Stored>> all() {
        return list(new Document());
    }

    /** Adds to what is known of deliveries; null = nothing new. */
    Uni<Void> note(String id, long delivered, long failures, Instant lastDelivery, Failure lastFailure) {
        List<Bson> updates =
                new ArrayList<>(List.of(Updates.inc("delivered", delivered), Updates.inc("failures", failures)));
        if (lastDelivery != null) {
            updates.add(Updates.set("lastDelivery", Date.from(lastDelivery)));
        }
        if (lastFailure != null) {
            updates.add(Updates.set("lastFailure", document(lastFailure)));
        }
        return webhooks().updateOne(eq(ID, id), Updates.combine(updates)).replaceWithVoid();
    }

    private Uni<List<Stored>> list(Bson filter) {
        return webhooks()
                .find(filter, new FindOptions().sort(Sorts.ascending("createdAt", ID)))
                .collect()
                .asList()
                .map(found ->
                        found.stream().flatMap(each -> readable(each).stream()).toList());
    }

    /** One that cannot be read holds up no other. */
    private static Optional<Stored> readable(Document document) {
        try {
            return Optional.of(new Stored(webhook(document), deliveries(document)));
        } catch (RuntimeException ofAnotherVersion) {
            LOG.errorf("The webhook %s cannot be read: %s", document.get(ID), ofAnotherVersion.toString());
            return Optional.empty();
        }
    }

    private static Document fields(Webhook webhook) {
        return new Document("url", webhook.url().toString())
                .append("types", webhook.types().patterns())
                .append("enabled", webhook.enabled())
                .append("secret", webhook.secret())
                .append(REVISION, webhook.revision())
                .append("createdAt", Date.from(webhook.createdAt()))
                .append("addedAt", addedAt(webhook))
                .append("changedAt", Date.from(webhook.changedAt()))
                .append("changedBy", webhook.changedBy());
    }

    private static Document addedAt(Webhook webhook) {
        Document document = new Document();
        webhook.addedAt().forEach((topic, at) -> document.append(topic, Date.from(at)));
        return document;
    }

    /** Earlier versions had none. */
    private static Map<String, Instant> addedAt(Document document) {
        Document stored = document.get("addedAt", new Document());
        return stored.keySet().stream().collect(Collectors.toMap(topic -> topic, topic -> stored.getDate(topic)
                .toInstant()));
    }

    private static Webhook webhook(Document document) {
        return new Webhook(
                document.getString(ID),
                URI.create(document.getString("url")),
                new TypeFilter(document.getList("types", String.class)),
                document.getBoolean("enabled"),
                document.getString("secret"),
                document.getLong(REVISION),
                document.getDate("createdAt").toInstant(),
                addedAt(document),
                document.getDate("changedAt").toInstant(),
                document.getString("changedBy"));
    }

    private static Deliveries deliveries(Document document) {
        Date last = document.getDate("lastDelivery");
        Document failure = document.get("lastFailure", Document.class);
        return new Deliveries(
                number(document, "delivered"),
                number(document, "failures"),
                last == null ? null : last.toInstant(),
                failure == null ? null : failure(failure));
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class) == null
                ? 0
                : document.get(field, Number.class).longValue();
    }

    private static Document document(Failure failure) {
        return new Document("at", Date.from(failure.at()))
                .append("event", failure.event())
                .append("eventId", failure.eventId())
                .append("reason", failure.reason())
                .append("givenUp", failure.givenUp());
    }

    private static Failure failure(Document document) {
        return new Failure(
                document.getDate("at").toInstant(),
                document.getString("event"),
                document.getString("eventId"),
                document.getString("reason"),
                document.getBoolean("givenUp"));
    }

    private ReactiveMongoCollection<Document> webhooks() {
        return client.getDatabase(database).getCollection("webhooks");
    }
}
