package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.document.Fields;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.LastMarks;
import io.smartcallcenter.kpi.rollup.Quarter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The facts in memory, found by the same fields as in the database. */
final class MemoryFacts implements FactsOfQuarters {

    private static final long GUESS = Contribution.GUESS.toMillis();

    private final MemoryStore store;

    MemoryFacts(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Uni<Instant> keptSince() {
        return Uni.createFrom().item(Instant.EPOCH);
    }

    @Override
    public Uni<List<QueueEntry>> entries(Set<String> queues, Quarter first, Quarter last) {
        return found(
                DocumentKind.QUEUE_ENTRY,
                each -> queues.contains(each.values().text(QueueEntryFacts.QUEUE))
                        && isIn(
                                each.values(),
                                QueueEntryFacts.ARRIVAL,
                                List.of(QueueEntryFacts.LEFT_AT, QueueEntryFacts.LOST_AT),
                                first,
                                last),
                each -> QueueEntry.from(each.id(), each.values()));
    }

    private static boolean isIn(Fields fields, String arrival, List<String> ends, Quarter first, Quarter last) {
        return isIn(fields.time(arrival), first.from() - GUESS, last.to())
                || ends.stream().anyMatch(end -> isIn(fields.time(end), first.from() - GUESS, last.to() + GUESS));
    }

    private static boolean isIn(Instant at, long from, long to) {
        return at != null && at.toEpochMilli() >= from && at.toEpochMilli() < to;
    }

    @Override
    public Uni<List<QueueEntry>> entries(Collection<String> ids) {
        return found(
                DocumentKind.QUEUE_ENTRY,
                each -> ids.contains(each.id()),
                each -> QueueEntry.from(each.id(), each.values()));
    }

    @Override
    public Uni<List<Refusal>> refusals(Set<String> queues, Quarter first, Quarter last) {
        return found(
                DocumentKind.REFUSAL,
                each -> queues.contains(each.values().text(Refusal.QUEUE))
                        && isIn(each.values().time(Refusal.AT), first.from(), last.to()),
                each -> Refusal.from(each.values()));
    }

    @Override
    public Uni<List<Offer>> offers(Set<String> operators, Quarter first, Quarter last) {
        return found(
                DocumentKind.OFFER,
                each -> operators.contains(each.values().text(OfferFacts.INTERFACE))
                        && isIn(
                                each.values(),
                                OfferFacts.ARRIVAL,
                                List.of(OfferFacts.ENDED_AT, OfferFacts.LOST_AT),
                                first,
                                last),
                each -> Offer.from(each.id(), each.values()));
    }

    @Override
    public Uni<List<Offer>> offers(Collection<String> ids) {
        return found(DocumentKind.OFFER, each -> ids.contains(each.id()), each -> Offer.from(each.id(), each.values()));
    }

    @Override
    public Uni<List<StateMark>> marks(Set<String> operators, Quarter first, Quarter last) {
        return Uni.createFrom()
                .item(marks(operators)
                        .filter(mark -> mark.atMicros() >= first.from() * 1000 && mark.atMicros() < last.to() * 1000)
                        .toList());
    }

    @Override
    public Uni<List<StateMark>> lastMarks(Set<String> operators, long before) {
        List<StateMark> last = new ArrayList<>();
        for (String operator : operators) {
            last.addAll(LastMarks.of(marks(Set.of(operator))
                    .filter(mark -> mark.atMicros() < before)
                    .toList()));
        }
        return Uni.createFrom().item(last);
    }

    private Stream<StateMark> marks(Set<String> operators) {
        return store.marks().stream().filter(mark -> operators.contains(mark.iface()));
    }

    private <T> Uni<List<T>> found(DocumentKind kind, Predicate<Contribution> filter, Function<Contribution, T> read) {
        return Uni.createFrom().item(() -> store.documents().values().stream()
                .filter(each -> each.kind() == kind && filter.test(each))
                .map(read)
                .toList());
    }
}
