package io.smartcallcenter.kpi.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.store.DocumentRollUps;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.Reports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {

    private static final Instant YESTERDAY = Instant.parse("2026-11-22T15:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Map<String, KpiUpdate> topic = new ConcurrentHashMap<>();

    private LiveFigures startedAt(KpiStore store, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new LiveFigures(
                new Reports(new DocumentRollUps(store), store, clock, Integer.MAX_VALUE),
                new Today(ZoneOffset.UTC, clock),
                Policy.DEFAULT,
                (key, update) -> {
                    topic.put(key, update);
                    return Uni.createFrom().voidItem();
                });
    }

    @Test
    void aServiceThatWasDownOverMidnightPublishesTheZerosOfTheNewDay() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0);
                ReactiveMongoClientImpl client =
                        new ReactiveMongoClientImpl(MongoClients.create(mongo.connectionString()))) {
            KpiStore store = new KpiStore(client, "kpi");
            new Projection(store)
                    .apply(new Story(YESTERDAY).missedThenAnswered("c", "support", 0).events)
                    .await()
                    .atMost(SOON);
            startedAt(store, YESTERDAY.plusSeconds(60)).publish().await().atMost(SOON);
            assertThat(((KpiUpdate.Queue) topic.get("queue/support")).answered())
                    .isEqualTo(1);

            startedAt(store, YESTERDAY.plus(Duration.ofHours(18)))
                    .publish()
                    .await()
                    .atMost(SOON);

            assertThat(topic.get("queue/support")).isInstanceOfSatisfying(KpiUpdate.Queue.class, figures -> {
                assertThat(figures.total()).isZero();
                assertThat(figures.from()).isEqualTo("2026-11-23T00:00:00Z");
            });
            assertThat(topic.get("operator/PJSIP/0002")).isInstanceOfSatisfying(KpiUpdate.Operator.class, figures -> {
                assertThat(figures.offered()).isZero();
                assertThat(figures.from()).isEqualTo("2026-11-23T00:00:00Z");
            });
        }
    }
}
