package io.smartcallcenter.routing.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.routing.audit.AuditEntry.What;
import io.smartcallcenter.routing.audit.AuditTrail;
import io.smartcallcenter.routing.publication.LocalPublications;
import io.smartcallcenter.routing.publication.Publications;
import io.smartcallcenter.routing.publication.VersionTaken;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No change is made to what its editor has not seen, whoever publishes, rolls back or dies meanwhile. */
@Tag("storage")
class DraftsTest {

    private static MongoClient client;

    private final MongoDatabase database = client.getDatabase(TestDatabase.freshName());
    private final DraftStore store = new DraftStore(database);
    private final AuditTrail audit = new AuditTrail(database);
    private final Publications publications = LocalPublications.of(database, null);
    private final Drafts drafts = new Drafts(store, publications, audit);

    @BeforeAll
    static void connect() {
        client = MongoClients.create(TestDatabase.server());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void publishTwoVersions() {
        publish("one");
        publish("two");
    }

    private static RulesDocument rules(String queue) {
        return RulesDocument.parseJson("{\"default\":{\"queue\":\"" + queue + "\"}}");
    }

    private void publish(String queue) {
        long revision = drafts.replace(drafts.read().revision(), rules(queue), "anna");
        drafts.publish(revision, "anna", null);
    }

    @Test
    void whoHasReadTheNewestVersionDoesNotWriteOverARollback() {
        long read = drafts.read().revision();
        drafts.rollback(1, "bert", null);

        assertThatThrownBy(() -> drafts.replace(read, rules("three"), "anna")).isInstanceOf(StaleRevision.class);
    }

    @Test
    void whoHasReadADraftDoesNotWriteOverARollback() {
        long read = drafts.replace(drafts.read().revision(), rules("three"), "anna");
        drafts.rollback(1, "bert", null);

        assertThatThrownBy(() -> drafts.replace(read, rules("four"), "anna")).isInstanceOf(StaleRevision.class);
        Drafts.Editable again = drafts.read();
        assertThat(again.document()).isEqualTo(rules("three"));
        assertThatThrownBy(() -> drafts.publish(again.revision(), "anna", null)).isInstanceOf(VersionTaken.class);
        long compared = drafts.replace(again.revision(), rules("four"), "anna");
        assertThat(drafts.publish(compared, "anna", null).version()).isEqualTo(4);
    }

    @Test
    void whoeverDiedBehindARollbackLeavesNoWayToWriteOverIt() {
        Drafts.Editable read = drafts.read();
        publications.rollback(1, "bert", null);

        assertThatThrownBy(() -> drafts.replace(read.revision(), rules("three"), "anna"))
                .isInstanceOf(StaleRevision.class);

        Drafts.Editable again = drafts.read();
        assertThat(again.basedOn()).isEqualTo(3);
        assertThat(again.document()).isEqualTo(rules("one"));
        long revision = drafts.replace(again.revision(), rules("three"), "anna");
        assertThat(drafts.publish(revision, "anna", null).version()).isEqualTo(4);
    }

    @Test
    void theRevisionAfterADiscardedDraftCanBeEdited() {
        drafts.replace(drafts.read().revision(), rules("three"), "anna");
        drafts.rollback(1, "bert", null);

        long discarded = drafts.discard(drafts.read().revision(), "anna");

        assertThat(drafts.replace(discarded, rules("four"), "anna")).isGreaterThan(discarded);
        assertThat(drafts.read().basedOn()).isEqualTo(3);
    }

    @Test
    void aRollbackDoesNotForgetWhatWasNotYetNoted() {
        long revision = drafts.read().revision();
        Draft.Change change = new Draft.Change("carl", Instant.EPOCH, What.DRAFT_CHANGED, null, null);
        store.replace(revision, new Draft(revision + 1, 2, rules("three").json(), change));

        drafts.rollback(1, "bert", null);

        assertThat(database.getCollection("audit").distinct("who", String.class))
                .contains("carl");
    }

    /** Each quote of a document is two bytes in the record. */
    @Test
    void theRulesOfAFileThatFitIntoNoRecordAreNotPublished(@TempDir Path directory) throws IOException {
        String many = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"number\":\"" + (100_000 + i) + "\",\"queue\":\"support\",\"description\":\""
                        + "\\\"".repeat(100) + "\",\"needs\":{\"skills\":[\"billing\"],\"language\":\"de\"}}")
                .collect(Collectors.joining(",", "{\"default\":{\"queue\":\"support\"},\"numbers\":[", "]}"));
        Path file = Files.writeString(directory.resolve("rules.yaml"), many);
        Drafts large = new Drafts(store, LocalPublications.of(database, file), audit);

        assertThatThrownBy(() -> large.rollback(0, "bert", null)).isInstanceOf(TooLarge.class);

        assertThat(publications.newest().number()).isEqualTo(2);
    }
}
