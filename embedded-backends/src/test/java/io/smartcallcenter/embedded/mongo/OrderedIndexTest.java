package io.smartcallcenter.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which documents the index leaves for a query: the position of a document here is the number that it was added as. */
class OrderedIndexTest {

    private final OrderedIndex index = index("queue", "at");

    private static OrderedIndex index(String... fields) {
        return new OrderedIndex(
                "name",
                Stream.of(fields).map(field -> new IndexKey(field, true)).toList(),
                false);
    }

    private void add(Object... queueAndAt) {
        int position = (int) index.getCount();
        index.add(entry(queueAndAt[0], queueAndAt[1]), position, null);
    }

    private static Document entry(Object queue, Object at) {
        return new Document("queue", queue).append("at", at);
    }

    private static Document range(Object from, Object to) {
        return new Document("$gte", from).append("$lt", to);
    }

    private List<Integer> found(Document query) {
        return positions(index.candidates(new Conditions(query), null));
    }

    private List<Integer> inOrder(Document query, Document orderBy) {
        Candidates candidates = index.candidates(new Conditions(query), orderBy);
        assertThat(candidates.inOrder()).isTrue();
        return positions(candidates);
    }

    private boolean givesOrder(Document query, Document orderBy) {
        return index.candidates(new Conditions(query), orderBy).inOrder();
    }

    private static List<Integer> positions(Candidates candidates) {
        return Stream.iterate(candidates.positions().iterator(), java.util.Iterator::hasNext, each -> each)
                .map(java.util.Iterator::next)
                .toList();
    }

    private void twoQueues() {
        add("a", 10);
        add("b", 10);
        add("a", 30);
        add("b", 30);
        add("a", 20);
        add("b", 20);
    }

    @Test
    void aValueOfTheFirstKeyAndARangeOfTheNext() {
        twoQueues();

        assertThat(found(entry("a", range(15, 30)))).containsExactly(4);
        assertThat(found(entry("a", range(10, 31)))).containsExactly(0, 4, 2);
        assertThat(found(entry("a", new Document("$gt", 10)))).containsExactly(4, 2);
        assertThat(found(entry("a", new Document("$lte", 20)))).containsExactly(0, 4);
        assertThat(found(entry("a", range(30, 10)))).isEmpty();
    }

    @Test
    void conditionsInAnAndListCountLikeThoseBesideIt() {
        twoQueues();
        Document sameField = new Document(
                "$and",
                List.of(new Document("at", new Document("$gte", 15)), new Document("at", new Document("$lt", 30))));

        assertThat(found(new Document("$and", List.of(new Document("queue", "b"), sameField))))
                .containsExactly(5);
    }

    @Test
    void severalValuesOfAKey() {
        twoQueues();

        assertThat(found(entry(new Document("$in", List.of("b", "a", "c", "b")), range(20, 31))))
                .containsExactly(5, 3, 4, 2);
        assertThat(found(entry("a", new Document("$in", List.of(30, 10))))).containsExactly(2, 0);
        assertThat(found(new Document("queue", new Document("$in", List.of())))).isEmpty();
    }

    @Test
    void withoutAConditionOnTheFirstKeyThereIsNothingToFind() {
        twoQueues();

        assertThat(index.canHandle(new Document("at", 10))).isFalse();
        assertThat(index.canHandle(new Document())).isFalse();
        assertThat(index.canHandle(new Document("$or", List.of(new Document("queue", "a")))))
                .isFalse();
        for (Object unhelpful : List.of(
                new Document("$ne", "a"),
                new Document("$nin", List.of("a")),
                new Document("$exists", true),
                new Document("$not", new Document("$eq", "a")),
                new Document("$in", List.of("a", new BsonRegularExpression("b"))),
                new Document("$regex", "a").append("$gte", "a"),
                new Document("name", "a"),
                new BsonRegularExpression("a"),
                List.of("a"))) {
            assertThat(index.canHandle(new Document("queue", unhelpful)))
                    .as("%s", unhelpful)
                    .isFalse();
        }
    }

    @Test
    void whatDoesNotHelpIsLeftToTheQuery() {
        twoQueues();

        assertThat(found(entry("a", new Document("$gte", 20).append("$ne", 30))))
                .containsExactly(4, 2);
        assertThat(found(entry("a", new Document("$exists", true)))).containsExactly(0, 4, 2);
    }

    @Test
    void nullIsAlsoAFieldThatIsNotThere() {
        add(null, 1);
        add("a", 2);
        index.add(new Document("at", 3), 2, null);

        assertThat(found(new Document("queue", null))).containsExactly(0, 2);
        assertThat(index.canHandle(new Document("queue", new Document("$gte", null))))
                .isFalse();
    }

    @Test
    void aRangeStaysWithinItsType() {
        Instant time = Instant.ofEpochMilli(5);
        add("a", null);
        add("a", 5);
        add("a", "5");
        add("a", true);
        add("a", time);
        add("a", 6L);
        add("a", 4.5);

        assertThat(found(entry("a", new Document("$gte", 5)))).containsExactly(1, 5);
        assertThat(found(entry("a", new Document("$lt", 5.0)))).containsExactly(6);
        assertThat(found(entry("a", new Document("$lt", "6")))).containsExactly(2);
        assertThat(found(entry("a", new Document("$gt", "")))).containsExactly(2);
        assertThat(found(entry("a", new Document("$lte", time)))).containsExactly(4);
        assertThat(found(entry("a", new Document("$gte", false)))).containsExactly(3);
        assertThat(found(entry("a", 5.0))).containsExactly(1);
    }

    @Test
    void whatHasNoPlaceInTheOrderIsAlwaysACandidate() {
        add("a", 1);
        add("a", List.of(1, 9));
        add("a", new Document("b", 1));
        add("a", 1L << 60);
        add("b", 1);

        assertThat(found(entry("a", 1))).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(found(entry("x", 1))).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(givesOrder(new Document(), new Document("queue", 1))).isFalse();
    }

    @Test
    void aPathLeadsIntoSubDocuments() {
        OrderedIndex nested = index("outcome.at");
        nested.add(new Document("outcome", new Document("at", 1)), 0, null);
        nested.add(new Document("outcome", new Document("at", 2)), 1, null);
        nested.add(new Document("outcome", 2), 2, null);
        nested.add(new Document("outcome", List.of(new Document("at", 2))), 3, null);

        assertThat(nested.getPositions(new Document("outcome.at", 2))).containsExactly(1, 3);
        assertThat(nested.getPositions(new Document("outcome.at", null))).containsExactly(2, 3);
    }

    @Test
    void aChangedDocumentMovesAndADeletedOneGoes() {
        twoQueues();
        index.updateInPlace(entry("a", 20), entry("c", 20), 4, null);
        index.updateInPlace(entry("b", 20), entry("b", List.of()), 5, null);
        index.remove(entry("a", 10), 0);

        assertThat(found(new Document("queue", "c"))).containsExactly(4, 5);
        assertThat(found(new Document("queue", "a"))).containsExactly(2, 5);
        assertThat(index.getCount()).isEqualTo(5);

        index.updateInPlace(entry("b", List.of()), entry("b", 1), 5, null);
        assertThat(found(new Document("queue", "c"))).containsExactly(4);
        assertThat(found(new Document("queue", "b"))).containsExactly(5, 1, 3);
    }

    @Test
    void theEntriesAreInOrderForwardsAndBackwards() {
        twoQueues();

        assertThat(inOrder(new Document("queue", "a"), new Document("at", -1))).containsExactly(2, 4, 0);
        assertThat(inOrder(entry("a", new Document("$lt", 30)), new Document("at", -1)))
                .containsExactly(4, 0);
        assertThat(inOrder(new Document("queue", "a"), new Document("queue", 1).append("at", 1)))
                .containsExactly(0, 4, 2);
        assertThat(inOrder(new Document(), new Document("queue", -1).append("at", -1)))
                .containsExactly(3, 5, 1, 2, 4, 0);
    }

    @Test
    void anotherOrderIsLeftToTheQuery() {
        twoQueues();

        assertThat(givesOrder(new Document(), new Document("at", 1))).isFalse();
        assertThat(givesOrder(new Document(), new Document("queue", 1).append("at", -1)))
                .isFalse();
        assertThat(givesOrder(new Document("queue", "a"), new Document("at", 1).append("_id", 1)))
                .isFalse();
        assertThat(givesOrder(new Document("queue", new Document("$in", List.of("a", "b"))), new Document("at", 1)))
                .isFalse();
    }
}
