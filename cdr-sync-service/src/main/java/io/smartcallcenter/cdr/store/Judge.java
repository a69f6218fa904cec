package io.smartcallcenter.cdr.store;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.heard.EventsHeard;
import io.smartcallcenter.cdr.publish.CdrEvents;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.Outage;
import io.smartcallcenter.cdr.reconcile.Reason;
import io.smartcallcenter.cdr.reconcile.Reconciliation;
import io.smartcallcenter.cdr.reconcile.SeenCall;
import io.smartcallcenter.cdr.reconcile.Sides;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.source.Importer;
import io.smartcallcenter.events.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
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
    private final NodeGaps gaps;
    private final EventsHeard heard;
    private final Reconciliation reconciliation;

    Judge(CdrStore store, Importer importer, EventsHeard heard, CdrEvents events, NodeGaps gaps, CdrSettings settings) {
        this.store = store;
        this.importer = importer;
        this.heard = heard;
        this.events = events;
        this.gaps = gaps;
        this.reconciliation = new Reconciliation(settings.grace());
    }

    /**
     * What all calls of a node are judged by.
     *
     * @param since calls that began earlier are not ours
     * @param readUntil see {@link #readUntil}
     * @param gaps times in which events of the node were lost, as far as these calls were there
     * @param starts of its Asterisk, as far as these calls were lost
     */
    private record Bench(Instant since, Instant readUntil, List<NodeGap> gaps, List<Instant> starts, Instant now) {

        Outage outage(Case each, Span span) {
            return new Outage(
                    gaps.stream().anyMatch(gap -> gap.overlaps(span)),
                    each.call != null && starts.stream().anyMatch(each.call::wasLostBy));
        }
    }

    /** All that is known of one call. */
    private record Case(Pending pending, SeenCall call, List<Document> documents, List<CdrRow> rows) {

        static Case of(Pending pending, SeenCall call, List<Document> documents) {
            return new Case(
                    pending,
                    call,
                    documents,
                    documents.stream().map(CdrDocuments::read).toList());
        }
    }

    /** A batch each second. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> judge() {
        return pending()
                .chain(this::judgeAll)
                .onFailure()
                .invoke(failure -> LOG.warnf("Calls are judged later: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** By node: those with a new fact, and those that both sides have been read far enough for. */
    private Uni<Map<String, List<Pending>>> pending() {
        List<Uni<List<Pending>>> all = new ArrayList<>();
        all.add(store.withNewFacts(BATCH));
        for (String node : importer.nodes()) {
            Instant readUntil = readUntil(node);
            if (readUntil != null) {
                all.add(store.due(node, readUntil, BATCH));
            }
        }
        return Uni.join().all(all).andFailFast().map(Judge::once);
    }

    /** Our clock: until then the table was read, and the events; null as long as one of the two was not. */
    private Instant readUntil(String node) {
        Instant rows = importer.importedUntil(node);
        Instant events = heard.until(node);
        return rows == null || events == null ? null : rows.isBefore(events) ? rows : events;
    }

    /** A call may be in two of the lists, as it was before a fact and after it: told twice it would have two ids. */
    private static Map<String, List<Pending>> once(List<List<Pending>> found) {
        Map<String, Pending> latest = found.stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Pending::callId,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparingLong(Pending::revision))));
        return latest.values().stream().collect(Collectors.groupingBy(each -> Ids.nodeOf(each.callId())));
    }

    private Uni<Void> judgeAll(Map<String, List<Pending>> pending) {
        return Multi.createFrom()
                .iterable(pending.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> judgeAll(each.getKey(), each.getValue()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> judgeAll(String node, List<Pending> pending) {
        Instant readUntil = readUntil(node);
        Instant now = Instant.now();
        return Uni.combine()
                .all()
                .unis(store.since(node), cases(pending))
                .asTuple()
                .chain(found -> {
                    List<Case> cases = found.getItem2();
                    Span span = span(cases, now);
                    return Uni.combine()
                            .all()
                            .unis(gaps.of(node, span), starts(node, cases))
                            .asTuple()
                            .chain(outages -> judgeAll(
                                    cases,
                                    new Bench(
                                            found.getItem1(), readUntil, outages.getItem1(), outages.getItem2(), now)))
                            .chain(known -> judgeAgain(node, span, known));
                });
    }

    /** A gap that has come in meanwhile has not found these verdicts. */
    private Uni<Void> judgeAgain(String node, Span span, Bench known) {
        return gaps.of(node, span)
                .onItem()
                .transformToMulti(
                        found -> Multi.createFrom().iterable(found).select().where(gap -> !known.gaps.contains(gap)))
                .onItem()
                .transformToUniAndConcatenate(gap -> gaps.judgeAgain(node, gap))
                .collect()
                .last();
    }

    private Uni<Bench> judgeAll(List<Case> cases, Bench bench) {
        return Multi.createFrom()
                .iterable(cases)
                .onItem()
                .transformToUniAndConcatenate(each -> judge(each, bench))
                .collect()
                .last()
                .replaceWith(bench);
    }

    /** In which any of these calls was there. */
    private static Span span(List<Case> cases, Instant now) {
        List<Span> spans =
                cases.stream().map(each -> span(each, begin(each, now))).toList();
        return new Span(
                spans.stream().map(Span::from).min(Comparator.naturalOrder()).orElse(now),
                spans.stream().map(Span::until).max(Comparator.naturalOrder()).orElse(now));
    }

    private Uni<List<Instant>> starts(String node, List<Case> cases) {
        List<SeenCall> lost = cases.stream()
                .map(Case::call)
                .filter(call -> call != null && call.lost() && call.ended() != null)
                .toList();
        return lost.isEmpty()
                ? Uni.createFrom().item(List.of())
                : gaps.starts(
                        node,
                        lost.stream()
                                .map(SeenCall::ended)
                                .min(Comparator.naturalOrder())
                                .orElseThrow(),
                        lost.stream()
                                .map(SeenCall::endKnownAt)
                                .max(Comparator.naturalOrder())
                                .orElseThrow());
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
                .map(each -> Case.of(each, seen.get(each.callId()), groups.getOrDefault(each.callId(), List.of())))
                .toList();
    }

    private Uni<Void> judge(Case each, Bench bench) {
        List<CdrRow> rows = each.rows();
        Instant at = begin(each, bench.now);
        Span span = span(each, at);
        Verdict verdict = at.isBefore(bench.since)
                ? Verdict.notOurs(Reason.BEFORE_THE_START, "it began before " + bench.since)
                : reconciliation.judge(
                        each.call,
                        rows,
                        imported(each, Comparator.reverseOrder()),
                        bench.readUntil,
                        bench.outage(each, span));
        Legs legs = Legs.of(rows);
        Pending pending = each.pending;
        if (pending.sameAs(verdict, legs)) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> said = pending.saysMore(verdict, legs)
                ? events.publish(pending.callId(), pending.revision(), verdict, legs, bench.now)
                : Uni.createFrom().voidItem();
        return said.chain(() -> store.save(pending, verdict, legs, Sides.of(each.call, rows), at, span));
    }

    /** When the call began; a row with a zero date says only that it was before the import. */
    private static Instant begin(Case each, Instant now) {
        if (each.call != null) {
            return each.call.firstSeen();
        }
        Instant imported = imported(each, Comparator.naturalOrder());
        return each.rows().stream()
                .map(CdrRow::calldate)
                .filter(calldate -> !calldate.equals(Instant.EPOCH))
                .min(Comparator.naturalOrder())
                .orElse(imported == null ? now : imported);
    }

    /** A lost call ended when the links were lost, as far as we know: at the begin of the gap. */
    private static Span span(Case each, Instant begin) {
        Duration ahead = each.call == null ? Duration.ZERO : each.call.clockAhead();
        return new Span(begin.minus(ahead), end(each, begin).minus(ahead).plusMillis(1));
    }

    /** A row says when its leg began and how long it lasted. */
    private static Instant end(Case each, Instant begin) {
        if (each.call != null && each.call.ended() != null) {
            return each.call.ended();
        }
        return each.rows().stream()
                .map(CdrRow::end)
                .max(Comparator.naturalOrder())
                .filter(end -> end.isAfter(begin))
                .orElse(begin.plusSeconds(1));
    }

    /** Our clock when the first row in this order was imported; null without rows. */
    private static Instant imported(Case each, Comparator<Instant> order) {
        return each.documents.stream()
                .map(row -> CallFacts.instant(row, CdrDocuments.IMPORTED))
                .min(order)
                .orElse(null);
    }
}
