package io.smartcallcenter.kpi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.note.Note;
import io.smartcallcenter.kpi.note.Note.Version;
import io.smartcallcenter.kpi.note.NoteRefused;
import io.smartcallcenter.kpi.note.NoteRefused.Reason;
import io.smartcallcenter.kpi.note.Notes;
import io.smartcallcenter.kpi.note.Notes.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever people write at once, nothing of it is lost. */
@Tag("storage")
class NotesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final String CALL = "pbx1/c";
    private static final Writer ANNA = new Writer("anna", false);
    private static final Writer BORIS = new Writer("boris", false);
    private static final Writer ADMIN = new Writer("root", true);

    private static ReactiveMongoClientImpl client;

    private final String database = TestDatabase.freshName();
    private final NoteStore store = new NoteStore(client, database);
    private final Notes notes = new Notes(new CallStore(client, database), store, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void aCall() {
        result(store.prepare());
        result(new Projection(new KpiStore(client, database))
                .apply(new Story(NOW).waited("c", "support", 0, EntryOutcome.TIMEOUT, 1).events));
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(NoteRefused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    @Test
    void everyEarlierTextIsKept() {
        Note first = result(notes.comment(CALL, "one", ANNA));
        Note second = result(notes.edit(CALL, first.id(), 1, "two", ADMIN));
        result(notes.withdraw(CALL, first.id(), 2, ANNA));

        assertThat(second.author()).isEqualTo("anna");
        assertThat(result(notes.of(CALL))).singleElement().satisfies(note -> {
            assertThat(note.withdrawn()).isTrue();
            assertThat(note.revision()).isEqualTo(3);
            assertThat(note.earlier())
                    .containsExactly(new Version(null, "one", "anna", NOW), new Version(null, "two", "root", NOW));
        });
        refused(Reason.NO_COMMENT, () -> result(notes.edit(CALL, first.id(), 3, "three", ANNA)));
    }

    @Test
    void ofTwoWhoHaveReadTheSameOneIsTold() {
        Note note = result(notes.comment(CALL, "one", ANNA));
        result(notes.edit(CALL, note.id(), 1, "two", ANNA));

        refused(Reason.STALE, () -> result(notes.edit(CALL, note.id(), 1, "lost", ANNA)));
        assertThat(result(store.replace(note, 1))).isFalse();
        assertThat(result(store.find(note.id())).orElseThrow().now().text()).isEqualTo("two");
    }

    @Test
    void onlyTheAuthorAndAdminsMayChangeAComment() {
        Note note = result(notes.comment(CALL, "one", ANNA));

        refused(Reason.NOT_YOURS, () -> result(notes.edit(CALL, note.id(), 1, "mine", BORIS)));
        refused(Reason.NOT_YOURS, () -> result(notes.withdraw(CALL, note.id(), 1, BORIS)));
        refused(Reason.NO_COMMENT, () -> result(notes.edit("pbx1/other", note.id(), 1, "x", ANNA)));
        refused(Reason.NO_CALL, () -> result(notes.comment("pbx1/other", "x", ANNA)));
        refused(Reason.NO_CALL, () -> result(notes.dispose("pbx1/other", null, "done", null, ANNA)));
    }

    @Test
    void aDispositionIsNoComment() {
        result(notes.dispose(CALL, null, "done", null, ANNA));

        refused(Reason.NO_COMMENT, () -> result(notes.edit(CALL, "disposition|" + CALL, 1, "x", ADMIN)));
        assertThat(result(store.comments(List.of(CALL)))).isZero();
    }

    @Test
    void dispositionsThatAreSetAtOnceAreAllKept() {
        List<Uni<Note>> all = IntStream.range(0, 8)
                .mapToObj(i -> notes.dispose(CALL, null, "code-" + i, "note", new Writer("w" + i, false)))
                .toList();

        result(Uni.join().all(all).andFailFast());

        Note note = result(notes.of(CALL)).get(0);
        assertThat(note.revision()).isEqualTo(8);
        assertThat(IntStream.range(0, 8).mapToObj(i -> "code-" + i))
                .allMatch(code -> note.now().code().equals(code)
                        || note.earlier().stream().anyMatch(each -> each.code().equals(code)));
        refused(Reason.STALE, () -> result(notes.dispose(CALL, 7L, "late", null, ANNA)));
    }

    @Test
    void aCallHasABoundedNumberOfCommentsAndEachOfVersions() {
        Note note = result(notes.comment(CALL, "0", ANNA));
        for (int i = 1; i < 100; i++) {
            result(notes.edit(CALL, note.id(), i, "" + i, ANNA));
        }
        refused(Reason.TOO_MANY, () -> result(notes.edit(CALL, note.id(), 100, "one more", ANNA)));

        for (int i = 1; i < 200; i++) {
            result(notes.comment(CALL, "" + i, ANNA));
        }
        refused(Reason.TOO_MANY, () -> result(notes.comment(CALL, "one more", ANNA)));
    }
}
