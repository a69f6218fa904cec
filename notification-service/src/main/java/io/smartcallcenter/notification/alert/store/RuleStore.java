package io.smartcallcenter.notification.alert.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.notification.NotificationDatabase;
import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.alert.AlertRule;
import io.smartcallcenter.notification.alert.Selector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jboss.logging.Logger;

/** Keeps the rules that somebody has written. Of two who change the same revision, one is told so. */
@ApplicationScoped
public class RuleStore {

    private static final Logger LOG = Logger.getLogger(RuleStore.class);
    private static final String ID = "_id";
    private static final String REVISION = "revision";

    private final ReactiveMongoClient client;
    private final String database;

    @Inject
    RuleStore(ReactiveMongoClient client) {
        this(client, NotificationDatabase.NAME);
    }

    RuleStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    public Uni<List<StoredRule>> all() {
        return rules().find().collect().asList().map(found -> found.stream()
                .flatMap(each -> readable(each).stream())
                .toList());
    }

    /** False if there is one of this id. */
    public Uni<Boolean> insert(StoredRule rule) {
        return rules().insertOne(document(rule))
                .replaceWith(true)
                .onFailure(RuleStore::duplicate)
                .recoverWithItem(false);
    }

    private static boolean duplicate(Throwable failure) {
        return failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /** False if it is no longer of that revision. */
    public Uni<Boolean> replace(StoredRule next, long revision) {
        return rules().replaceOne(and(eq(ID, next.rule().id()), eq(REVISION, revision)), document(next))
                .map(result -> result.getMatchedCount() == 1);
    }

    /** False if it is no longer of that revision. */
    public Uni<Boolean> delete(String id, long revision) {
        return rules().deleteOne(and(eq(ID, id), eq(REVISION, revision))).map(result -> result.getDeletedCount() == 1);
    }

    /** One that cannot be read holds up no other. */
    private static Optional<StoredRule> readable(Document document) {
        try {
            return Optional.of(rule(document));
        } catch (RuntimeException ofAnotherVersion) {
            LOG.errorf("The alert rule %s cannot be read: %s", document.get(ID), ofAnotherVersion.toString());
            return Optional.empty();
        }
    }

    private static Document document(StoredRule stored) {
        AlertRule rule = stored.rule();
        return new Document(ID, rule.id())
                .append("kind", rule.kind().name())
                .append("selector", rule.selector().pattern())
                .append("threshold", rule.threshold())
                .append("clearThreshold", rule.clearThreshold())
                .append("holdS", rule.hold().toSeconds())
                .append("clearHoldS", rule.clearHold().toSeconds())
                .append("minCalls", rule.minCalls())
                .append("severity", rule.severity().name())
                .append("enabled", rule.enabled())
                .append("advice", rule.advice())
                .append(REVISION, stored.revision())
                .append("changedAt", Date.from(stored.changedAt()))
                .append("changedBy", stored.changedBy());
    }

    private static StoredRule rule(Document document) {
        AlertRule rule = new AlertRule(
                document.getString(ID),
                AlertKind.valueOf(document.getString("kind")),
                new Selector(document.getString("selector")),
                document.getDouble("threshold"),
                document.getDouble("clearThreshold"),
                Duration.ofSeconds(document.get("holdS", Number.class).longValue()),
                Duration.ofSeconds(document.get("clearHoldS", Number.class).longValue()),
                document.getInteger("minCalls"),
                Severity.valueOf(document.getString("severity")),
                document.getBoolean("enabled"),
                document.getString("advice"));
        return new StoredRule(
                rule,
                document.get(REVISION, Number.class).longValue(),
                document.getDate("changedAt").toInstant(),
                document.getString("changedBy"));
    }

    private ReactiveMongoCollection<Document> rules() {
        return client.getDatabase(database).getCollection("alert_rules");
    }
}
