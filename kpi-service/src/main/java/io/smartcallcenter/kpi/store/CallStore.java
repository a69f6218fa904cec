package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.call.CallFields;
import io.smartcallcenter.kpi.call.CallQuery;
import io.smartcallcenter.kpi.call.CallSummary;
import io.smartcallcenter.kpi.call.CallbackNumber;
import io.smartcallcenter.kpi.call.CallerText;
import io.smartcallcenter.kpi.call.Timeline;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.offer.OfferFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads the documents of calls. They are written like all others, by {@link KpiStore}. */
public final class CallStore {

    private static final String ID = "_id";

    private final ReactiveMongoClient client;
    private final String database;

    public CallStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    /** Creates the indexes that lists, histories and erasures need. */
    public Uni<Void> prepare() {
        return Uni.join()
                .all(
                        index(DocumentKind.CALL, Indexes.descending(CallFields.STARTED_AT, ID)),
                        index(DocumentKind.CALL, Indexes.descending(CallFields.CALLER_DIGITS, CallFields.STARTED_AT)),
                        index(DocumentKind.CALL, Indexes.ascending(CallFields.CALLBACK_DIGITS)),
                        index(DocumentKind.CALLBACK, Indexes.ascending(CallbackNumber.DIGITS)),
                        index(DocumentKind.CALLBACK, Indexes.ascending(CallbackNumber.CALL_ID)),
                        index(DocumentKind.CALL_EVENTS, Indexes.ascending(Timeline.CALL_ID, Timeline.AT)),
                        index(DocumentKind.QUEUE_ENTRY, Indexes.ascending(QueueEntryFacts.CALL_ID)),
                        index(DocumentKind.OFFER, Indexes.ascending(OfferFacts.CALL_ID)))
                // one after the other: of two at the same time FerretDB may refuse one
                .usingConcurrencyOf(1)
                .andFailFast()
                .replaceWithVoid();
    }

    /**
     * The newest calls that may be meant: {@link CallQuery#accepts} decides.
     *
     * @param after null = from the newest
     */
    public Uni<List<CallSummary>> newest(CallQuery query, Place after, int limit) {
        return find(
                DocumentKind.CALL,
                CallFilters.of(query, after),
                new FindOptions()
                        .sort(Sorts.descending(CallFields.STARTED_AT, ID))
                        .limit(limit),
                CallStore::summary);
    }

    public Uni<Optional<CallSummary>> call(String id) {
        return find(DocumentKind.CALL, eq(ID, id), new FindOptions().limit(1), CallStore::summary)
                .map(found -> found.stream().findFirst());
    }

    /** Ids of some calls of a caller, or of those on which this number was left to be called back. */
    public Uni<Set<String>> callsOf(String digits, int limit) {
        Bson number = or(eq(CallFields.CALLER_DIGITS, digits), eq(CallFields.CALLBACK_DIGITS, digits));
        FindOptions some = new FindOptions().limit(limit);
        return Uni.combine()
                .all()
                .unis(
                        find(DocumentKind.CALL, number, some, document -> document.getString(ID)),
                        find(DocumentKind.CALLBACK, eq(CallbackNumber.DIGITS, digits), some, CallStore::callback))
                .with((calls, callbacks) -> {
                    Set<String> ids = new TreeSet<>(calls);
                    callbacks.forEach(callback -> ids.add(callback.callId()));
                    return ids;
                });
    }

    /** The numbers that were left on a call to be called back and are not erased. */
    public Uni<List<CallbackNumber>> callbacks(String callId) {
        return find(
                DocumentKind.CALLBACK,
                and(eq(CallbackNumber.CALL_ID, callId), ne(CallbackNumber.DIGITS, CallerText.ERASED)),
                new FindOptions(),
                CallStore::callback);
    }

    private static CallbackNumber callback(Document document) {
        return new CallbackNumber(
                document.getString(ID),
                document.getString(CallbackNumber.CALL_ID),
                document.getString(CallbackNumber.DIGITS));
    }

    public Uni<List<QueueEntry>> entries(Collection<String> calls) {
        return find(
                DocumentKind.QUEUE_ENTRY,
                in(QueueEntryFacts.CALL_ID, calls),
                new FindOptions(),
                document -> QueueEntry.from(document.getString(ID), BsonDocuments.fields(document)));
    }

    public Uni<List<Offer>> offers(Collection<String> calls) {
        return find(
                DocumentKind.OFFER,
                in(OfferFacts.CALL_ID, calls),
                new FindOptions(),
                document -> Offer.from(document.getString(ID), BsonDocuments.fields(document)));
    }

    /**
     * The events of some ten minutes of a call.
     *
     * @param begin when they begin
     * @param texts as {@link Timeline} wrote them, in no order
     */
    public record Chapter(Instant begin, List<String> texts) {}

    /** The next ten minutes of a call in which something happened, in order of time. */
    public Uni<List<Chapter>> chapters(String callId, Instant from, int limit) {
        return find(
                DocumentKind.CALL_EVENTS,
                and(eq(Timeline.CALL_ID, callId), gte(Timeline.AT, from)),
                new FindOptions().sort(Sorts.ascending(Timeline.AT)).limit(limit),
                CallStore::chapter);
    }

    private static Chapter chapter(Document document) {
        List<String> texts = new ArrayList<>();
        document.get(Timeline.EVENTS, new Document()).values().forEach(text -> texts.add((String) text));
        return new Chapter(document.getDate(Timeline.AT).toInstant(), texts);
    }

    private static CallSummary summary(Document document) {
        return CallSummary.from(document.getString(ID), BsonDocuments.fields(document));
    }

    private <T> Uni<List<T>> find(DocumentKind kind, Bson filter, FindOptions options, Function<Document, T> read) {
        return collection(kind).find(filter, options).map(read).collect().asList();
    }

    private Uni<String> index(DocumentKind kind, Bson keys) {
        return collection(kind).createIndex(keys);
    }

    private ReactiveMongoCollection<Document> collection(DocumentKind kind) {
        return client.getDatabase(database).getCollection(kind.collection());
    }
}
