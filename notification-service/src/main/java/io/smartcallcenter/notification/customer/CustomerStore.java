package io.smartcallcenter.notification.customer;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static io.smartcallcenter.notification.customer.CustomerDocuments.BRINGS;
import static io.smartcallcenter.notification.customer.CustomerDocuments.COMPANY_KEY;
import static io.smartcallcenter.notification.customer.CustomerDocuments.EXTERNAL_ID;
import static io.smartcallcenter.notification.customer.CustomerDocuments.ID;
import static io.smartcallcenter.notification.customer.CustomerDocuments.LABEL_KEY;
import static io.smartcallcenter.notification.customer.CustomerDocuments.MERGED_INTO;
import static io.smartcallcenter.notification.customer.CustomerDocuments.NAME_KEY;
import static io.smartcallcenter.notification.customer.CustomerDocuments.NUMBERS;
import static io.smartcallcenter.notification.customer.CustomerDocuments.REVISION;
import static io.smartcallcenter.notification.customer.CustomerDocuments.TAGS;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Keeps customers. That a number belongs to one customer is what its unique index says, so nothing is written before the index is
 * there. Of two who change the same revision, one is told so.
 */
public final class CustomerStore {

    static final String COLLECTION = "customers";

    private static final String BROUGHT_NUMBERS = BRINGS + "." + NUMBERS;
    private static final FindOneAndUpdateOptions CHANGED =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private static final Bson ALIVE = exists(MERGED_INTO, false);

    /** Sorts after every character of a text. */
    private static final String LAST = "\uffff";

    private final ReactiveMongoClient client;
    private final String database;
    private final AtomicReference<Uni<Void>> indexes = new AtomicReference<>();

    public CustomerStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    /** Creates the indexes, once; after a failure the next one tries again. Of two who create them at the same time a database may refuse one. */
    public Uni<Void> prepare() {
        Uni<Void> shared = indexes.updateAndGet(
                known -> known == null ? createIndexes().memoize().indefinitely() : known);
        return shared.onFailure().invoke(() -> indexes.compareAndSet(shared, null));
    }

    private Uni<Void> createIndexes() {
        IndexOptions oneOwner = new IndexOptions().unique(true).sparse(true);
        return customers()
                .createIndex(Indexes.ascending(NUMBERS), oneOwner)
                .chain(() -> customers().createIndex(Indexes.ascending(EXTERNAL_ID), oneOwner))
                .chain(() -> customers().createIndex(Indexes.ascending(LABEL_KEY, ID)))
                .chain(() -> customers().createIndex(Indexes.ascending(NAME_KEY)))
                .chain(() -> customers().createIndex(Indexes.ascending(COMPANY_KEY)))
                .chain(() -> customers().createIndex(Indexes.ascending(TAGS, LABEL_KEY)))
                .chain(() -> customers().createIndex(Indexes.ascending(MERGED_INTO), new IndexOptions().sparse(true)))
                .replaceWithVoid();
    }

    /** False if another has one of its numbers, or its external id. */
    public Uni<Boolean> insert(Customer customer) {
        return prepare()
                .chain(() -> customers().insertOne(CustomerDocuments.of(customer)))
                .replaceWith(true)
                .onFailure(CustomerStore::duplicate)
                .recoverWithItem(false);
    }

    /** What came of a replacement. */
    public enum Replaced {
        YES,
        /** The stored one is no longer of that revision, is gone or was merged. */
        STALE,
        /** Another has one of its numbers, or its external id. */
        TAKEN
    }

    public Uni<Replaced> replace(Customer next, long revision) {
        return prepare()
                .chain(() -> customers().replaceOne(ofRevision(next.id(), revision), CustomerDocuments.of(next)))
                .map(result -> result.getMatchedCount() == 1 ? Replaced.YES : Replaced.STALE)
                .onFailure(CustomerStore::duplicate)
                .recoverWithItem(Replaced.TAKEN);
    }

    /** False if it is no longer of that revision, is gone or was merged. */
    public Uni<Boolean> delete(String id, long revision) {
        return customers().deleteOne(ofRevision(id, revision)).map(result -> result.getDeletedCount() == 1);
    }

    static Bson ofRevision(String id, long revision) {
        return and(eq(ID, id), eq(REVISION, revision), ALIVE);
    }

    /**
     * A customer, or where it has gone.
     *
     * @param customer null if it was merged
     * @param mergedInto null if it was not
     */
    public record Found(Customer customer, String mergedInto) {}

    public Uni<Optional<Found>> find(String id) {
        return customers()
                .find(eq(ID, id), new FindOptions().limit(1))
                .collect()
                .asList()
                .map(found -> found.stream()
                        .findFirst()
                        .map(each -> each.containsKey(MERGED_INTO)
                                ? new Found(null, each.getString(MERGED_INTO))
                                : new Found(CustomerDocuments.read(each), null)));
    }

    /** Whose number it is. */
    public Uni<Optional<Customer>> ofNumber(String number) {
        return list(eq(NUMBERS, number), new FindOptions().limit(1))
                .map(found -> found.stream().findFirst());
    }

    /**
     * A customer whose merge broke off.
     *
     * @param numbersLeft that the survivor will get
     */
    record Brought(String customer, int numbersLeft) {}

    /** Removes a number from one whose merge broke off; empty if there is none that brings it. */
    Uni<Optional<Brought>> pullBrought(String number) {
        return customers()
                .findOneAndUpdate(eq(BROUGHT_NUMBERS, number), Updates.pull(BROUGHT_NUMBERS, number), CHANGED)
                .map(Optional::ofNullable)
                .map(found -> found.map(each -> new Brought(
                        each.getString(ID),
                        CustomerDocuments.profile(each.get(BRINGS, Document.class))
                                .numbers()
                                .size())));
    }

    /** All who have one of these. */
    public Uni<List<Customer>> owners(Collection<String> numbers, Collection<String> externalIds) {
        List<Bson> filters = new ArrayList<>();
        if (!numbers.isEmpty()) {
            filters.add(in(NUMBERS, numbers));
        }
        if (!externalIds.isEmpty()) {
            filters.add(in(EXTERNAL_ID, externalIds));
        }
        return filters.isEmpty() ? Uni.createFrom().item(List.of()) : list(or(filters), new FindOptions());
    }

    /** By name, one more than the limit if there are. */
    Uni<List<Customer>> list(CustomerQuery query) {
        List<Bson> filters = new ArrayList<>(List.of(ALIVE));
        if (query.number() != null) {
            filters.add(eq(NUMBERS, query.number()));
        }
        if (query.tag() != null) {
            filters.add(eq(TAGS, query.tag()));
        }
        if (query.prefix() != null) {
            String key = CustomerDocuments.key(query.prefix());
            filters.add(or(prefixed(NAME_KEY, key), prefixed(COMPANY_KEY, key)));
        }
        if (query.after() != null) {
            String label = query.after().label();
            filters.add(or(
                    gt(LABEL_KEY, label),
                    and(eq(LABEL_KEY, label), gt(ID, query.after().id()))));
        }
        return list(
                and(filters),
                new FindOptions().sort(Sorts.ascending(LABEL_KEY, ID)).limit(query.limit() + 1));
    }

    private static Bson prefixed(String field, String prefix) {
        return and(gte(field, prefix), lt(field, prefix + LAST));
    }

    private Uni<List<Customer>> list(Bson filter, FindOptions options) {
        return customers()
                .find(filter, options)
                .map(CustomerDocuments::read)
                .collect()
                .asList();
    }

    static boolean duplicate(Throwable failure) {
        return failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    ReactiveMongoCollection<Document> customers() {
        return client.getDatabase(database).getCollection(COLLECTION);
    }
}
