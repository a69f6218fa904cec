package io.smartcallcenter.routing.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.routing.audit.AuditEntry.What;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of two who change the same revision one is refused. */
@Tag("storage")
class DraftStoreTest {

    private static MongoClient client;

    private final DraftStore store = new DraftStore(client.getDatabase(TestDatabase.freshName()));

    @BeforeAll
    static void connect() {
        client = MongoClients.create(TestDatabase.server());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static Draft draft(long revision, String document) {
        Draft.Change change = new Draft.Change(
                "anna", Instant.parse("2026-11-23T10:00:00.123Z"), What.DRAFT_CHANGED, "numbers", "700");
        return new Draft(revision, 3, document, change);
    }

    @Test
    void beforeTheFirstChangeThereIsNone() {
        assertThat(store.find()).isEqualTo(Draft.NONE);
    }

    @Test
    void ofTwoFirstChangesOneCounts() {
        assertThat(store.replace(0, draft(1, "{\"a\":1}"))).isTrue();
        assertThat(store.replace(0, draft(1, "{\"b\":1}"))).isFalse();

        assertThat(store.find()).isEqualTo(draft(1, "{\"a\":1}"));
    }

    @Test
    void ofTwoChangesOfOneRevisionOneCounts() {
        store.replace(0, draft(1, "{}"));

        assertThat(store.replace(1, draft(2, "{\"a\":1}"))).isTrue();
        assertThat(store.replace(1, draft(2, "{\"b\":1}"))).isFalse();

        assertThat(store.find()).isEqualTo(draft(2, "{\"a\":1}"));
    }

    @Test
    void anOutdatedDraftIsTheSameUnderAnotherRevision() {
        store.outdate();
        assertThat(store.find()).isEqualTo(Draft.NONE);

        store.replace(0, draft(1, "{}"));
        store.outdate();

        assertThat(store.find()).isEqualTo(new Draft(2, 3, "{}", null));
        assertThat(store.replace(1, draft(2, "{}"))).isFalse();
    }
}
