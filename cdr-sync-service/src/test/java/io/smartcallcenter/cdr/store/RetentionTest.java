package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.RetentionSettings;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.privacy.Erasure;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is older than its time goes, and nothing else does. */
@Tag("storage")
class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    private ReactiveMongoClientImpl client;
    private ReactiveMongoDatabase database;
    private CdrStore store;

    @BeforeEach
    void start() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
        database = client.getDatabase(TestDatabase.freshName());
        store = new CdrStore(database, new TestSettings(10, Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private record Days(Duration rows, Duration calls, Duration audit) implements RetentionSettings {}

    private Map<String, Long> enforce(int rows, int calls, int audit) {
        Days kept = new Days(Duration.ofDays(rows), Duration.ofDays(calls), Duration.ofDays(audit));
        return result(new Retention(store, kept).enforce(NOW));
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private void insert(String collection, Document document) {
        result(database.getCollection(collection).insertOne(document));
    }

    private long count(String collection) {
        return result(database.getCollection(collection).countDocuments());
    }

    private void row(String uniqueid, Instant calldate, Instant imported) {
        result(store.saveHistory(
                List.of(new CdrRow(
                        "pbx1/" + uniqueid, uniqueid, 0, calldate, "", "", "", "", "Queue", "ANSWERED", 1, 1)),
                imported,
                imported));
    }

    @Test
    void eachKindIsKeptAsLongAsItsSettingSays() {
        AuditStore audit = new AuditStore(store);
        for (int days : new int[] {0, 9, 11, 12, 40, 700}) {
            row("u" + days, daysAgo(days), NOW);
            insert("verdicts", new Document("_id", "c" + days).append("at", Date.from(daysAgo(days))));
            insert("calls", new Document("_id", "c" + days).append(CallFacts.FIRST, Date.from(daysAgo(days))));
            insert("gaps", new Document("_id", "g" + days).append("to", Date.from(daysAgo(days))));
            insert("exports", new Document("at", Date.from(daysAgo(days))));
            result(audit.note(new Erasure("e" + days, daysAgo(days), "anna", "x", true, 1, 1)));
        }

        Map<String, Long> deleted = enforce(10, 20, 100);

        assertThat(deleted)
                .containsOnly(
                        Map.entry("cdr", 4L),
                        Map.entry("verdicts", 2L),
                        Map.entry("calls", 2L),
                        Map.entry("gaps", 2L),
                        Map.entry("exports", 1L),
                        Map.entry("erasures", 1L));
        assertThat(count("cdr")).isEqualTo(2);
        assertThat(count("verdicts")).isEqualTo(4);
        assertThat(enforce(10, 20, 100)).isEmpty();
    }

    @Test
    void aRowWithAZeroDateIsAsOldAsItsImport() {
        row("new", Instant.EPOCH, daysAgo(1));
        row("old", Instant.EPOCH, daysAgo(11));

        assertThat(enforce(10, 10, 10)).containsOnly(Map.entry("cdr", 1L));
        assertThat(result(store.rowDocuments(List.of("pbx1/new")))).hasSize(1);
    }

    @Test
    void aVerdictThatWasNotMadeYetStays() {
        insert("verdicts", new Document("_id", "new").append("dirty", true));

        assertThat(enforce(10, 10, 10)).isEmpty();
    }
}
