package io.smartcallcenter.kpi;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.ingest.Facts;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Completeness;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.OperatorAnswer;
import io.smartcallcenter.kpi.query.OperatorFold;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.OperatorRow;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueFold;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.query.QueueRow;
import java.time.Duration;
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

    public List<QueueFigures> queues(TimeRange range, Policy policy, Instant now) {
        QueueQuestion question = new QueueQuestion(Grid.whole(range), Set.of(), true, policy, Attribution.ARRIVAL);
        return queues(question, now).rows().stream().map(QueueRow::figures).toList();
    }

    public QueueAnswer queues(QueueQuestion question, Instant now) {
        QueueFold fold = new QueueFold(question, now);
        days().queues().forEach(fold::add);
        return new QueueAnswer(fold.rows(), new Completeness(outages()));
    }

    public List<OperatorFigures> operators(TimeRange range, Instant now) {
        return operators(range, Set.of(), now);
    }

    public List<OperatorFigures> operators(TimeRange range, Set<String> queues, Instant now) {
        OperatorQuestion question =
                new OperatorQuestion(Grid.whole(range), Set.of(), queues, OperatorGroup.OPERATOR, Attribution.ARRIVAL);
        return operators(question, now).rows().stream()
                .map(OperatorRow::figures)
                .toList();
    }

    public OperatorAnswer operators(OperatorQuestion question, Instant now) {
        OperatorFold fold = new OperatorFold(question, Retirements.NONE, now);
        days().operators().forEach(fold::add);
        return new OperatorAnswer(fold.rows(), new Completeness(outages()));
    }

    public QueueFigures queue(String name, Policy policy, Instant now) {
        TimeRange ever = new TimeRange(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(2)));
        QueueQuestion question = new QueueQuestion(Grid.whole(ever), Set.of(name), true, policy, Attribution.ARRIVAL);
        return queues(question, now).rows().stream()
                .filter(row -> name.equals(row.queue()))
                .findFirst()
                .orElseThrow()
                .figures();
    }

    private RollUpDays days() {
        RollUpDays days = new RollUpDays();
        entries().stream().filter(entry -> entry.queue() != null).forEach(days::entry);
        refusals().forEach(days::refusal);
        offers().stream().filter(offer -> offer.startedAt() != null).forEach(days::offer);
        marks().forEach(days::mark);
        return days;
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
