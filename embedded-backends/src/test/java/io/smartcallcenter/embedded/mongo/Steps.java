package io.smartcallcenter.embedded.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.bson.Document;

/** Changes and queries, more of the latter, on few ids, few fields and few values, so that much is hit. */
final class Steps {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private Steps() {}

    static Arbitrary<Step> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, changeOfOne()),
                Tuple.of(1, changeOfMany()),
                Tuple.of(5, query()),
                Tuple.of(3, firstOfAnOrder()));
    }

    private static Arbitrary<Step> changeOfOne() {
        Arbitrary<Step> update = Combinators.combine(Queries.id(), Queries.update())
                .as((id, change) -> new Step(
                        "upsert " + id + " " + change,
                        collection -> collection.updateOne(id, change, UPSERT).getModifiedCount()));
        Arbitrary<Step> replacement = Combinators.combine(Queries.id(), Queries.document())
                .as((id, document) -> new Step("replace " + id + " " + document, collection -> collection
                        .replaceOne(id, document, new ReplaceOptions().upsert(true))
                        .getModifiedCount()));
        Arbitrary<Step> deletion = Queries.id()
                .map(id -> new Step(
                        "delete " + id, collection -> collection.deleteOne(id).getDeletedCount()));
        return Arbitraries.frequencyOf(Tuple.of(4, update), Tuple.of(3, replacement), Tuple.of(1, deletion));
    }

    private static Arbitrary<Step> changeOfMany() {
        Arbitrary<Step> update = Combinators.combine(Queries.filter(), Queries.update())
                .as((filter, change) -> new Step(
                        "update " + filter + " " + change,
                        collection -> collection.updateMany(filter, change).getModifiedCount()));
        Arbitrary<Step> deletion = Queries.filter()
                .map(filter -> new Step(
                        "delete " + filter,
                        collection -> collection.deleteMany(filter).getDeletedCount()));
        return Arbitraries.oneOf(update, deletion);
    }

    private static Arbitrary<Step> query() {
        Arbitrary<Step> find = Queries.filter()
                .map(filter -> new Step("find " + filter, collection -> sorted(collection.find(filter))));
        Arbitrary<Step> aggregation = Queries.filter()
                .map(filter -> new Step(
                        "aggregate " + filter,
                        collection -> sorted(collection.aggregate(List.of(Aggregates.match(filter))))));
        Arbitrary<Step> count = Queries.filter()
                .map(filter -> new Step("count " + filter, collection -> collection.countDocuments(filter)));
        return Arbitraries.frequencyOf(Tuple.of(4, find), Tuple.of(1, aggregation), Tuple.of(1, count));
    }

    private static List<Document> sorted(Iterable<Document> found) {
        List<Document> all = new ArrayList<>();
        found.forEach(all::add);
        all.sort(Comparator.comparing(each -> each.getInteger("_id")));
        return all;
    }

    private static Arbitrary<Step> firstOfAnOrder() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 5);
        Arbitrary<Step> find = Combinators.combine(Queries.filter(), Queries.order(), number, number)
                .as((filter, order, skip, limit) -> new Step(
                        "find " + filter + " by " + order + " skip " + skip + " limit " + limit,
                        collection -> collection
                                .find(filter)
                                .sort(order)
                                .skip(skip)
                                .limit(limit)
                                .into(new ArrayList<>())));
        Arbitrary<Step> change = Combinators.combine(Queries.filter(), Queries.order(), Queries.update())
                .as((filter, order, update) -> new Step(
                        "first of " + filter + " by " + order + ": " + update,
                        collection -> firstChanged(collection, filter, order, update)));
        return Arbitraries.frequencyOf(Tuple.of(3, find), Tuple.of(1, change));
    }

    /** Null if there was none; a document and its predecessor are both a result. */
    private static Document firstChanged(
            MongoCollection<Document> collection, Document filter, Document order, Document update) {
        return collection.findOneAndUpdate(filter, update, new FindOneAndUpdateOptions().sort(order));
    }
}
