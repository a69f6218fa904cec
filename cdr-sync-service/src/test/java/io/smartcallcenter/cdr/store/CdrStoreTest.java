package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Finding;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.Reason;
import io.smartcallcenter.cdr.reconcile.Sides;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.DatabaseType;
import io.smartcallcenter.cdr.source.Cursor;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
class CdrStoreTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private ReactiveMongoClientImpl client;
    private CdrStore store;
    private ReportStore reports;

    @BeforeEach
    void start() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
        store = new CdrStore(
                client.getDatabase(TestDatabase.freshName()), new TestSettings(10, Duration.ofSeconds(10)));
        reports = new ReportStore(store);
        result(store.prepare());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private void judged(String call, State state, Instant againAt) {
        result(store.saveRows(List.of(row(call, 0, START)), START));
        Pending pending = result(store.withNewFacts(10)).stream()
                .filter(each -> each.callId().equals("pbx1/" + call))
                .findFirst()
                .orElseThrow();
        result(store.save(
                pending,
                new Verdict(state, List.of(Finding.of(Reason.NO_ROW, "a reason")), againAt),
                new Legs(1, 1),
                new Sides(null, null),
                START,
                new Span(START, START)));
    }

    private List<String> toJudge(Instant importedUntil, int limit) {
        return result(store.due("pbx1", importedUntil, limit)).stream()
                .map(Pending::callId)
                .toList();
    }

    @Test
    void whoWaitsForAnImportDoesNotFillTheBatchBeforeIt() {
        judged("b", State.PENDING, START.plusSeconds(20));
        judged("a", State.PENDING, START.plusSeconds(30));
        judged("c", State.PENDING, START.plusSeconds(10));
        judged("d", State.MATCHED, null);

        assertThat(result(store.withNewFacts(10))).isEmpty();
        assertThat(result(store.due("pbx2", START.plusSeconds(60), 10))).isEmpty();
        assertThat(toJudge(START.plusSeconds(9), 10)).isEmpty();
        assertThat(toJudge(START.plusSeconds(25), 10)).containsExactly("pbx1/c", "pbx1/b");
        assertThat(toJudge(START.plusSeconds(60), 2)).containsExactly("pbx1/c", "pbx1/b");
    }

    @Test
    void aVerdictOfFewerFactsDoesNotReplaceANewerOne() {
        judged("a", State.PENDING, START.plusSeconds(10));
        Pending slow = result(store.due("pbx1", START.plusSeconds(10), 10)).get(0);
        judged("a", State.MATCHED, null);

        result(store.save(
                slow,
                new Verdict(State.MISSING_IN_CDR, List.of(), null),
                new Legs(0, 0),
                new Sides(null, null),
                START,
                new Span(START, START)));

        assertThat(result(reports.count(START.minusSeconds(1), START.plusSeconds(1))))
                .containsEntry(State.MATCHED, 1)
                .doesNotContainKey(State.MISSING_IN_CDR);
    }

    @Test
    void aLateRowOfHistoryHasTheCallJudgedAgainOfWhichThereIsAVerdict() {
        judged("a", State.MISSING_IN_CDR, null);
        judged("b", State.MISSING_IN_CDR, null);
        List<CdrRow> late = List.of(row("a", 1, START), row("b", 1, START.minusSeconds(2)), row("unknown", 0, START));

        assertThat(result(store.saveHistory(late, START, START.minusSeconds(1))))
                .isEqualTo(3);

        assertThat(result(store.withNewFacts(10))).extracting(Pending::callId).containsExactly("pbx1/a");
        judged("a", State.MATCHED, null);
        assertThat(result(store.saveHistory(late, START, START.minusSeconds(1))))
                .isZero();
        assertThat(result(store.withNewFacts(10))).as("no row is new").isEmpty();
    }

    private static CdrRow row(String call, long sequence, Instant calldate) {
        return new CdrRow("pbx1/" + call, call, sequence, calldate, "", "", "", "", "Queue", "ANSWERED", 1, 1);
    }

    @Test
    void anUnchangedVerdictIsNotWrittenAgain() {
        judged("a", State.PENDING, START.plusSeconds(10));

        Pending pending = result(store.due("pbx1", START.plusSeconds(10), 10)).get(0);

        Verdict same =
                new Verdict(State.PENDING, List.of(Finding.of(Reason.NO_ROW, "a reason")), START.plusSeconds(10));
        assertThat(pending.sameAs(same, new Legs(1, 1))).isTrue();
        assertThat(pending.sameAs(same, new Legs(2, 1))).isFalse();
        assertThat(pending.saysMore(same, new Legs(2, 1))).isFalse();
    }

    @Test
    void theCountsAndTheSortedLimitedLeftoversComeFromTheDatabase() {
        judged("c", State.MISSING_IN_CDR, null);
        judged("a", State.MISMATCHED, null);
        judged("b", State.MISMATCHED, null);
        judged("m", State.MATCHED, null);
        judged("n", State.NOT_OURS, null);

        assertThat(result(reports.count(START, START.plusSeconds(1))))
                .isEqualTo(Map.of(State.MISSING_IN_CDR, 1, State.MISMATCHED, 2, State.MATCHED, 1, State.NOT_OURS, 1));
        assertThat(result(
                        reports.verdictsWithout(Set.of(State.MATCHED, State.NOT_OURS), START, START.plusSeconds(1), 2)))
                .extracting(verdict -> verdict.getString("_id"))
                .containsExactly("pbx1/a", "pbx1/b");
        assertThat(result(reports.count(START.plusSeconds(1), START.plusSeconds(2))))
                .isEmpty();
    }

    @Test
    void withoutASettingTheFirstStartIsWhereItBegins() {
        NodeRows rows = store.of(database("db1"));
        Instant before = Instant.now().minusSeconds(1);

        Instant since = result(rows.since());
        result(rows.save(new Cursor(5, "")));

        assertThat(since).isBetween(before, Instant.now());
        assertThat(result(store.since("pbx1"))).isEqualTo(since);
        assertThat(result(rows.cursor()).lastId()).isEqualTo(5);
    }

    @Test
    void theCursorOfATableSaysNothingAboutAnotherOne() {
        result(store.of(database("db1")).save(new Cursor(5, "")));

        assertThat(result(store.of(database("db2")).cursor())).isEqualTo(Cursor.START);
        assertThat(result(store.of(database("db1")).cursor()).lastId()).isEqualTo(5);
    }

    private static AsteriskDatabase database(String host) {
        return new AsteriskDatabase(
                "pbx1",
                DatabaseType.MARIADB,
                host,
                3306,
                "scc",
                "secret",
                "asteriskcdrdb",
                "cdr",
                ZoneOffset.UTC,
                true);
    }
}
