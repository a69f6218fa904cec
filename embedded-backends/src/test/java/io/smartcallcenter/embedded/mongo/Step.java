package io.smartcallcenter.embedded.mongo;

import com.mongodb.client.MongoCollection;
import java.util.function.Function;
import org.bson.Document;

/** Something that is done with a collection, and its result. */
record Step(String name, Function<MongoCollection<Document>, Object> action) {

    Object of(MongoCollection<Document> collection) {
        return action.apply(collection);
    }

    @Override
    public String toString() {
        return name;
    }
}
