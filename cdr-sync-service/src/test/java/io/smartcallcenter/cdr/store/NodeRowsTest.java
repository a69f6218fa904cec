package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.DatabaseType;
import io.smartcallcenter.cdr.source.Cursor;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far the table of a node has been read. */
@Tag("storage")
class NodeRowsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private ReactiveMongoClientImpl client;
    private CdrStore store;

    @BeforeEach
    void start() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
        store = new CdrStore(
                client.getDatabase(TestDatabase.freshName()), new TestSettings(10, Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private static AsteriskDatabase database(DatabaseType type, String user, String table) {
        return new AsteriskDatabase(
                "pbx1", type, "DB.example", 3306, user, "secret", "asteriskcdrdb", table, ZoneOffset.UTC, true);
    }

    private Cursor cursor(AsteriskDatabase database) {
        return result(store.of(database).cursor());
    }

    @Test
    void anotherUserOrTypeGoesOnWhereTheTableWasRead() {
        Cursor reached = new Cursor(5, "");
        result(store.of(database(DatabaseType.MYSQL, "scc", "cdr")).save(reached));

        assertThat(cursor(database(DatabaseType.MARIADB, "scc2", "cdr"))).isEqualTo(reached);
        assertThat(cursor(database(DatabaseType.MYSQL, "scc", "cdr2"))).isEqualTo(Cursor.START);
    }

    /** As after the zone of the node was corrected. */
    @Test
    void historyThatIsReadAgainPutsOnlyTheCalldateRight() {
        NodeRows rows = store.of(database(DatabaseType.MYSQL, "scc", "cdr"));
        result(rows.saveRows(List.of(row("1.1", START, "700")), START));
        result(rows.saveHistory(List.of(row("1.2", START, "700")), START));
        result(store.verdicts().updateMany(new Document(), Updates.set("dirty", false)));
        Instant right = START.minus(Duration.ofHours(5));

        long fresh = result(rows.saveHistory(List.of(row("1.1", right, "701"), row("1.2", right, "701")), START));

        assertThat(fresh).isZero();
        assertThat(result(store.cdr().find().collect().asList()))
                .allSatisfy(stored -> {
                    assertThat(stored.getDate("calldate").toInstant()).isEqualTo(right);
                    assertThat(stored.getString("dst")).isEqualTo("700");
                })
                .hasSize(2);
        assertThat(result(store.verdicts().find().collect().asList()))
                .as("what was compared is compared again, what was not is not")
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.getString("_id")).isEqualTo("pbx1/1.1");
                    assertThat(verdict.getBoolean("dirty")).isTrue();
                });
    }

    @Test
    void historyThatIsReadAgainWithTheSameTimesChangesNothing() {
        NodeRows rows = store.of(database(DatabaseType.MYSQL, "scc", "cdr"));
        result(rows.saveRows(List.of(row("1.1", START, "700")), START));
        result(store.verdicts().updateMany(new Document(), Updates.set("dirty", false)));

        result(rows.saveHistory(List.of(row("1.1", START, "700")), START));

        assertThat(result(store.withNewFacts(10))).isEmpty();
    }

    private static CdrRow row(String uniqueid, Instant calldate, String dst) {
        return new CdrRow("pbx1/" + uniqueid, uniqueid, 0, calldate, "", dst, "", "", "Queue", "ANSWERED", 1, 1);
    }

    @Test
    void whatAnEarlierVersionHasReadIsNotReadAgain() {
        result(store.cursors()
                .insertOne(new Document("_id", "pbx1")
                        .append("lastId", 5L)
                        .append("lastCalldate", "")
                        .append("source", "pbx1: MYSQL a@b@DB.example:3306/asteriskcdrdb.cdr")));

        assertThat(cursor(database(DatabaseType.MYSQL, "a@b", "cdr"))).isEqualTo(new Cursor(5, ""));
        assertThat(cursor(database(DatabaseType.MYSQL, "a@b", "r"))).isEqualTo(Cursor.START);
    }
}
