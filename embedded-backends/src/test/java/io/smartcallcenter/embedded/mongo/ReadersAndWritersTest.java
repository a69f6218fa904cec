package io.smartcallcenter.embedded.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.smartcallcenter.embedded.EmbeddedMongo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** Answers are written to the network after the collection's lock was given back. */
class ReadersAndWritersTest {

    private static final int DOCUMENTS = 10;
    private static final int ROUNDS = 100;

    /** So that an answer takes a while to write. */
    private static final List<Integer> LONG = Collections.nCopies(1_000, 7);

    /** The driver would hide a failed answer by asking again. */
    private static final String UNFORGIVING = "/?retryReads=false";

    @Test
    void noReaderMeetsAHalfChangedDocument() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0);
                MongoClient client = MongoClients.create(mongo.connectionString() + UNFORGIVING)) {
            MongoCollection<Document> collection = client.getDatabase("test").getCollection("documents");
            collection.createIndex(Indexes.ascending("one"));
            collection.insertMany(IntStream.range(0, DOCUMENTS)
                    .mapToObj(i -> new Document("_id", i)
                            .append("one", 0)
                            .append("long", LONG)
                            .append("two", 0))
                    .toList());

            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(collection));
            List<Document> torn = new ArrayList<>();
            int reads = 0;
            while (!writer.isDone() || reads == 0) {
                List<Document> all = collection.find(gte("one", 0)).into(new ArrayList<>());
                assertThat(all).hasSize(DOCUMENTS);
                all.stream()
                        .filter(each -> !each.get("one").equals(each.get("two")))
                        .forEach(torn::add);
                reads++;
            }

            writer.join();
            assertThat(torn).isEmpty();
            assertThat(collection.countDocuments(eq("one", ROUNDS))).isEqualTo(DOCUMENTS);
        }
    }

    /** Every change also adds a field or takes one away. */
    private static void write(MongoCollection<Document> collection) {
        for (int round = 1; round <= ROUNDS; round++) {
            Bson extra = round % 2 == 0 ? Updates.unset("extra") : Updates.set("extra", round);
            collection.updateMany(
                    gte("_id", 0), Updates.combine(Updates.set("one", round), extra, Updates.set("two", round)));
        }
    }
}
