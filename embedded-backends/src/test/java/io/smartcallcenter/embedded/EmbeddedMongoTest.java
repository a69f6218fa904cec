package io.smartcallcenter.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What its indexes must not change: the answers. */
class EmbeddedMongoTest {

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private MongoCollection<Document> entries;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start(0);
        client = MongoClients.create(mongo.connectionString());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void twentyEntries() {
        entries = client.getDatabase("test").getCollection("entries");
        entries.drop();
        entries.insertMany(IntStream.range(0, 20)
                .mapToObj(
                        i -> new Document("_id", i).append("queue", "q" + i % 2).append("at", i))
                .toList());
        entries.createIndex(Indexes.ascending("queue", "at"));
        entries.createIndex(Indexes.descending("at"));
    }

    private List<Integer> ids(Bson filter) {
        return entries.find(filter).map(each -> each.getInteger("_id")).into(new ArrayList<>());
    }

    private static Bson queueFrom(String queue, int from) {
        return and(eq("queue", queue), gte("at", from));
    }

    @Test
    void anIndexHoldsWhatTheCollectionHadBefore() {
        assertThat(ids(queueFrom("q1", 16))).containsExactlyInAnyOrder(17, 19);
        assertThat(entries.countDocuments(queueFrom("q1", 16))).isEqualTo(2);
        assertThat(entries.distinct("at", queueFrom("q1", 16), Integer.class)).containsExactly(17, 19);
    }

    @Test
    void anIndexMayBeCreatedAgain() {
        entries.createIndex(Indexes.ascending("queue", "at"));
        entries.insertOne(new Document("_id", 99).append("queue", "q1").append("at", 99));

        assertThat(ids(queueFrom("q1", 18))).containsExactlyInAnyOrder(19, 99);
        assertThat(entries.listIndexes().map(each -> each.getString("name")))
                .containsExactlyInAnyOrder("_id_", "queue_1_at_1", "at_-1");
    }

    @Test
    void anotherIndexOfTheSameNameIsRefused() {
        assertThatThrownBy(() -> entries.createIndex(Indexes.descending("at"), new IndexOptions().unique(true)))
                .isInstanceOf(MongoCommandException.class);
    }

    @Test
    void withoutItsIndexAQueryHasTheSameAnswer() {
        entries.dropIndexes();

        assertThat(ids(queueFrom("q1", 16))).containsExactly(17, 19);
    }

    @Test
    void theIdAndAnotherConditionBothHaveToHold() {
        assertThat(ids(and(eq("_id", 3), eq("queue", "q1")))).containsExactly(3);
        assertThat(ids(and(eq("_id", 3), eq("queue", "q0")))).isEmpty();
        assertThat(ids(and(in("_id", 3, 4, 5), eq("queue", "q0")))).containsExactly(4);
        assertThat(ids(and(gte("_id", 3), lt("_id", 5)))).containsExactly(3, 4);
    }

    @Test
    void aVersionInTheFilterGuardsAChange() {
        entries.updateOne(eq("_id", 3), Updates.set("v", 1));

        Bson guarded = and(eq("_id", 3), eq("v", 1));
        assertThat(entries.updateOne(guarded, Updates.inc("v", 1)).getModifiedCount())
                .isEqualTo(1);
        assertThat(entries.updateOne(guarded, Updates.inc("v", 1)).getModifiedCount())
                .isZero();
        assertThatThrownBy(() -> entries.updateOne(guarded, Updates.inc("v", 1), new UpdateOptions().upsert(true)))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("duplicate key");
    }

    @Test
    void oneOfManyIsChanged() {
        assertThat(entries.updateOne(eq("queue", "q1"), Updates.set("queue", "q2"))
                        .getModifiedCount())
                .isEqualTo(1);

        assertThat(ids(eq("queue", "q1"))).hasSize(9);
        assertThat(ids(eq("queue", "q2"))).hasSize(1);
    }

    @Test
    void allOfManyAreChangedAlthoughTheyMoveInTheIndex() {
        assertThat(entries.updateMany(gte("at", 10), Updates.inc("at", 5)).getModifiedCount())
                .isEqualTo(10);

        assertThat(ids(gte("at", 15))).hasSize(10);
        assertThat(ids(and(gte("at", 10), lt("at", 15)))).isEmpty();
    }

    @Test
    void thePlacesOfDeletedDocumentsAreUsedAgain() {
        assertThat(entries.deleteMany(lt("at", 15)).getDeletedCount()).isEqualTo(15);
        entries.insertMany(IntStream.range(100, 110)
                .mapToObj(i -> new Document("_id", i).append("queue", "q1").append("at", i))
                .toList());
        entries.createIndex(Indexes.ascending("queue"));

        assertThat(ids(lte("at", 16))).containsExactlyInAnyOrder(15, 16);
        assertThat(ids(eq("queue", "q1"))).hasSize(13).contains(15, 17, 19, 100, 109);
        assertThat(entries.countDocuments()).isEqualTo(15);
    }

    @Test
    void theFirstOfAnOrderIsTakenAndChanged() {
        FindOneAndUpdateOptions newest =
                new FindOneAndUpdateOptions().sort(Sorts.descending("at")).returnDocument(ReturnDocument.AFTER);

        Document changed = entries.findOneAndUpdate(eq("queue", "q0"), Updates.set("at", -1), newest);

        assertThat(changed)
                .isEqualTo(new Document("_id", 18).append("queue", "q0").append("at", -1));
        assertThat(ids(lt("at", 0))).containsExactly(18);
        assertThat(entries.find(eq("queue", "q0"))
                        .sort(Sorts.descending("at"))
                        .skip(1)
                        .limit(2)
                        .map(each -> each.getInteger("_id")))
                .containsExactly(14, 12);
    }

    @Test
    void theNaturalOrderIsThatOfThePlaces() {
        assertThat(entries.find(eq("queue", "q1"))
                        .sort(new Document("$natural", -1))
                        .limit(2)
                        .map(each -> each.getInteger("_id")))
                .containsExactly(19, 17);
    }

    @Test
    void anAggregationBeginsWithWhatMatches() {
        List<Bson> perQueue = List.of(
                Aggregates.match(and(gte("at", 15), lt("at", 18))),
                Aggregates.group("$queue", Accumulators.sum("entries", 1)),
                Aggregates.sort(Sorts.ascending("_id")));

        assertThat(entries.aggregate(perQueue))
                .containsExactly(
                        new Document("_id", "q0").append("entries", 1), new Document("_id", "q1").append("entries", 2));
        assertThat(entries.aggregate(List.of(Aggregates.match(eq("at", 4)))))
                .containsExactly(new Document("_id", 4).append("queue", "q0").append("at", 4));
        assertThat(entries.aggregate(List.of(Aggregates.count()))).containsExactly(new Document("count", 20));
        assertThat(client.getDatabase("test").getCollection("none").aggregate(perQueue))
                .isEmpty();
    }

    @Test
    void theSizeIsThatOfTheEncodedDocuments() {
        Document stats = client.getDatabase("test").runCommand(new Document("collStats", "entries"));

        // 4 length, 9 _id, 11 + 3 queue, 8 at, 1 end
        assertThat(stats.getInteger("size")).isEqualTo(20 * 36);
        assertThat(stats.getInteger("count")).isEqualTo(20);
    }
}
