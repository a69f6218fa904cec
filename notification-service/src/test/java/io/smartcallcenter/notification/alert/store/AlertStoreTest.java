package io.smartcallcenter.notification.alert.store;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.alert.store.AlertRecord.State;
import io.smartcallcenter.notification.alert.store.AlertStore.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The history of alerts, and the silences. */
@Tag("storage")
class AlertStoreTest {

    /** In the future, so that nothing of it has expired whatever the day. */
    private static final Instant NOW = Instant.parse("2126-11-23T09:30:00.123Z");

    private static final Duration KEPT = Duration.ofDays(90);
    private static final String KEY = "longest-wait/support";

    private final Database database = new Database();
    private final AlertStore store = new AlertStore(database.client(), database.name, KEPT);

    @BeforeEach
    void prepare() {
        result(store.prepare());
        result(store.prepare());
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    private static Envelope<?> event(String id, long second, Alert alert) {
        return new Envelope<>(EventMeta.of(id, "/notification-service", alert.key(), NOW.plusSeconds(second)), alert);
    }

    private static Alert.Raised raised(String key, Severity severity, boolean silenced) {
        return new Alert.Raised(key, severity, "w", "a", "longest-wait", "support", 130.0, 120.0, NOW, silenced);
    }

    private List<AlertRecord> list(State state, Severity severity) {
        return result(store.list(state, severity, null, 100));
    }

    @Test
    void anAlertGoesThroughItsStatesAndALaterTimeIsAnotherOne() {
        Alert.Raised raised = raised(KEY, Severity.WARNING, false);
        List<Envelope<?>> events = List.of(
                event("r1", 0, raised),
                event("s1", 1, raised(KEY, Severity.CRITICAL, true)),
                event("k1", 2, new Alert.Acknowledged(KEY, NOW, "anna", NOW.plusSeconds(2), "I look")),
                event("c1", 3, new Alert.Cleared(KEY)),
                event("r2", 10, raised),
                event("late", 11, new Alert.Acknowledged(KEY, null, "bert", NOW.plusSeconds(5), null)));
        for (int i = 0; i < 2; i++) {
            result(store.keep(events));

            List<AlertRecord> all = list(null, null);
            assertThat(all).extracting(AlertRecord::state).containsExactly(State.OPEN, State.CLEARED);
            AlertRecord over = all.get(1);
            assertThat(over.alert()).isEqualTo(raised(KEY, Severity.CRITICAL, true));
            assertThat(over.acknowledgedBy()).isEqualTo("anna");
            assertThat(over.note()).isEqualTo("I look");
            assertThat(over.raisedAt()).isEqualTo(NOW);
            assertThat(over.clearedAt()).isEqualTo(NOW.plusSeconds(3));
            assertThat(result(store.find(over.id()))).contains(over);
        }
        assertThat(list(State.CLEARED, null)).hasSize(1);
        assertThat(list(State.OPEN, Severity.CRITICAL)).isEmpty();
        assertThat(list(State.ACKNOWLEDGED, null)).isEmpty();
    }

    private AlertRecord open() {
        return list(null, null).stream()
                .filter(each -> each.state() != State.CLEARED)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAcknowledgementIsOfTheAlertThatBeganThen() {
        Alert.Raised raised = raised(KEY, Severity.WARNING, false);
        Alert.Acknowledged first = new Alert.Acknowledged(KEY, NOW, "anna", NOW.plusSeconds(99), null);
        List<Envelope<?>> events = List.of(
                event("r1", 0, raised),
                event("c1", 3, new Alert.Cleared(KEY)),
                event("r2", 10, raised.since(NOW.plusSeconds(9))),
                event("k1", 99, first));
        for (int i = 0; i < 2; i++) {
            result(store.keep(events));
            assertThat(open().state()).isEqualTo(State.OPEN);
        }
        result(store.keep(List.of(
                event("k2", 99, new Alert.Acknowledged(KEY, NOW.plusSeconds(9), "bert", NOW.plusSeconds(99), null)))));
        assertThat(open().acknowledgedBy()).isEqualTo("bert");
    }

    @Test
    void anAlertThatDoesNotSaySinceWhenBeganWhenItWasRaised() {
        Alert.Raised raised = raised(KEY, Severity.WARNING, false).since(null);
        result(store.keep(List.of(event("r1", 0, raised), event("r2", 5, raised))));
        assertThat(open().alert().since()).isEqualTo(NOW);

        Alert.Acknowledged by = new Alert.Acknowledged(KEY, NOW, "anna", NOW.plusSeconds(9), null);
        result(store.keep(List.of(event("k", 9, by), event("r3", 10, raised))));
        assertThat(open().acknowledgedBy()).isEqualTo("anna");
    }

    @Test
    void anAlertThatBeganAnewIsOpenUntilSomebodyAcknowledgesItAgain() {
        Alert.Raised raised = raised(KEY, Severity.WARNING, false);
        Alert.Raised anew = raised.since(NOW.plusSeconds(60));
        result(store.keep(List.of(
                event("r1", 0, raised),
                event("k1", 5, new Alert.Acknowledged(KEY, NOW, "anna", NOW.plusSeconds(5), "note")),
                event("r2", 60, anew),
                event("r1", 0, raised))));

        assertThat(list(null, null)).hasSize(1);
        assertThat(open().state()).isEqualTo(State.OPEN);
        assertThat(open().note()).isNull();
        assertThat(open().alert().since()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void onlyWhatIsOverExpires() {
        result(store.keep(List.of(
                event("r1", 0, raised("a/1", Severity.WARNING, false)),
                event("r2", 0, raised("a/2", Severity.WARNING, false)),
                event("c2", 5, new Alert.Cleared("a/2")))));

        assertThat(database.documents("alerts"))
                .extracting(each -> each.getDate("expireAt"))
                .containsExactlyInAnyOrder(null, Date.from(NOW.plusSeconds(5).plus(KEPT)));
        for (String collection : List.of("alerts", "alert_silences")) {
            assertThat(database.indexes(collection))
                    .filteredOn(index -> index.get("expireAfterSeconds") != null)
                    .singleElement()
                    .satisfies(index -> {
                        assertThat(index.get("key")).isEqualTo(new Document("expireAt", 1));
                        assertThat(index.get("expireAfterSeconds", Number.class).longValue())
                                .isZero();
                    });
        }
        assertThat(database.indexes("alerts"))
                .extracting(index -> index.get("key", Document.class))
                .contains(new Document("raisedAt", -1).append("_id", -1), new Document("key", 1).append("raisedAt", 1));
    }

    @Test
    void pagesHaveTheNewestFirstAndEachOnceThoughMoreComeMeanwhile() {
        for (int i = 0; i < 7; i++) {
            // several at the same millisecond
            result(store.keep(List.of(event("r" + i, i / 3, raised("a/" + i, Severity.WARNING, false)))));
        }
        List<AlertRecord> all = list(null, null);
        assertThat(all).extracting(AlertRecord::raisedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
        List<AlertRecord> paged = new ArrayList<>();
        Place after = null;
        List<AlertRecord> page;
        while (!(page = result(store.list(null, null, after, 2))).isEmpty()) {
            paged.addAll(page);
            AlertRecord last = page.get(page.size() - 1);
            after = new Place(last.raisedAt(), last.id());
            result(store.keep(
                    List.of(event("n" + paged.size(), 100, raised("b/" + paged.size(), Severity.WARNING, false)))));
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void silencesAreThoseInForceAndOneIdIsOne() {
        Alert.Silenced first =
                new Alert.Silenced("s1", "longest-wait/*", "anna", NOW, NOW.plusSeconds(600), "training");
        Alert.Silenced second = new Alert.Silenced("s2", "*", "anna", NOW, NOW.plusSeconds(60), null);
        result(store.keep(List.of(event("1", 0, first), event("2", 0, second), event("1", 0, first))));

        assertThat(result(store.silences(NOW, 10))).containsExactly(second, first);
        assertThat(result(store.silences(NOW, 1))).containsExactly(second);
        assertThat(result(store.silences(NOW.plusSeconds(60), 10))).containsExactly(first);
        Alert.Silenced ended = new Alert.Silenced("s1", "longest-wait/*", "bert", NOW, NOW, "training");
        result(store.keep(List.of(event("3", 1, ended))));
        assertThat(result(store.silences(NOW, 10))).containsExactly(second);
        assertThat(result(store.silence("s1"))).contains(ended);
        assertThat(result(store.silence("none"))).isEmpty();
    }
}
