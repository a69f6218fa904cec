package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.FactsOfQuarters;
import io.smartcallcenter.kpi.rollup.Quarter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The facts of some quarters. What began in them is found by its arrival. What began before and ended in them is found by when it
 * was reported to have ended, apart for LOST, which may be reported at quite another time; that is little.
 */
public final class QuarterFacts implements FactsOfQuarters {

    private static final long GUESS = Contribution.GUESS.toMillis();

    private final KpiStore store;

    public QuarterFacts(KpiStore store) {
        this.store = store;
    }

    @Override
    public Uni<Instant> keptSince() {
        return store.keptSince();
    }

    @Override
    public Uni<List<QueueEntry>> entries(Set<String> queues, Quarter first, Quarter last) {
        Bson whose = in(QueueEntryFacts.QUEUE, queues);
        return all(List.of(
                entries(and(whose, began(QueueEntryFacts.ARRIVAL, first, last))),
                entries(and(
                        whose, ended(QueueEntryFacts.LEFT_AT, first, last), before(QueueEntryFacts.ARRIVAL, first))),
                entries(and(
                        whose, ended(QueueEntryFacts.LOST_AT, first, last), before(QueueEntryFacts.ARRIVAL, first)))));
    }

    @Override
    public Uni<List<QueueEntry>> entries(Collection<String> ids) {
        return entries(in("_id", ids));
    }

    private Uni<List<QueueEntry>> entries(Bson filter) {
        return find(DocumentKind.QUEUE_ENTRY, filter, KpiStore::entry);
    }

    @Override
    public Uni<List<Refusal>> refusals(Set<String> queues, Quarter first, Quarter last) {
        return find(
                DocumentKind.REFUSAL,
                and(in(Refusal.QUEUE, queues), between(Refusal.AT, first.from(), last.to())),
                document -> Refusal.from(BsonDocuments.fields(document)));
    }

    @Override
    public Uni<List<Offer>> offers(Set<String> operators, Quarter first, Quarter last) {
        Bson whose = in(OfferFacts.INTERFACE, operators);
        return all(List.of(
                offers(and(whose, began(OfferFacts.ARRIVAL, first, last))),
                offers(and(whose, ended(OfferFacts.ENDED_AT, first, last), before(OfferFacts.ARRIVAL, first))),
                offers(and(whose, ended(OfferFacts.LOST_AT, first, last), before(OfferFacts.ARRIVAL, first)))));
    }

    @Override
    public Uni<List<Offer>> offers(Collection<String> ids) {
        return offers(in("_id", ids));
    }

    private Uni<List<Offer>> offers(Bson filter) {
        return find(DocumentKind.OFFER, filter, KpiStore::offer);
    }

    @Override
    public Uni<List<StateMark>> marks(Set<String> operators, Quarter first, Quarter last) {
        return find(
                DocumentKind.OPERATOR_STATE,
                and(
                        in(StateMark.INTERFACE, operators),
                        gte(StateMark.AT, first.from() * 1000),
                        lt(StateMark.AT, last.to() * 1000)),
                KpiStore::mark);
    }

    @Override
    public Uni<List<StateMark>> lastMarks(Set<String> operators, long before) {
        return store.lastMarks(and(in(StateMark.INTERFACE, operators), lt(StateMark.AT, before)));
    }

    /** The arrival is not later than the beginning, and at most a guess earlier. */
    private static Bson began(String arrival, Quarter first, Quarter last) {
        return between(arrival, first.from() - GUESS, last.to());
    }

    private static Bson ended(String at, Quarter first, Quarter last) {
        return between(at, first.from() - GUESS, last.to() + GUESS);
    }

    /** Those that {@link #began} does not find. */
    private static Bson before(String arrival, Quarter first) {
        return lt(arrival, new Date(first.from() - GUESS));
    }

    private static Bson between(String field, long from, long to) {
        return and(gte(field, new Date(from)), lt(field, new Date(to)));
    }

    /** All at once: a function for each document costs more than what it does, when it is called through the reactive stream. */
    private <T> Uni<List<T>> find(DocumentKind kind, Bson filter, Function<Document, T> read) {
        return store.collection(kind).find(filter).collect().asList().map(found -> found.stream()
                .map(read)
                .toList());
    }

    /** What is both reported as ended and as lost is found twice: once is enough. */
    private static <T> Uni<List<T>> all(List<Uni<List<T>>> finds) {
        return Uni.join().all(finds).andFailFast().map(found -> {
            List<T> all = new ArrayList<>();
            found.forEach(all::addAll);
            return all.stream().distinct().toList();
        });
    }
}
