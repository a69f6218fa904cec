package io.smartcallcenter.embedded.mongo;

import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Documents, updates and queries over the fields {@code a} (anything), {@code b}, {@code c} and {@code d.e} (simple values). */
final class Queries {

    private static final ObjectId OBJECT_ID = new ObjectId("0123456789abcdef01234567");

    private Queries() {}

    static Arbitrary<Document> id() {
        return ids().map(id -> new Document("_id", id));
    }

    private static Arbitrary<Integer> ids() {
        return Arbitraries.integers().between(0, 30);
    }

    private static Arbitrary<Object> simple() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(-1, 4).map(each -> (Object) each)),
                Tuple.of(2, Arbitraries.of((Object) 1L, 2.0, 2.5, -0.0, 3L)),
                Tuple.of(3, Arbitraries.of((Object) "", "a", "b", "ab")),
                Tuple.of(2, Arbitraries.of((Object) true, false, new Date(0), new Date(5), OBJECT_ID)),
                Tuple.of(1, Arbitraries.just((Object) null).injectNull(1)));
    }

    private static Arbitrary<Object> anything() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, simple()),
                Tuple.of(1, Arbitraries.of((Object) List.of(), List.of(1, "a"), List.of(2, 2), List.of(List.of(1)))),
                Tuple.of(1, Arbitraries.of((Object) new Document(), new Document("x", 1), 1L << 60, (1L << 60) + 1)));
    }

    private static Arbitrary<Object> valueOf(String field) {
        return field.equals("a") ? anything() : simple();
    }

    private static Arbitrary<String> field() {
        return Arbitraries.of("a", "b", "c", "d.e");
    }

    /** Without an id. */
    static Arbitrary<Document> document() {
        return Combinators.combine(
                        anything(),
                        simple(),
                        simple(),
                        simple(),
                        Arbitraries.integers().between(0, 31))
                .as(Queries::document);
    }

    private static Document document(Object a, Object b, Object c, Object e, int fields) {
        Document document = new Document();
        put(document, "a", a, fields & 1);
        put(document, "b", b, fields & 2);
        put(document, "c", c, fields & 4);
        put(document, "d", new Document("e", e), fields & 8);
        put(document, "d", List.of(new Document("e", e), new Document()), ~fields & 24);
        return document;
    }

    private static void put(Document document, String field, Object value, int wanted) {
        if (wanted != 0) {
            document.put(field, value);
        }
    }

    static Arbitrary<Document> update() {
        Arbitrary<Document> set = change("$set");
        Arbitrary<Document> unset = field().map(field -> new Document("$unset", new Document(field, "")));
        return Arbitraries.frequencyOf(Tuple.of(4, set), Tuple.of(1, unset));
    }

    private static Arbitrary<Document> change(String operator) {
        return Arbitraries.of("a", "b", "c", "d").flatMap(field -> valueOf(field)
                .map(value -> new Document(
                        operator, new Document(field, field.equals("d") ? new Document("e", value) : value))));
    }

    static Arbitrary<Document> order() {
        return Combinators.combine(
                        Arbitraries.of(
                                List.of("b"), List.of("b", "c"), List.of("c"), List.of("c", "b"), List.<String>of()),
                        Arbitraries.of(1, -1),
                        Arbitraries.frequency(Tuple.of(4, 1), Tuple.of(1, -1)))
                .as((fields, direction, ofId) -> {
                    Document order = new Document();
                    fields.forEach(field -> order.append(field, direction));
                    return order.append("_id", direction * ofId);
                });
    }

    static Arbitrary<Document> filter() {
        return condition().list().ofMaxSize(3).flatMap(all -> Arbitraries.of(0, 1, 2)
                .map(form -> form == 0 ? side(all) : form == 1 && !all.isEmpty() ? and(all) : nested(all)));
    }

    private static Document side(List<Document> conditions) {
        Document query = new Document();
        conditions.forEach(query::putAll);
        return query;
    }

    private static Document and(List<Document> conditions) {
        return new Document("$and", conditions);
    }

    private static Document nested(List<Document> conditions) {
        if (conditions.size() < 2) {
            return side(conditions);
        }
        return conditions.get(0).append("$and", List.of(and(conditions.subList(1, conditions.size()))));
    }

    private static Arbitrary<Document> condition() {
        Arbitrary<Document> one = Arbitraries.frequencyOf(
                Tuple.of(1, ids().flatMap(Queries::aroundId)),
                Tuple.of(6, field().flatMap(field -> demand(field).map(demand -> new Document(field, demand)))));
        return Arbitraries.frequencyOf(
                Tuple.of(9, one), Tuple.of(1, one.list().ofSize(2).map(two -> new Document("$or", two))));
    }

    private static Arbitrary<Document> aroundId(int id) {
        return Arbitraries.of(
                        (Object) id,
                        new Document("$in", List.of(id, id + 1, id + 2)),
                        new Document("$gte", id),
                        new Document("$gt", id).append("$lt", id + 9),
                        new Document("$lte", id))
                .map(demand -> new Document("_id", demand));
    }

    /** So many that the library is not asked for each. */
    private static Arbitrary<List<String>> manyTexts() {
        return Arbitraries.of("", "a", "b", "ab", "x", "y", "z")
                .list()
                .uniqueElements()
                .ofMinSize(5);
    }

    private static Arbitrary<Object> demand(String field) {
        Arbitrary<Object> value = valueOf(field);
        Arbitrary<Object> limit = simple().filter(each -> each != null);
        return Arbitraries.frequencyOf(
                Tuple.of(4, value),
                Tuple.of(1, value.map(each -> (Object) new Document("$eq", each))),
                Tuple.of(3, value.list().ofMaxSize(3).map(each -> (Object) new Document("$in", each))),
                Tuple.of(2, manyTexts().map(each -> (Object) new Document("$in", each))),
                Tuple.of(2, limit.flatMap(low -> Arbitraries.of("$gt", "$gte", "$lt", "$lte")
                        .map(operator -> (Object) new Document(operator, low)))),
                Tuple.of(4, Combinators.combine(limit, limit).as((low, high) ->
                        (Object) new Document("$gte", low).append("$lt", high))),
                Tuple.of(1, value.map(each -> (Object) new Document("$ne", each).append("$gte", 1))),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                (Object) new Document("$exists", true),
                                new Document("$exists", false),
                                Pattern.compile("^a"))));
    }
}
