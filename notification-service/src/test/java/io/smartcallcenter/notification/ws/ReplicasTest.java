package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.notification.NotificationDatabase;
import io.smartcallcenter.notification.channel.Role;
import io.smartcallcenter.notification.channel.User;
import io.smartcallcenter.notification.feed.Feed;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the replicas know of each other by way of the database. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class ReplicasTest {

    private static final User ANNA = new User(
            "anna",
            Set.of(Role.OPERATOR),
            "PJSIP/0001",
            Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS));

    @TestHTTPResource("/ws/v1")
    URI uri;

    @Inject
    Feed feed;

    @Inject
    Tickets tickets;

    @Inject
    ReactiveMongoClient mongo;

    @Inject
    WsSettings settings;

    @BeforeEach
    void awaitFeed() {
        await().atMost(Duration.ofMinutes(3)).until(feed::isReady);
    }

    private Tickets otherReplica(Duration later) {
        return new Tickets(mongo, settings, Clock.offset(Clock.systemUTC(), later));
    }

    private ReactiveMongoCollection<Document> collection(String name) {
        return mongo.getDatabase(NotificationDatabase.NAME).getCollection(name);
    }

    @Test
    void oneReplicaTakesTheTicketOfAnotherAndOnlyOnce() {
        String ticket = tickets.issue(ANNA).await().indefinitely();
        Tickets other = otherReplica(Duration.ZERO);

        assertThat(other.redeem(ticket).await().indefinitely()).contains(ANNA);
        assertThat(other.redeem(ticket).await().indefinitely()).isEmpty();
        assertThat(tickets.redeem(ticket).await().indefinitely()).isEmpty();
    }

    @Test
    void aTicketIsNotInTheDatabaseAsItIsAndEnds() {
        String ticket = tickets.issue(ANNA).await().indefinitely();
        String stored = collection("tickets")
                .find()
                .collect()
                .asList()
                .await()
                .indefinitely()
                .toString();
        assertThat(stored).contains("anna").doesNotContain(ticket);

        Tickets later = otherReplica(settings.ticketLife().plusSeconds(1));
        assertThat(later.redeem(ticket).await().indefinitely()).isEmpty();
    }

    @Test
    void ticketsThatNobodyUsedAreForgotten() {
        tickets.issue(ANNA).await().indefinitely();

        otherReplica(Duration.ofHours(1)).forgetOld().await().indefinitely();

        assertThat(collection("tickets").countDocuments().await().indefinitely())
                .isZero();
    }

    @Test
    void clientsOfOtherReplicasArePresentAsLongAsTheirReplicaSaysSo() throws Exception {
        replica("fresh", Instant.now().plusSeconds(60), "bert");
        replica("silent", Instant.now().minusSeconds(60), "carl");
        URI ws = URI.create(uri.toString().replaceFirst("^http", "ws"));
        try (TestSocket client = TestSocket.withToken(ws, TestTokens.of("supervisor"))) {
            client.welcome();
            client.subscribe(1, "calls");
            client.send("{\"id\":2,\"op\":\"presence\",\"ch\":\"calls\"}");
            JsonNode result = client.reply(2).path("result");

            assertThat(result.path("complete").asBoolean()).isTrue();
            assertThat(result.path("clients"))
                    .extracting(each -> each.path("user").asText())
                    .containsExactlyInAnyOrder("test", "bert");
        } finally {
            collection("presence")
                    .deleteMany(new Document("_id", "fresh"))
                    .await()
                    .indefinitely();
        }
    }

    private void replica(String id, Instant at, String user) {
        Document client = new Document("user", user)
                .append("operator", null)
                .append("since", Date.from(at))
                .append("channels", List.of("calls"));
        collection("presence")
                .insertOne(new Document("_id", id).append("at", Date.from(at)).append("clients", List.of(client)))
                .await()
                .indefinitely();
    }
}
