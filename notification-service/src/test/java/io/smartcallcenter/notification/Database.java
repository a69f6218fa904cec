package io.smartcallcenter.notification;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/** A database that no other test has. */
public final class Database implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    public final String name = TestDatabase.freshName();
    private final ReactiveMongoClientImpl client =
            new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));

    public ReactiveMongoClient client() {
        return client;
    }

    public static <T> T result(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    public List<Document> documents(String collection) {
        return result(client.getDatabase(name)
                .getCollection(collection)
                .find()
                .collect()
                .asList());
    }

    /** Each with its key and options. */
    public List<Document> indexes(String collection) {
        return result(client.getDatabase(name)
                .getCollection(collection)
                .listIndexes()
                .collect()
                .asList());
    }

    @Override
    public void close() {
        client.close();
    }
}
