package io.smartcallcenter.routing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smartcallcenter.embedded.TestDatabase;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
class AuditIndexTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void pagesAreInTheOrderOfAnIndexWhoeverCreatesIt() {
        String name = TestDatabase.freshName();
        try (ReactiveMongoClientImpl client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()))) {
            AuditIndex.create(client, name).await().atMost(PATIENCE);
            AuditIndex.create(client, name).await().atMost(PATIENCE);

            assertThat(client.getDatabase(name)
                            .getCollection("audit")
                            .listIndexes()
                            .collect()
                            .asList()
                            .await()
                            .atMost(PATIENCE))
                    .extracting(index -> index.get("key", Document.class))
                    .contains(new Document("at", -1).append("_id", -1));
        }
    }
}
