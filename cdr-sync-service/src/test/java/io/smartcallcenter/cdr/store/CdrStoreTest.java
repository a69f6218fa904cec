package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.source.Cursor;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.time.Instant;
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

    @BeforeEach
    void start() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
        store = new CdrStore(
                client.getDatabase(TestDatabase.freshName()), new TestSettings(10, Duration.ofSeconds(10)));
        result(store.prepare());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private void judged(String call, State state, Instant againAt) {
        result(store.saveRows(
                List.of(new CdrRow("pbx1/" + call, call, 0, START, "", "", "", "", "Queue", "ANSWERED", 1, 1)), START));
        Pending pending = result(store.toJudge(null, 10)).stream()
                .filter(each -> each.callId().equals("pbx1/" + call))
                .findFirst()
                .orElseThrow();
        result(store.save(pending, new Verdict(state, List.of("a reason"), againAt), new Legs(1, 1), START));
    }

    private List<String> toJudge(Instant importedUntil, int limit) {
        return result(store.toJudge(importedUntil, limit)).stream()
                .map(Pending::callId)
                .toList();
    }

    @Test
    void whoWaitsForAnImportDoesNotFillTheBatchBeforeIt() {
        judged("b", State.PENDING, START.plusSeconds(20));
        judged("a", State.PENDING, START.plusSeconds(30));
        judged("c", State.PENDING, START.plusSeconds(10));
        judged("d", State.MATCHED, null);

        assertThat(toJudge(null, 10)).isEmpty();
        assertThat(toJudge(START.plusSeconds(9), 10)).isEmpty();
        assertThat(toJudge(START.plusSeconds(25), 10)).containsExactly("pbx1/c", "pbx1/b");
        assertThat(toJudge(START.plusSeconds(60), 2)).containsExactly("pbx1/c", "pbx1/b");
    }

    @Test
    void anUnchangedVerdictIsNotWrittenAgain() {
        judged("a", State.PENDING, START.plusSeconds(10));

        Pending pending = result(store.toJudge(START.plusSeconds(10), 10)).get(0);

        Verdict same = new Verdict(State.PENDING, List.of("a reason"), START.plusSeconds(10));
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

        assertThat(result(store.count(START, START.plusSeconds(1))))
                .isEqualTo(Map.of(State.MISSING_IN_CDR, 1, State.MISMATCHED, 2, State.MATCHED, 1, State.NOT_OURS, 1));
        assertThat(result(store.verdictsWithout(Set.of(State.MATCHED, State.NOT_OURS), START, START.plusSeconds(1), 2)))
                .extracting(verdict -> verdict.getString("_id"))
                .containsExactly("pbx1/a", "pbx1/b");
        assertThat(result(store.count(START.plusSeconds(1), START.plusSeconds(2))))
                .isEmpty();
    }

    @Test
    void withoutASettingTheFirstStartIsWhereItBegins() {
        Instant before = Instant.now().minusSeconds(1);

        Instant since = result(store.since());
        result(store.save(new Cursor(5, "")));

        assertThat(since).isBetween(before, Instant.now());
        assertThat(result(store.since())).isEqualTo(since);
        assertThat(result(store.cursor()).lastId()).isEqualTo(5);
    }
}
