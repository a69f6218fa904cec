package io.smartcallcenter.cdr.store;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.publish.CdrEvents;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.Reconciliation;
import io.smartcallcenter.cdr.reconcile.SeenCall;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.source.Importer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jboss.logging.Logger;

/** Judges the calls that have a new fact or whose time has come; says what changed, then keeps it. */
@ApplicationScoped
class Judge {

    private static final Logger LOG = Logger.getLogger(Judge.class);
    private static final int BATCH = 500;

    private final CdrStore store;
    private final Importer importer;
    private final CdrEvents events;
    private final Reconciliation reconciliation;

    Judge(CdrStore store, Importer importer, CdrEvents events, CdrSettings settings) {
        this.store = store;
        this.importer = importer;
        this.events = events;
        this.reconciliation = new Reconciliation(settings.grace());
    }

    /**
     * What all calls of a batch are judged by.
     *
     * @param since calls that began earlier are not ours
     * @param importedUntil see {@link Importer#importedUntil}
     */
    private record Bench(Instant since, Instant importedUntil, Instant now) {}

    /** All that is known of one call. */
    private record Case(Pending pending, SeenCall call, List<Document> documents) {}

    /** A batch each second. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> judge() {
        Instant importedUntil = importer.importedUntil();
        return store.since()
                .map(since -> new Bench(since, importedUntil, Instant.now()))
                .chain(this::judgeAll)
                .onFailure()
                .invoke(failure -> LOG.warnf("Calls are judged later: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> judgeAll(Bench bench) {
        return store.toJudge(bench.importedUntil, BATCH).chain(this::cases).chain(cases -> Multi.createFrom()
                .iterable(cases)
                .onItem()
                .transformToUniAndConcatenate(each -> judge(each, bench))
                .collect()
                .last()
                .replaceWithVoid());
    }

    private Uni<List<Case>> cases(List<Pending> pending) {
        if (pending.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ids = pending.stream().map(Pending::callId).toList();
        return Uni.combine()
                .all()
                .unis(store.callDocuments(ids), store.rowDocuments(ids))
                .with((calls, rows) -> cases(pending, calls, rows));
    }

    private static List<Case> cases(List<Pending> pending, List<Document> calls, List<Document> rows) {
        Map<String, SeenCall> seen =
                calls.stream().map(CallFacts::read).collect(Collectors.toMap(SeenCall::callId, Function.identity()));
        Map<String, List<Document>> groups =
                rows.stream().collect(Collectors.groupingBy(row -> row.getString(CdrDocuments.CALL)));
        return pending.stream()
                .map(each -> new Case(each, seen.get(each.callId()), groups.getOrDefault(each.callId(), List.of())))
                .toList();
    }

    private Uni<Void> judge(Case each, Bench bench) {
        List<CdrRow> rows = each.documents.stream().map(CdrDocuments::read).toList();
        Instant at = begin(each, rows, bench.now);
        Verdict verdict = at.isBefore(bench.since)
                ? Verdict.notOurs("it began before " + bench.since)
                : reconciliation.judge(each.call, rows, imported(each, Comparator.reverseOrder()), bench.importedUntil);
        Legs legs = Legs.of(rows);
        Pending pending = each.pending;
        if (pending.sameAs(verdict, legs)) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> said = pending.saysMore(verdict, legs)
                ? events.publish(pending.callId(), pending.revision(), verdict, legs, bench.now)
                : Uni.createFrom().voidItem();
        return said.chain(() -> store.save(pending, verdict, legs, at));
    }

    /** When the call began; a row with a zero date says only that it was before the import. */
    private static Instant begin(Case each, List<CdrRow> rows, Instant now) {
        if (each.call != null) {
            return each.call.firstSeen();
        }
        Instant imported = imported(each, Comparator.naturalOrder());
        return rows.stream()
                .map(CdrRow::calldate)
                .filter(calldate -> !calldate.equals(Instant.EPOCH))
                .min(Comparator.naturalOrder())
                .orElse(imported == null ? now : imported);
    }

    /** Our clock when the first row in this order was imported; null without rows. */
    private static Instant imported(Case each, Comparator<Instant> order) {
        return each.documents.stream()
                .map(row -> CallFacts.instant(row, CdrDocuments.IMPORTED))
                .min(order)
                .orElse(null);
    }
}
