package io.smartcallcenter.routing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smartcallcenter.embedded.EmbeddedMongo;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class AuditIndexTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void pagesAreInTheOrderOfAnIndexWhoeverCreatesIt() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0)) {
            ReactiveMongoClient client = new ReactiveMongoClientImpl(MongoClients.create(mongo.connectionString()));
            AuditIndex.create(client, "routing").await().atMost(PATIENCE);
            AuditIndex.create(client, "routing").await().atMost(PATIENCE);

            assertThat(client.getDatabase("routing")
                            .getCollection("audit")
                            .listIndexes()
                            .collect()
                            .asList()
                            .await()
                            .atMost(PATIENCE))
                    .extracting(index -> index.get("key", Document.class))
                    .contains(new Document("at", -1).append("_id", -1));
            client.close();
        }
    }
}
