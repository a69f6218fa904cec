package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept is read once, and is never older than the database. */
@Tag("storage")
class DayCacheTest {

    private static final int BYTES_OF_A_DAY = 1_000;

    private static ReactiveMongoClientImpl client;

    private final ReactiveMongoCollection<Document> days =
            client.getDatabase(TestDatabase.freshName()).getCollection("queue_days");
    private final List<String> read = new ArrayList<>();

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void threeDays() {
        for (int day = 1; day <= 3; day++) {
            write(day, 10 + day, "first");
        }
    }

    private void write(long day, long version, String text) {
        Document document = new Document("_id", "support|" + day)
                .append("day", day)
                .append("v", version)
                .append("text", text);
        result(days.replaceOne(eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
    }

    private DayCache<String> cache(long bytes) {
        return new DayCache<>(bytes, day -> BYTES_OF_A_DAY, document -> {
            read.add(document.getString("_id"));
            return document.getLong("day") + " " + document.getString("text");
        });
    }

    private List<String> until(DayCache<String> cache, long day) {
        return result(cache.find(days, lte("day", day)).collect().asList());
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    @Test
    void aDayThatHasNotChangedIsReadOnce() {
        DayCache<String> cache = cache(10 * BYTES_OF_A_DAY);

        assertThat(until(cache, 2)).containsExactlyInAnyOrder("1 first", "2 first");
        assertThat(until(cache, 3)).containsExactlyInAnyOrder("1 first", "2 first", "3 first");

        assertThat(read).containsExactlyInAnyOrder("support|1", "support|2", "support|3");
    }

    @Test
    void aDayOfAnotherVersionIsReadAgain() {
        DayCache<String> cache = cache(10 * BYTES_OF_A_DAY);
        until(cache, 3);
        read.clear();

        write(2, 7, "second");

        assertThat(until(cache, 3)).containsExactlyInAnyOrder("1 first", "2 second", "3 first");
        assertThat(read).containsExactly("support|2");
    }

    @Test
    void aDayThatWasDeletedIsGone() {
        DayCache<String> cache = cache(10 * BYTES_OF_A_DAY);
        until(cache, 3);

        result(days.deleteOne(eq("_id", "support|2")));

        assertThat(until(cache, 3)).containsExactlyInAnyOrder("1 first", "3 first");
    }

    @Test
    void whatHasNoRoomIsReadEachTime() {
        DayCache<String> cache = cache(0);
        until(cache, 3);

        assertThat(until(cache, 3)).hasSize(3);
        assertThat(read).hasSize(6);
    }
}
