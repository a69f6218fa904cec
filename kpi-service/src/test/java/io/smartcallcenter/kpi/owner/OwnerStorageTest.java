package io.smartcallcenter.kpi.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.RetentionSettings;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.store.DayStore;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.QuarterFacts;
import io.smartcallcenter.kpi.store.RebuildMarker;
import io.smartcallcenter.kpi.store.Retention;
import io.smartcallcenter.kpi.store.RollUpStore;
import io.smartcallcenter.kpi.store.RolledEvents;
import io.smartcallcenter.kpi.store.StoredKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same in a database: its queries find every fact, its writes are guarded. */
@Tag("storage")
class OwnerStorageTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final long FIRST =
            Quarter.of(Instant.parse("2026-11-20T00:00:00Z")).day();

    private static ReactiveMongoClientImpl client;

    private final String database = TestDatabase.freshName();
    private final KpiStore store = new KpiStore(client, database);
    private final RollUpStore rollUps = new RollUpStore(client, database);

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyDeliveryEndsInTheRollUpsOfTheFacts(long seed) {
        store.prepare().chain(rollUps::prepare).await().atMost(SOON);
        Random random = new Random(seed);
        List<Envelope<?>> events = LongStories.of(random, 12);
        Projection projection = new Projection(store);

        new Delivery(
                        random,
                        events,
                        facts -> projection.write(facts).await().atMost(SOON),
                        new QuarterFacts(store),
                        new DayStore(rollUps))
                .run();

        assertThat(Days.differences(Days.of(MemoryStore.of(events)), content())).isEmpty();
    }

    /** As after an upgrade: facts that do not say when they ended, and no roll-ups. */
    @Test
    void aRebuildRollsUpTheFactsOfAnEarlierVersion() {
        store.prepare().chain(rollUps::prepare).await().atMost(SOON);
        List<Envelope<?>> events = LongStories.of(new Random(7), 40);
        new Projection(store).apply(events).await().atMost(SOON);
        for (String collection : List.of("queue_entries", "offers")) {
            client.getDatabase(database)
                    .getCollection(collection)
                    .updateMany(
                            new Document(),
                            Updates.combine(Updates.unset("leftAt"), Updates.unset("endedAt"), Updates.unset("lostAt")))
                    .await()
                    .atMost(SOON);
        }
        StoredKeys keys = new StoredKeys(store, rollUps, Clock.systemUTC());
        Owner owner = new Owner(
                new QuarterFacts(store),
                new DayStore(rollUps),
                Duration.ofDays(400),
                Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC),
                rolled -> {},
                old -> {});
        long first = keys.firstDay().await().atMost(SOON).orElseThrow();

        Rebuild.Touched touched = new Rebuild(keys, owner::roll)
                .of(Instant.EPOCH.plus(Duration.ofDays(first)), Instant.EPOCH.plus(Duration.ofDays(first + 10)))
                .await()
                .atMost(SOON);

        assertThat(touched).isEqualTo(new Rebuild.Touched(10, 3, 3));
        assertThat(Days.differences(Days.of(MemoryStore.of(events)), content())).isEmpty();
    }

    /** Facts are kept for longer from now on; those that were deleted before are not there for that. */
    @Test
    void aRebuildLeavesRollUpsAloneWhoseFactsWereDeleted() {
        store.prepare().chain(rollUps::prepare).await().atMost(SOON);
        Clock clock = Clock.fixed(Instant.parse("2026-12-20T00:00:00Z"), ZoneOffset.UTC);
        Owner owner = new Owner(
                new QuarterFacts(store), new DayStore(rollUps), Duration.ofDays(400), clock, rolled -> {}, old -> {});
        Rebuild rebuild = new Rebuild(new StoredKeys(store, rollUps, clock), owner::roll);
        List<Envelope<?>> events = LongStories.of(new Random(7), 40);
        new Projection(store).apply(events).await().atMost(SOON);
        rebuild.of(Instant.EPOCH.plus(Duration.ofDays(FIRST)), clock.instant())
                .await()
                .atMost(SOON);
        Map<String, Object> before = content();
        assertThat(before).isNotEmpty();

        assertThat(new Retention(client, database, new KeptFor(Duration.ofDays(23)), clock)
                        .enforce()
                        .await()
                        .atMost(SOON))
                .containsKeys("queue_entries", "offers", "operator_states");
        rebuild.of(Instant.EPOCH.plus(Duration.ofDays(FIRST)), clock.instant())
                .await()
                .atMost(SOON);

        assertThat(Days.differences(before, content())).isEmpty();
    }

    @Test
    void whatEarlierVersionsDeletedIsSeenByTheRollUpsThatAreOlder() {
        Clock clock = Clock.fixed(Instant.parse("2026-12-20T00:00:00Z"), ZoneOffset.UTC);
        StoredKeys keys = new StoredKeys(store, rollUps, clock);
        new RolledEvents(client, database, clock)
                .apply(LongStories.of(new Random(7), 40))
                .await()
                .atMost(SOON);
        assertThat(keys.deletedUntil().await().atMost(SOON)).isEmpty();

        new Retention(client, database, new KeptFor(Duration.ofDays(23)), clock)
                .enforce()
                .await()
                .atMost(SOON);
        assertThat(keys.deletedUntil().await().atMost(SOON)).contains(Instant.parse("2026-11-27T00:00:00Z"));

        new Retention(client, database, new KeptFor(Duration.ZERO), clock)
                .enforce()
                .await()
                .atMost(SOON);
        assertThat(keys.deletedUntil().await().atMost(SOON)).contains(clock.instant());
    }

    /** Facts for so long, and the rest for ever. */
    private record KeptFor(Duration facts) implements RetentionSettings {

        private static final Duration EVER = Duration.ofDays(10_000);

        @Override
        public Duration calls() {
            return EVER;
        }

        @Override
        public Duration events() {
            return EVER;
        }

        @Override
        public Duration notes() {
            return EVER;
        }

        @Override
        public Duration audit() {
            return EVER;
        }

        @Override
        public Duration rollups() {
            return EVER;
        }
    }

    @Test
    void theMarkerOfALayoutIsThereOnceItIsSet() {
        RebuildMarker marker = new RebuildMarker(client, database);
        assertThat(marker.isThere().await().atMost(SOON)).isFalse();

        marker.set().await().atMost(SOON);

        assertThat(marker.isThere().await().atMost(SOON)).isTrue();
    }

    private Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>();
        rollUps.queueDays(FIRST, FIRST + 20, Set.of())
                .collect()
                .asList()
                .await()
                .atMost(SOON)
                .forEach(day -> Days.put(content, day));
        rollUps.operatorDays(FIRST, FIRST + 20, Set.of())
                .collect()
                .asList()
                .await()
                .atMost(SOON)
                .forEach(day -> Days.put(content, day));
        return content;
    }
}
