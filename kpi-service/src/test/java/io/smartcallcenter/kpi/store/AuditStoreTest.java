package io.smartcallcenter.kpi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.export.ExportNotAudited;
import io.smartcallcenter.embedded.FreePorts;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.kpi.store.AuditStore.Noted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exports are noted, or they do not happen. */
@Tag("storage")
class AuditStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123456Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    private static ReactiveMongoClientImpl client;

    private final AuditStore audit = new AuditStore(client, TestDatabase.freshName());

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private static Export export(Instant at, long rows) {
        return new Export(
                at,
                "anna",
                "/api/calls",
                Map.of("caller", List.of("+79010000067"), "$where.{}", List.of("$ne", "a.b")),
                "csv",
                rows);
    }

    @Test
    void anExportComesBackAsItWasWithoutTheNumber() {
        result(audit.prepare());
        result(audit.note(export(NOW, 7)));

        assertThat(result(audit.exports(Instant.EPOCH, LATER, null, 10)))
                .singleElement()
                .satisfies(noted -> assertThat(noted.entry())
                        .isEqualTo(new Export(
                                NOW,
                                "anna",
                                "/api/calls",
                                Map.of("caller", List.of("***"), "$where.{}", List.of("$ne", "a.b")),
                                "csv",
                                7)));
        assertThat(result(audit.exports(Instant.EPOCH, NOW.minusSeconds(1), null, 10)))
                .isEmpty();
        assertThat(result(audit.erasures(Instant.EPOCH, LATER, null, 10))).isEmpty();
    }

    @Test
    void theTrailIsReadInPagesThoughManyExportsHaveOneMoment() {
        for (int i = 0; i < 10; i++) {
            result(audit.note(export(NOW.plusSeconds(i / 4), i)));
        }
        List<Long> rows = new ArrayList<>();
        Place after = null;
        List<Noted<Export>> page = result(audit.exports(Instant.EPOCH, LATER, after, 3));
        while (!page.isEmpty()) {
            page.forEach(noted -> rows.add(noted.entry().rows()));
            after = page.get(page.size() - 1).place();
            page = result(audit.exports(Instant.EPOCH, LATER, after, 3));
        }

        assertThat(rows).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(rows.subList(0, 2)).containsExactlyInAnyOrder(8L, 9L);
    }

    @Test
    void anExportThatCannotBeNotedFails() {
        String nobody =
                "mongodb://127.0.0.1:" + FreePorts.next() + "/?serverSelectionTimeoutMS=200&connectTimeoutMS=200";
        try (ReactiveMongoClientImpl away = new ReactiveMongoClientImpl(MongoClients.create(nobody))) {
            AuditStore lost = new AuditStore(away, "kpi");

            assertThatThrownBy(() -> result(lost.note(export(NOW, 7)))).isInstanceOf(ExportNotAudited.class);
        }
    }
}
