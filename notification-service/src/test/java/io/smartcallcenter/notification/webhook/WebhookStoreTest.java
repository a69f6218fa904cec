package io.smartcallcenter.notification.webhook;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Updates;
import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.channel.TypeFilter;
import io.smartcallcenter.notification.webhook.Deliveries.Failure;
import io.smartcallcenter.notification.webhook.WebhookStore.Stored;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Webhooks, and how their deliveries go. */
@Tag("storage")
class WebhookStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");

    private final Database database = new Database();
    private final WebhookStore store = new WebhookStore(database.client(), database.name);

    @AfterEach
    void disconnect() {
        database.close();
    }

    private static Webhook webhook(String id, long second, long revision) {
        return new Webhook(
                id,
                URI.create("https://crm.example/hooks?a=" + revision),
                new TypeFilter(List.of("alert.*", "call.ended")),
                revision % 2 == 1,
                "sealed",
                revision,
                NOW.plusSeconds(second),
                Map.of("call-events", NOW.plusSeconds(2 * revision)),
                NOW.plusSeconds(revision),
                "anna");
    }

    private Stored stored(String id) {
        return result(store.find(id)).orElseThrow();
    }

    @Test
    void aChangeKeepsWhatIsKnownOfDeliveries() {
        result(store.insert(webhook("w", 0, 1)));
        assertThat(stored("w")).isEqualTo(new Stored(webhook("w", 0, 1), Deliveries.NONE));
        assertThatThrownBy(() -> result(store.insert(webhook("w", 1, 1)))).isInstanceOf(MongoWriteException.class);

        Failure failure = new Failure(NOW, "call.ended", "e1", "status 500", true);
        result(store.note("w", 3, 1, NOW, failure));
        assertThat(result(store.replace(webhook("w", 0, 2), 1))).isTrue();
        assertThat(result(store.replace(webhook("w", 0, 9), 1))).as("stale").isFalse();

        assertThat(stored("w")).isEqualTo(new Stored(webhook("w", 0, 2), new Deliveries(3, 1, NOW, failure)));
        assertThat(result(store.delete("w", 1))).isFalse();
        assertThat(result(store.delete("w", 2))).isTrue();
        result(store.note("w", 1, 0, NOW, null));
        assertThat(result(store.find("w")))
                .as("a late count brings nothing back")
                .isEmpty();
    }

    @Test
    void countsOfReplicasAddUpAndNothingNewChangesNothing() {
        result(store.insert(webhook("w", 0, 1)));
        IntStream.range(0, 20)
                .mapToObj(i -> store.note("w", 2, 1, null, null).subscribeAsCompletionStage())
                .toList()
                .forEach(each -> each.join());
        assertThat(stored("w").deliveries()).isEqualTo(new Deliveries(40, 20, null, null));

        result(store.note("w", 0, 0, NOW, null));
        result(store.note("w", 0, 0, null, null));
        assertThat(stored("w").deliveries()).isEqualTo(new Deliveries(40, 20, NOW, null));
    }

    @Test
    void oneOfAnEarlierVersionWantsAllItsTopicsSinceItWasCreated() {
        result(store.insert(webhook("w", 0, 1)));
        result(database.client()
                .getDatabase(database.name)
                .getCollection("webhooks")
                .updateOne(new Document("_id", "w"), Updates.unset("addedAt")));

        assertThat(stored("w").webhook().addedAt()).isEmpty();
    }

    @Test
    void theOldestIsFirstAndOneThatCannotBeReadHoldsUpNone() {
        result(store.insert(webhook("late", 5, 1)));
        result(store.insert(webhook("b", 1, 1)));
        result(store.insert(webhook("a", 1, 1)));
        result(database.client()
                .getDatabase(database.name)
                .getCollection("webhooks")
                .insertOne(new Document("_id", "odd").append("url", "no url")));

        assertThat(result(store.all())).extracting(each -> each.webhook().id()).containsExactly("a", "b", "late");
    }
}
