package io.smartcallcenter.kpi.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose newest day is long ago is found in an index: years of documents are not read for it. */
@Tag("storage")
class SilentOperatorsTest {

    private static ReactiveMongoClientImpl client;

    private final RollUpStore rollUps = new RollUpStore(client, TestDatabase.freshName());

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    @Test
    void anIndexHasTheDayAndWhoseItIs() {
        result(rollUps.prepare());

        List<Document> indexes = result(rollUps.collection(RollUpKey.Kind.OPERATOR)
                .listIndexes()
                .collect()
                .asList());

        assertThat(indexes)
                .extracting(
                        index -> List.copyOf(index.get("key", Document.class).keySet()))
                .contains(List.of("day", "interface"));
    }
}
