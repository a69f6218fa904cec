package io.smartcallcenter.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.smartcallcenter.embedded.EmbeddedMongo;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bson.Document;

/** Whatever is written and asked: a collection with indexes answers like one without. */
class SameAnswersTest {

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    @BeforeContainer
    static void start() {
        mongo = EmbeddedMongo.start(0);
        client = MongoClients.create(mongo.connectionString());
    }

    @AfterContainer
    static void stop() {
        client.close();
        mongo.close();
    }

    @Property(tries = 150, seed = "20261201")
    void theIndexesChangeNoAnswer(@ForAll("steps") List<Step> steps) {
        MongoDatabase database = client.getDatabase("test");
        MongoCollection<Document> plain = database.getCollection("plain");
        MongoCollection<Document> indexed = database.getCollection("indexed");
        plain.drop();
        indexed.drop();
        for (int i = 0; i < steps.size(); i++) {
            if (i == steps.size() / 4) {
                createIndexes(indexed);
            }
            Step step = steps.get(i);
            assertThat(step.of(indexed)).as(step.toString()).isEqualTo(step.of(plain));
        }
    }

    private static void createIndexes(MongoCollection<Document> collection) {
        collection.createIndex(Indexes.ascending("a"));
        collection.createIndex(Indexes.ascending("a", "b"));
        collection.createIndex(Indexes.descending("b", "_id"));
        collection.createIndex(Indexes.ascending("b", "c", "_id"));
        collection.createIndex(Indexes.ascending("c", "d.e"));
        collection.createIndex(Indexes.ascending("d.e", "a"), new IndexOptions().sparse(true));
        collection.createIndex(Indexes.ascending("_id", "c"), new IndexOptions().unique(true));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Steps.any().list().ofMinSize(20).ofMaxSize(80);
    }
}
