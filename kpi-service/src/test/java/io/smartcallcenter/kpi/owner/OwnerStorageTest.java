package io.smartcallcenter.kpi.owner;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.store.DayStore;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.QuarterFacts;
import io.smartcallcenter.kpi.store.RollUpStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same in a database: its queries find every fact, its writes are guarded. */
@Tag("storage")
class OwnerStorageTest {

    private static final Duration SOON = Duration.ofSeconds(60);
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
