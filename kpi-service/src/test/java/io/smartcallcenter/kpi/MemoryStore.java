package io.smartcallcenter.kpi;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.ingest.Facts;
import io.smartcallcenter.kpi.metrics.OperatorReport;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.QueueReport;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The documents in memory, merged by the same rules as in the database. */
public final class MemoryStore {

    private final Map<String, Contribution> documents = new TreeMap<>();

    public static MemoryStore of(List<Envelope<?>> events) {
        MemoryStore store = new MemoryStore();
        events.forEach(store::apply);
        return store;
    }

    public void apply(Envelope<?> event) {
        Facts.of(event).forEach(this::add);
    }

    public void add(Contribution fact) {
        documents.merge(fact.kind() + " " + fact.id(), fact, Contribution::merge);
    }

    public Map<String, Contribution> documents() {
        return documents;
    }

    public QueueReport queues(TimeRange range, Policy policy, Instant now) {
        return QueueReport.of(range, policy, Set.of(), entries(), refusals(), outages(), now);
    }

    public OperatorReport operators(TimeRange range, Instant now) {
        return operators(range, Set.of(), now);
    }

    public OperatorReport operators(TimeRange range, Set<String> queues, Instant now) {
        return OperatorReport.of(range, Set.of(), queues, offers(), marks(), outages(), now);
    }

    public QueueFigures queue(String name, Policy policy, Instant now) {
        List<QueueEntry> entries =
                entries().stream().filter(entry -> name.equals(entry.queue())).toList();
        return QueueFigures.of(name, entries, refusals(), policy, now);
    }

    public List<QueueEntry> entries() {
        return of(DocumentKind.QUEUE_ENTRY, each -> QueueEntry.from(each.id(), each.values()));
    }

    public List<Offer> offers() {
        return of(DocumentKind.OFFER, each -> Offer.from(each.id(), each.values()));
    }

    public List<Refusal> refusals() {
        return of(DocumentKind.REFUSAL, each -> Refusal.from(each.values()));
    }

    public List<StateMark> marks() {
        return of(DocumentKind.OPERATOR_STATE, each -> StateMark.from(each.values()));
    }

    public List<Outage> outages() {
        return Stream.concat(
                        of(DocumentKind.NODE_GAP, each -> Outage.fromGap(each.values())).stream(),
                        of(DocumentKind.NODE_LINK, each -> Outage.fromLink(each.values())).stream()
                                .flatMap(each -> each.stream()))
                .toList();
    }

    private <T> List<T> of(DocumentKind kind, Function<Contribution, T> read) {
        return documents.values().stream()
                .filter(each -> each.kind() == kind)
                .map(read)
                .toList();
    }
}
