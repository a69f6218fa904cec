package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.backfill.BackFill;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who works on a back-fill. */
@Tag("storage")
class StoredBackFillsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(90);

    private ReactiveMongoClientImpl client;
    private StoredBackFills backFills;

    @BeforeEach
    void start() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
        backFills = new StoredBackFills(new CdrStore(
                client.getDatabase(TestDatabase.freshName()), new TestSettings(10, Duration.ofSeconds(10))));
        result(backFills.begin(BackFill.begin("pbx1", Instant.EPOCH, NOW, NOW, "anna")));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    @Test
    void whoIsNotHeardOfLosesIt() {
        assertThat(result(backFills.take("one", NOW, LEASE))).hasSize(1);
        assertThat(result(backFills.take("other", NOW.plusSeconds(89), LEASE))).isEmpty();
        assertThat(result(backFills.take("other", NOW.plusSeconds(91), LEASE))).hasSize(1);
    }

    @Test
    void whoWorkedOnAStoppedOneDoesNotWriteOverTheNext() {
        BackFill stopped = result(backFills.take("one", NOW, LEASE)).get(0);
        result(backFills.stop("pbx1"));
        BackFill next = BackFill.begin("pbx1", NOW.minusSeconds(60), NOW, NOW.plusSeconds(5), "bert");
        assertThat(result(backFills.begin(next))).isTrue();
        assertThat(result(backFills.take("one", NOW.plusSeconds(6), LEASE))).hasSize(1);

        assertThat(result(backFills.save(stopped, "one", NOW.plusSeconds(7), LEASE)))
                .isFalse();

        assertThat(result(backFills.of("pbx1"))).contains(next);
    }

    @Test
    void whoStopsLeavesItAtOnce() {
        result(backFills.take("one", NOW, LEASE));

        result(backFills.release("one"));

        assertThat(result(backFills.take("other", NOW.plusSeconds(1), LEASE))).hasSize(1);
    }
}
