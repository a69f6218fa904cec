package io.smartcallcenter.cdr.store;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.publish.CdrEvents;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Reconciliation;
import io.smartcallcenter.cdr.reconcile.SeenCall;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.source.Importer;
import io.smartcallcenter.cdr.store.CdrStore.Pending;
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

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> judge() {
        return judgeAll()
                .onFailure()
                .invoke(failure -> LOG.warnf("Calls are judged later: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** Whole batches at once; the rest in the next second, so that calls which only wait cannot keep it busy. */
    private Uni<Void> judgeAll() {
        Instant now = Instant.now();
        Instant importedUntil = importer.importedUntil();
        return store.toJudge(now, BATCH).chain(pending -> {
            if (pending.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            List<String> ids = pending.stream().map(Pending::callId).toList();
            return Uni.combine()
                    .all()
                    .unis(store.callDocuments(ids), store.rowDocuments(ids))
                    .asTuple()
                    .chain(both -> judge(pending, both.getItem1(), both.getItem2(), now, importedUntil));
        });
    }

    private Uni<Void> judge(
            List<Pending> pending, List<Document> calls, List<Document> rows, Instant now, Instant importedUntil) {
        Map<String, SeenCall> seen =
                calls.stream().map(CallFacts::read).collect(Collectors.toMap(SeenCall::callId, Function.identity()));
        Map<String, List<Document>> groups =
                rows.stream().collect(Collectors.groupingBy(row -> row.getString(CdrDocuments.CALL)));
        return Multi.createFrom()
                .iterable(pending)
                .onItem()
                .transformToUniAndConcatenate(each -> judge(
                        each,
                        seen.get(each.callId()),
                        groups.getOrDefault(each.callId(), List.of()),
                        now,
                        importedUntil))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> judge(
            Pending pending, SeenCall call, List<Document> documents, Instant now, Instant importedUntil) {
        List<CdrRow> rows = documents.stream().map(CdrDocuments::read).toList();
        Instant rowsKnownAt = documents.stream()
                .map(row -> CallFacts.instant(row, CdrDocuments.IMPORTED))
                .max(Comparator.naturalOrder())
                .orElse(null);
        Verdict verdict = reconciliation.judge(call, rows, rowsKnownAt, now, importedUntil);
        Instant at = call != null
                ? call.firstSeen()
                : rows.stream()
                        .map(CdrRow::calldate)
                        .min(Comparator.naturalOrder())
                        .orElse(now);
        boolean changed = !verdict.state().name().equals(pending.state())
                || !verdict.reasons().equals(pending.reasons());
        Uni<Void> said = changed
                ? events.publish(pending.callId(), verdict, rows, now)
                : Uni.createFrom().voidItem();
        return said.chain(() -> store.save(pending, verdict, at));
    }
}
