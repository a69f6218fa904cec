package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.DatabaseType;
import io.smartcallcenter.cdr.source.ImportState;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One replica imports a node, the other one takes over. */
@Tag("storage")
class StoredOwnersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(10);

    private ReactiveMongoClientImpl client;
    private StoredOwners one;
    private StoredOwners other;

    @BeforeEach
    void start() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
        CdrStore store = new CdrStore(
                client.getDatabase(TestDatabase.freshName()), new TestSettings(10, Duration.ofSeconds(10)));
        one = new StoredOwners(store);
        other = new StoredOwners(store);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private static AsteriskDatabase table(String name) {
        return new AsteriskDatabase(
                "pbx1", DatabaseType.MARIADB, "db", 3306, "scc", "secret", "asteriskcdrdb", name, ZoneOffset.UTC, true);
    }

    private static Optional<ImportState> take(StoredOwners replica, ImportState here, Instant now) {
        return result(replica.take(table("cdr"), here, now, LEASE));
    }

    @Test
    void whoHasItKeepsItAndTheOtherOneKnowsHowItGoes() {
        ImportState failing = new ImportState(NOW, NOW.plusSeconds(1), "no answer in time", NOW.plusSeconds(3));

        assertThat(take(one, ImportState.NOT_YET, NOW)).isEmpty();
        assertThat(take(other, ImportState.NOT_YET, NOW)).contains(ImportState.NOT_YET);
        assertThat(take(one, failing, NOW.plusSeconds(9))).isEmpty();
        assertThat(take(other, ImportState.NOT_YET, NOW.plusSeconds(18))).contains(failing);
    }

    @Test
    void whoIsNotHeardOfLosesIt() {
        take(one, ImportState.NOT_YET, NOW);

        assertThat(take(other, ImportState.NOT_YET, NOW.plusSeconds(11))).isEmpty();
        assertThat(take(one, ImportState.NOT_YET, NOW.plusSeconds(12))).isPresent();
    }

    @Test
    void whoStopsLeavesItAtOnce() {
        take(one, ImportState.NOT_YET, NOW);

        result(one.release());

        assertThat(take(other, ImportState.NOT_YET, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void howFarAnotherTableWasReadSaysNothing() {
        take(one, new ImportState(NOW, null, null, null), NOW);

        assertThat(result(other.take(table("cdr2"), ImportState.NOT_YET, NOW, LEASE)))
                .contains(ImportState.NOT_YET);
    }
}
