package io.smartcallcenter.notification.customer;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.customer.CommentStore.Revision;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Comments on customers, and copies of those on calls. */
@Tag("storage")
class CommentStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");

    private final Database database = new Database();
    private final CommentStore store = new CommentStore(database.client(), database.name);

    @BeforeEach
    void prepare() {
        result(store.prepare());
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private static Comment onCall(String id, String call, long second, String text) {
        return new Comment(id, null, call, NOW.plusSeconds(second), "anna", text);
    }

    private static Comment onCustomer(String id, String customer, long second) {
        return new Comment(id, customer, null, NOW.plusSeconds(second), "anna", id);
    }

    private List<String> texts(String customer, String... calls) {
        return result(store.newest(customer, List.of(calls), 10)).stream()
                .map(Comment::text)
                .toList();
    }

    @Test
    void theHighestRevisionStaysInWhateverOrderTheyCome() {
        result(store.keep(List.of(
                new Revision(onCall("n", "c", 0, "two"), 2),
                new Revision(onCall("n", "c", 0, "one"), 1),
                new Revision(onCall("m", "c", 1, "other"), 1))));
        assertThat(texts(null, "c")).containsExactly("other", "two");

        result(store.keep(List.of(
                new Revision(onCall("m", "c", 1, "other"), 1),
                new Revision(onCall("n", "c", 0, "three"), 3),
                new Revision(onCall("n", "c", 0, "two"), 2))));
        assertThat(texts(null, "c")).containsExactly("other", "three");

        result(store.keep(List.of(new Revision(onCall("n", "c", 0, null), 4))));
        result(store.keep(List.of(new Revision(onCall("n", "c", 0, "three"), 3))));
        assertThat(texts(null, "c")).as("withdrawn").containsExactly("other");
        result(store.keep(List.of()));
    }

    @Test
    void commentsOnACustomerAndItsCallsComeTogetherTheNewestFirst() {
        for (int i : List.of(1, 3, 5)) {
            result(store.put(onCustomer("customer " + i, "k", i)));
        }
        result(store.put(onCustomer("of another", "other", 9)));
        result(store.put(onCustomer("customer 3", "k", 3)));
        result(store.keep(List.of(
                new Revision(onCall("n", "c", 2, "call 2"), 1), new Revision(onCall("m", "d", 4, "call 4"), 1))));

        assertThat(texts("k", "c", "d")).containsExactly("customer 5", "call 4", "customer 3", "call 2", "customer 1");
        assertThat(result(store.newest("k", List.of("c", "d"), 2)))
                .extracting(Comment::text)
                .containsExactly("customer 5", "call 4");
        assertThat(texts(null)).isEmpty();
        assertThat(result(store.numberOf("k"))).isEqualTo(3);
        assertThat(result(store.find("customer 1"))).contains(onCustomer("customer 1", "k", 1));
    }

    @Test
    void whatIsMovedDeletedAndErasedIsThatOnly() {
        result(store.put(onCustomer("one", "k", 1)));
        result(store.put(onCustomer("two", "l", 2)));
        result(store.keep(
                List.of(new Revision(onCall("n", "c", -9, "old"), 1), new Revision(onCall("m", "d", 4, "call"), 1))));

        result(store.move("k", "l"));
        assertThat(texts("l")).containsExactly("two", "one");
        assertThat(result(store.delete("one"))).isTrue();
        assertThat(result(store.delete("one"))).isFalse();
        assertThat(result(store.eraseOfCalls(List.of("d", "none")))).isEqualTo(1);
        assertThat(texts("l", "c", "d")).containsExactly("two", "old");
        assertThat(result(store.deleteOlder(NOW.plusSeconds(3)))).as("on calls").isEqualTo(1);
        assertThat(result(store.deleteOf("l"))).isEqualTo(1);
    }

    @Test
    void whatIsLookedForHasAnIndex() {
        assertThat(database.indexes("comments"))
                .extracting(index -> index.get("key", Document.class))
                .contains(
                        new Document("customerId", 1).append("at", 1),
                        new Document("callId", 1).append("at", 1),
                        new Document("at", 1));
    }
}
