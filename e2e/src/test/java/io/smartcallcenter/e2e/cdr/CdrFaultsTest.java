package io.smartcallcenter.e2e.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smartcallcenter.e2e.suite.OneService;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMariaDb;
import io.smartcallcenter.embedded.EmbeddedMariaDb.CdrTable;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.embedded.JwtIssuer;
import io.smartcallcenter.embedded.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ConditionFactory;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * History is imported beside live rows while the PBX's database and the service are killed again and again: every row of the table is on
 * record once. {@code -Dscc.cdr.history=1000000 -Dsurefire.argLine=-Xmx10g} for a large table.
 */
class CdrFaultsTest {

    private static final long SEED = 20_261_127;
    private static final int HISTORY = Integer.getInteger("scc.cdr.history", 20_000);
    private static final int FAULTS = 4;
    private static final int LIVE_AT_ONCE = 250;
    private static final String BACK_FILL = "/api/admin/settings/asterisk-database/pbx1/back-fill";
    private static final String DATABASES = "/api/admin/settings/asterisk-database";
    private static final String RANGE = "{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2025-01-01T00:00:00Z\"}";

    private final Random random = new Random(SEED);

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(200));
    }

    @ParameterizedTest
    @EnumSource(CdrTable.class)
    void everyRowIsOnRecordOnce(CdrTable table) throws SQLException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                EmbeddedMongo mongo = EmbeddedMongo.start(0);
                EmbeddedMariaDb mariaDb = EmbeddedMariaDb.start(0, table);
                ReactiveMongoClient client =
                        new ReactiveMongoClientImpl(MongoClients.create(mongo.connectionString()))) {
            ReactiveMongoCollection<Document> stored =
                    client.getDatabase("scc_cdr").getCollection("cdr");
            PbxTable pbx = new PbxTable(mariaDb, random);
            pbx.fillWithHistory(HISTORY);
            try (OneService service = new OneService(
                    "cdr-sync-service", new JwtIssuer("e2e"), settings(kafka, mongo, mariaDb), "-Xmx128m")) {
                patiently().until(() -> !service.ask("POST", BACK_FILL, RANGE).isEmpty());
                for (int fault = 0; fault < FAULTS; fault++) {
                    pbx.write(LIVE_AT_ONCE, fault % 2 == 0 ? 60 : -60);
                    awaitMore(stored, fault);
                    breakSomething(fault, service, mariaDb);
                }
                writeOutOfOrder(pbx, stored);
                patiently().until(() -> service.ask("GET", BACK_FILL, null).contains("\"state\":\"done\""));
                Set<String> rows = pbx.rows();
                patiently().until(() -> count(stored) >= rows.size());

                List<String> onRecord = onRecord(stored);
                assertThat(onRecord).hasSameSizeAs(rows);
                assertThat(new HashSet<>(onRecord)).isEqualTo(rows);
            }
        }
    }

    /** Until the next part of the history is on record, or of the live rows. */
    private void awaitMore(ReactiveMongoCollection<Document> stored, int fault) {
        long target = (long) (HISTORY * (fault + random.nextDouble()) / (FAULTS + 1));
        patiently().until(() -> count(stored) >= target);
    }

    private void breakSomething(int fault, OneService service, EmbeddedMariaDb mariaDb) {
        if (fault % 2 == 0) {
            mariaDb.kill();
            patiently().until(() -> service.ask("GET", DATABASES, null).contains("\"away_since\":\""));
            mariaDb.startAgain();
        } else {
            service.kill();
            service.start();
        }
    }

    /** A transaction that began before others ends after their rows were imported. */
    private void writeOutOfOrder(PbxTable pbx, ReactiveMongoCollection<Document> stored) throws SQLException {
        try (Connection slow = pbx.connect()) {
            slow.setAutoCommit(false);
            pbx.write(slow, 3, 0);
            pbx.write(LIVE_AT_ONCE, 0);
            String last = pbx.lastWritten();
            patiently()
                    .until(() -> stored.countDocuments(Filters.eq("uniqueid", last))
                                    .await()
                                    .indefinitely()
                            == 1);
            slow.commit();
        }
    }

    private static long count(ReactiveMongoCollection<Document> stored) {
        return stored.countDocuments().await().indefinitely();
    }

    private static List<String> onRecord(ReactiveMongoCollection<Document> stored) {
        return stored.find(new FindOptions()
                        .projection(Projections.include("uniqueid", "sequence"))
                        .batchSize(10_000))
                .map(row -> row.getString("uniqueid") + "/" + row.get("sequence"))
                .collect()
                .asList()
                .await()
                .indefinitely();
    }

    private static Map<String, String> settings(EmbeddedKafka kafka, EmbeddedMongo mongo, EmbeddedMariaDb mariaDb) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "SCC_CDR_POLL",
                "500ms",
                "SCC_CDR_PAGE_SIZE",
                "1000",
                "SCC_CDR_BACK_FILL_RATE",
                Integer.toString(HISTORY / 8),
                "SCC_CDR_BACK_FILL_LEASE",
                "2s",
                "SCC_CDR_RETENTION_ROWS",
                "P36500D",
                "SCC_CDR_SETTINGS_KEY",
                Secrets.key(),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "QUARKUS_MONGODB_CONNECTION_STRING",
                mongo.connectionString()));
        settings.putAll(Map.of(
                "SCC_CDR_DATABASE_HOST", mariaDb.host(),
                "SCC_CDR_DATABASE_PORT", Integer.toString(mariaDb.port()),
                "SCC_CDR_DATABASE_NAME", mariaDb.database(),
                "SCC_CDR_DATABASE_USERNAME", mariaDb.username(),
                "SCC_CDR_DATABASE_PASSWORD", mariaDb.password()));
        return settings;
    }
}
