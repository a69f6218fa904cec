package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.document.Rule;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.gap.NodeLink;
import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.node.Node;
import io.smartcallcenter.kpi.node.Retirement;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The service's collections. Only the subset that MongoDB and compatible servers share; times are UTC, to the millisecond. */
public final class KpiStore {

    public static final String DATABASE = "scc_kpi";

    private static final BulkWriteOptions IN_NO_ORDER = new BulkWriteOptions().ordered(false);

    private static final String FACTS = "facts";
    private static final String BEFORE = "before";

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** What a state belongs to, and its moment: the order in which the last mark of each state is looked for. */
    private static final String[] MARK_ORDER = {
        StateMark.NODE, StateMark.INTERFACE, StateMark.QUEUE, StateMark.STATE, StateMark.AT
    };

    private final ReactiveMongoClient client;
    private final String database;
    private final int limit;

    public KpiStore(ReactiveMongoClient client, String database) {
        this(client, database, NO_LIMIT);
    }

    private KpiStore(ReactiveMongoClient client, String database, int limit) {
        this.client = client;
        this.database = database;
        this.limit = limit;
    }

    /** The same documents; a query that finds more of one kind fails with {@link TooManyDocuments}. */
    public KpiStore limitedTo(int documents) {
        return new KpiStore(client, database, documents);
    }

    /** Creates the indexes that the range queries need. */
    public Uni<Void> prepare() {
        return Uni.join()
                .all(
                        index(DocumentKind.QUEUE_ENTRY, QueueEntryFacts.ARRIVAL),
                        index(DocumentKind.QUEUE_ENTRY, QueueEntryFacts.QUEUE, QueueEntryFacts.ARRIVAL),
                        index(DocumentKind.QUEUE_ENTRY, QueueEntryFacts.QUEUE, QueueEntryFacts.LEFT_AT),
                        index(DocumentKind.QUEUE_ENTRY, QueueEntryFacts.LOST_AT),
                        index(DocumentKind.REFUSAL, Refusal.AT),
                        index(DocumentKind.REFUSAL, Refusal.QUEUE, Refusal.AT),
                        index(DocumentKind.OFFER, OfferFacts.ARRIVAL),
                        index(DocumentKind.OFFER, OfferFacts.INTERFACE, OfferFacts.ARRIVAL),
                        index(DocumentKind.OFFER, OfferFacts.INTERFACE, OfferFacts.ENDED_AT),
                        index(DocumentKind.OFFER, OfferFacts.LOST_AT),
                        index(DocumentKind.OPERATOR_STATE, MARK_ORDER),
                        index(DocumentKind.OPERATOR_STATE, StateMark.INTERFACE, StateMark.AT),
                        index(DocumentKind.NODE_GAP, Outage.TO))
                // one after the other: of two at the same time FerretDB may refuse one
                .usingConcurrencyOf(1)
                .andFailFast()
                .replaceWithVoid();
    }

    /**
     * Upserts every contribution, in no order; may be repeated as a whole or in parts. What is of several kinds is written side by side,
     * and another attempt may begin before all of the one that failed has ended.
     */
    public Uni<Void> write(Collection<Contribution> contributions) {
        Map<DocumentKind, List<WriteModel<Document>>> byKind = new EnumMap<>(DocumentKind.class);
        contributions.forEach(each ->
                byKind.computeIfAbsent(each.kind(), kind -> new ArrayList<>()).add(BsonDocuments.upsert(each)));
        return Uni.join()
                .all(byKind.entrySet().stream()
                        .map(each -> collection(each.getKey()).bulkWrite(each.getValue(), IN_NO_ORDER))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
    }

    /** @param queues empty = all */
    public Uni<List<QueueEntry>> entries(TimeRange range, Set<String> queues) {
        Bson when = between(QueueEntryFacts.ARRIVAL, range.from().minus(Contribution.GUESS), range.to());
        return find(DocumentKind.QUEUE_ENTRY, only(when, QueueEntryFacts.QUEUE, queues), KpiStore::entry)
                .map(found -> found.stream()
                        .filter(entry -> range.contains(entry.joinedAt()))
                        .toList());
    }

    static QueueEntry entry(Document document) {
        return QueueEntry.from(document.getString("_id"), BsonDocuments.fields(document));
    }

    /** @param queues empty = all */
    public Uni<List<Refusal>> refusals(TimeRange range, Set<String> queues) {
        Bson when = between(Refusal.AT, range.from(), range.to());
        return find(
                DocumentKind.REFUSAL,
                only(when, Refusal.QUEUE, queues),
                document -> Refusal.from(BsonDocuments.fields(document)));
    }

    /**
     * Offers that started in the range or, by {@code lookBack}, before it.
     *
     * @param operators empty = all
     */
    public Uni<List<Offer>> offers(TimeRange range, Duration lookBack, Set<String> operators) {
        Instant earliest = range.from().minus(lookBack);
        Bson when = between(OfferFacts.ARRIVAL, earliest.minus(Contribution.GUESS), range.to());
        return find(DocumentKind.OFFER, only(when, OfferFacts.INTERFACE, operators), KpiStore::offer)
                .map(found -> found.stream()
                        .filter(offer -> new TimeRange(earliest, range.to()).contains(offer.startedAt()))
                        .toList());
    }

    static Offer offer(Document document) {
        return Offer.from(document.getString("_id"), BsonDocuments.fields(document));
    }

    /**
     * The marks of the range, and the last one of each state before it.
     *
     * @param operators empty = all
     */
    public Uni<List<StateMark>> marks(TimeRange range, Set<String> operators) {
        long from = micros(range.from());
        Bson within = and(gte(StateMark.AT, from), lt(StateMark.AT, micros(range.to())));
        Uni<List<StateMark>> later =
                find(DocumentKind.OPERATOR_STATE, only(within, StateMark.INTERFACE, operators), KpiStore::mark);
        Uni<List<StateMark>> before = lastMarks(only(lt(StateMark.AT, from), StateMark.INTERFACE, operators));
        return Uni.combine().all().unis(before, later).with((first, rest) -> {
            List<StateMark> all = new ArrayList<>(first);
            all.addAll(rest);
            return all;
        });
    }

    /** The last mark of each state. */
    Uni<List<StateMark>> lastMarks(Bson filter) {
        return collection(DocumentKind.OPERATOR_STATE)
                .aggregate(lastOfEachState(filter))
                .map(KpiStore::mark)
                .collect()
                .asList();
    }

    private static List<Bson> lastOfEachState(Bson filter) {
        Document line = new Document();
        for (String part : List.of(StateMark.NODE, StateMark.INTERFACE, StateMark.QUEUE, StateMark.STATE)) {
            line.append(part, "$" + part);
        }
        return List.of(
                Aggregates.match(filter),
                Aggregates.sort(Sorts.ascending(MARK_ORDER)),
                Aggregates.group(
                        line,
                        StateMark.FIELDS.stream()
                                .map(name -> Accumulators.last(name, "$" + name))
                                .toList()));
    }

    static StateMark mark(Document document) {
        return StateMark.from(BsonDocuments.fields(document));
    }

    /** Outages that touch the range, those that last included; of a retired node nothing is missed. */
    public Uni<List<Outage>> outages(TimeRange range) {
        Uni<List<Outage>> gaps = find(
                DocumentKind.NODE_GAP,
                and(lt(Outage.FROM, range.to()), gt(Outage.TO, range.from())),
                document -> Outage.fromGap(BsonDocuments.fields(document)));
        Uni<List<Outage>> lasting = find(
                        DocumentKind.NODE_LINK,
                        new Document(),
                        document -> Outage.fromLink(BsonDocuments.fields(document)))
                .map(found -> found.stream().flatMap(each -> each.stream()).toList());
        return Uni.combine().all().unis(gaps, lasting, retirements()).with((past, now, retirements) -> {
            List<Outage> all = new ArrayList<>(past);
            all.addAll(now);
            return retirements.without(all).stream()
                    .filter(outage -> outage.overlaps(range.from(), range.to()))
                    .toList();
        });
    }

    public Uni<Retirements> retirements() {
        return find(
                        DocumentKind.RETIREMENT,
                        new Document(),
                        document -> Retirement.from(BsonDocuments.fields(document)))
                .map(found ->
                        new Retirements(found.stream().flatMap(Optional::stream).toList()));
    }

    /** All that were ever heard of, by name. */
    public Uni<List<Node>> nodes() {
        return Uni.combine()
                .all()
                .unis(
                        collection(DocumentKind.NODE).find().collect().asList(),
                        find(
                                DocumentKind.NODE_LINK,
                                new Document(),
                                document -> NodeLink.from(BsonDocuments.fields(document))),
                        retirements())
                .with((signs, links, retirements) -> Node.of(
                        signs.stream().collect(Collectors.toMap(sign -> sign.getString("_id"), BsonDocuments::fields)),
                        links,
                        retirements));
    }

    /** Takes a retirement back; nothing happens if there is none. */
    public Uni<Void> takeBack(String node, Instant at) {
        return collection(DocumentKind.RETIREMENT)
                .deleteOne(eq("_id", Retirement.id(node, at)))
                .replaceWithVoid();
    }

    /** The operators whose states a node has told, and the queues that it told them of. */
    public Uni<Set<RollUpKey>> toldBy(String node) {
        Bson its = eq(StateMark.NODE, node);
        return Uni.combine()
                .all()
                .unis(
                        names(DocumentKind.OPERATOR_STATE, StateMark.INTERFACE, its),
                        names(DocumentKind.OPERATOR_STATE, StateMark.QUEUE, its))
                .with((operators, queues) -> Stream.concat(
                                operators.stream().map(RollUpKey::operator),
                                queues.stream().map(RollUpKey::queue))
                        .collect(Collectors.toSet()));
    }

    /** To be said before facts that began earlier are deleted. */
    public Uni<Void> forget(Instant before) {
        return write(List.of(Contribution.of(DocumentKind.FORGOTTEN, FACTS)
                .time(BEFORE, Rule.GREATEST, before)
                .build()));
    }

    /** Facts that began before this moment may have been deleted: the greatest that was ever said; the epoch if none was. */
    public Uni<Instant> keptSince() {
        return collection(DocumentKind.FORGOTTEN)
                .find(eq("_id", FACTS))
                .toUni()
                .map(found ->
                        found == null ? Instant.EPOCH : found.getDate(BEFORE).toInstant());
    }

    /** The queues that somebody entered in the range. */
    public Uni<Set<String>> queueNames(TimeRange range) {
        return names(
                DocumentKind.QUEUE_ENTRY,
                QueueEntryFacts.QUEUE,
                between(QueueEntryFacts.ARRIVAL, range.from(), range.to()));
    }

    /** The interfaces of the operators who were offered a call in the range. */
    public Uni<Set<String>> operatorNames(TimeRange range) {
        return names(DocumentKind.OFFER, OfferFacts.INTERFACE, between(OfferFacts.ARRIVAL, range.from(), range.to()));
    }

    private Uni<Set<String>> names(DocumentKind kind, String field, Bson which) {
        return collection(kind)
                .aggregate(List.of(Aggregates.match(which), Aggregates.group("$" + field)))
                .map(group -> Optional.ofNullable(group.getString("_id")))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    private <T> Uni<List<T>> find(DocumentKind kind, Bson filter, Function<Document, T> read) {
        return collection(kind)
                .find(filter, new FindOptions().limit(atMost()))
                .map(read)
                .collect()
                .asList()
                .invoke(found -> {
                    if (found.size() > limit) {
                        throw new TooManyDocuments(limit);
                    }
                });
    }

    /** One more than the limit, to see that there are more; 0 = all, as MongoDB has it. */
    private int atMost() {
        return limit == NO_LIMIT ? 0 : limit + 1;
    }

    private Uni<String> index(DocumentKind kind, String... fields) {
        return collection(kind).createIndex(Indexes.ascending(fields));
    }

    ReactiveMongoCollection<Document> collection(DocumentKind kind) {
        return client.getDatabase(database).getCollection(kind.collection());
    }

    private static Bson between(String field, Instant from, Instant to) {
        return and(gte(field, from), lt(field, to));
    }

    private static Bson only(Bson filter, String field, Set<String> values) {
        return values.isEmpty() ? filter : and(filter, in(field, values));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
