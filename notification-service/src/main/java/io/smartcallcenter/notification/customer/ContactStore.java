package io.smartcallcenter.notification.customer;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Agent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Keeps one document for each call. What is written again changes nothing; what was erased does not come back. */
public final class ContactStore {

    static final String COLLECTION = "contacts";

    private static final String ID = "_id";
    private static final String NUMBER = "number";
    private static final String AT = "at";
    private static final String QUEUE = "queue";
    private static final String OPERATOR = "operator";
    private static final String OPERATOR_NAME = "operatorName";
    private static final String ERASED = "erased";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final ReactiveMongoClient client;
    private final String database;

    public ContactStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    public Uni<Void> prepare() {
        return contacts()
                .createIndex(Indexes.compoundIndex(Indexes.ascending(NUMBER), Indexes.descending(AT)))
                .chain(() -> contacts().createIndex(Indexes.ascending(AT)))
                .replaceWithVoid();
    }

    /**
     * What an event says of a call; null = nothing.
     *
     * @param at when the event happened: the earliest one is when the call began
     */
    public record Said(String callId, Instant at, String number, String queue, Agent operator) {}

    /** In the order of the events. */
    public Uni<Void> keep(List<Said> said) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Said each : said) {
            writes.add(new UpdateOneModel<>(eq(ID, each.callId()), update(each), UPSERT));
        }
        for (Said each : said) {
            if (each.number() != null) {
                // after the documents are there: one that is erased takes no number
                writes.add(new UpdateOneModel<>(
                        and(eq(ID, each.callId()), ne(ERASED, true)), Updates.set(NUMBER, each.number())));
            }
        }
        return writes.isEmpty()
                ? Uni.createFrom().voidItem()
                : contacts()
                        .bulkWrite(writes, new BulkWriteOptions().ordered(true))
                        .replaceWithVoid();
    }

    private static Bson update(Said said) {
        List<Bson> updates = new ArrayList<>(List.of(Updates.min(AT, Date.from(said.at()))));
        if (said.queue() != null) {
            updates.add(Updates.set(QUEUE, said.queue()));
        }
        if (said.operator() != null) {
            updates.add(Updates.set(OPERATOR, said.operator().iface()));
            updates.add(Updates.set(OPERATOR_NAME, said.operator().name()));
        }
        return Updates.combine(updates);
    }

    public Uni<Optional<Contact>> find(String callId) {
        return list(eq(ID, callId), 1).map(found -> found.stream().findFirst());
    }

    /** The newest first. */
    public Uni<List<Contact>> newest(Collection<String> numbers, int limit) {
        return numbers.isEmpty() ? Uni.createFrom().item(List.of()) : list(in(NUMBER, numbers), limit);
    }

    /** Takes the number from these calls, for ever. */
    public Uni<Void> erase(Collection<String> calls) {
        return contacts()
                .updateMany(in(ID, calls), Updates.combine(Updates.unset(NUMBER), Updates.set(ERASED, true)))
                .replaceWithVoid();
    }

    public Uni<Long> deleteOlder(Instant than) {
        return contacts().deleteMany(lt(AT, Date.from(than))).map(result -> result.getDeletedCount());
    }

    private Uni<List<Contact>> list(Bson filter, int limit) {
        return contacts()
                .find(filter, new FindOptions().sort(Sorts.descending(AT)).limit(limit))
                .map(ContactStore::contact)
                .collect()
                .asList();
    }

    private static Contact contact(Document document) {
        String operator = document.getString(OPERATOR);
        return new Contact(
                document.getString(ID),
                document.getString(NUMBER),
                document.getDate(AT).toInstant(),
                document.getString(QUEUE),
                operator == null ? null : new Agent(operator, document.getString(OPERATOR_NAME)));
    }

    private ReactiveMongoCollection<Document> contacts() {
        return client.getDatabase(database).getCollection(COLLECTION);
    }
}
