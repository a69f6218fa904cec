package io.smartcallcenter.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexChoiceTest {

    private static final int ALL = 5_000;

    private final List<Document> documents = IntStream.range(0, ALL)
            .mapToObj(i -> new Document("_id", "id" + i)
                    .append("at", i)
                    .append("queue", "q" + i % 4)
                    .append("call", "call" + i / 2))
            .toList();

    private final UniqueIndex id = new UniqueIndex("_id_", keys("_id"), false);
    private final IndexChoice choice = new IndexChoice(
            indexed(
                    new OrderedIndex("at", keys("at"), false),
                    new OrderedIndex("queue_at", keys("queue", "at"), false)),
            this::withPositions);

    private static List<IndexKey> keys(String... fields) {
        return Stream.of(fields).map(field -> new IndexKey(field, true)).toList();
    }

    private List<Index<Integer>> indexed(OrderedIndex... others) {
        List<Index<Integer>> all = new ArrayList<>(List.of(others));
        all.add(id);
        all.add(new OrderedIndex("call", keys("call"), false));
        all.forEach(index -> withPositions().forEach(each -> index.add(each.getDocument(), each.getPosition(), null)));
        return all;
    }

    private Stream<DocumentWithPosition<Integer>> withPositions() {
        return IntStream.range(0, documents.size())
                .mapToObj(position -> new DocumentWithPosition<>(documents.get(position), position));
    }

    private List<Integer> candidates(Document query) {
        return positions(choice.candidates(query, null, false));
    }

    private static List<Integer> positions(Optional<Candidates> found) {
        List<Integer> positions = new ArrayList<>();
        found.orElseThrow().positions().forEach(positions::add);
        return positions;
    }

    private static Document between(int from, int to) {
        return new Document("$gte", from).append("$lt", to);
    }

    @Test
    void theIdIsEnoughWhateverElseIsDemanded() {
        assertThat(candidates(new Document("_id", "id7"))).containsExactly(7);
        assertThat(candidates(new Document("queue", "q3").append("_id", "id7").append("v", 3)))
                .containsExactly(7);
        assertThat(candidates(new Document(
                        "$and", List.of(new Document("_id", new Document("$eq", "id7")), new Document("v", 3)))))
                .containsExactly(7);
        assertThat(candidates(new Document("_id", new Document("$in", List.of("id7", "none", "id3")))))
                .containsExactly(7, 3);
        assertThat(candidates(new Document("_id", "none").append("queue", "q3")))
                .isEmpty();
    }

    @Test
    void aRangeOfIdsIsFoundAndKeptUpToDate() {
        Document query = new Document("_id", new Document("$gte", "id10").append("$lte", "id100"));
        assertThat(candidates(query)).containsExactly(10, 100);

        id.remove(documents.get(10));
        id.add(new Document("_id", "id1000000"), ALL, null);
        id.add(new Document("_id", "id10+"), ALL + 1, null);
        assertThat(candidates(query)).containsExactly(ALL + 1, 100);
    }

    @Test
    void theIndexThatLeavesTheFewestIsTaken() {
        assertThat(candidates(new Document("queue", "q1").append("at", between(100, 108))))
                .containsExactly(101, 105);
        assertThat(candidates(new Document("at", between(100, 102)).append("call", "call9")))
                .hasSize(2);
        assertThat(candidates(new Document("at", between(100, 1000)).append("call", "call9")))
                .containsExactly(18, 19);
        assertThat(candidates(new Document("at", between(100, 101)).append("call", "call9")))
                .containsExactly(100);
    }

    @Test
    void withoutAConditionThatHelpsThereIsNone() {
        assertThat(choice.candidates(new Document(), null, true)).isEmpty();
        assertThat(choice.candidates(new Document("unknown", 1), null, false)).isEmpty();
        assertThat(choice.candidates(new Document("unknown", 1), new Document("unknown", 1), true))
                .isEmpty();
    }

    @Test
    void theFirstOfAnOrderAreReadFromTheIndexThatHasIt() {
        Candidates newest =
                choice.candidates(new Document(), new Document("at", -1), true).orElseThrow();
        assertThat(newest.inOrder()).isTrue();
        assertThat(newest.positions()).startsWith(ALL - 1, ALL - 2);

        Candidates ofQueue = choice.candidates(new Document("queue", "q1"), new Document("at", -1), true)
                .orElseThrow();
        assertThat(ofQueue.inOrder()).isTrue();
        assertThat(ofQueue.positions()).startsWith(ALL - 3, ALL - 7).hasSize(ALL / 4);
    }

    @Test
    void aFewAreSortedRatherThanAllReadInOrder() {
        Candidates found = choice.candidates(new Document("call", "call9"), new Document("at", -1), true)
                .orElseThrow();

        assertThat(found.inOrder()).isFalse();
        assertThat(found.positions()).containsExactly(18, 19);
    }

    @Test
    void aSparseIndexDoesNotSpeakForDocumentsThatItLacks() {
        UniqueIndex sparse = new UniqueIndex("sparse", keys("a"), true);
        sparse.add(new Document("a", 1), 0, null);

        assertThat(sparse.lookUp(new Document("a", 1), new Conditions(new Document("a", 1))))
                .isPresent();
        assertThat(sparse.lookUp(new Document("a", null), new Conditions(new Document("a", null))))
                .isEmpty();
    }

    @Test
    void anArrayUnderAUniqueIndexIsFoundByEachOfItsElements() {
        UniqueIndex unique = new UniqueIndex("unique", keys("a"), false);
        unique.add(new Document("a", List.of(1, 2)), 0, null);
        Document query = new Document("a", new Document("$in", List.of(2, 1)));

        assertThat(positions(unique.lookUp(query, new Conditions(query)))).containsExactly(0);
    }
}
