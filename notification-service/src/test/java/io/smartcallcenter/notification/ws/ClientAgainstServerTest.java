package io.smartcallcenter.notification.ws;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.contract.Node;
import io.smartcallcenter.notification.contract.SentFrames;
import io.smartcallcenter.notification.feed.Feed;
import io.smartcallcenter.notification.feed.Json;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The compiled TypeScript client in Node, the server and the document, held together. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class ClientAgainstServerTest {

    private static final int EVENTS_PER_CUT = 20;

    @TestHTTPResource("/ws/v1")
    URI uri;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Feed feed;

    @Inject
    Sessions sessions;

    @Inject
    OpenConnections connections;

    private final Events events = new Events().startingAt(Instant.now());
    private final String call = "t/" + UUID.randomUUID();
    private int written;

    @Test
    void aClientThatIsCutAgainAndAgainTellsEveryEventOnce() throws Exception {
        patiently().until(feed::isReady);
        CompletableFuture<String> client = CompletableFuture.supplyAsync(this::runClient);
        try (TopicWriter topics = new TopicWriter(bootstrapServers)) {
            for (CloseCode code : List.of(CloseCode.RESTART, CloseCode.SLOW, CloseCode.EXPIRED, CloseCode.HEARTBEAT)) {
                Session session = reader();
                writeAndBeRead(topics, session);
                session.close(code);
                write(topics);
                patiently().until(() -> !sessions.all().contains(session));
            }
            Session session = reader();
            writeAndBeRead(topics, session);
            tearDown(session);
            write(topics);
            patiently().until(() -> !sessions.all().contains(session));
            reader();
            topics.write(Topic.CALL_EVENTS, call, events.started(call, "end"));
        }
        JsonNode told = Json.MAPPER.readTree(client.get(3, TimeUnit.MINUTES));

        List<String> expected = new ArrayList<>(
                IntStream.range(0, written).mapToObj(Integer::toString).toList());
        expected.add("end");
        assertThat(told.path("dialled")).extracting(JsonNode::asText).containsExactlyElementsOf(expected);
        assertThat(told.path("states"))
                .extracting(JsonNode::asText)
                .contains("waiting 1012", "waiting 4429", "waiting 4419", "waiting 4408", "waiting 1006");
        assertThat(told.path("snapshots").asInt()).isEqualTo(1);
        assertThat(told.path("recovered").asInt()).isEqualTo(5);
        assertThat(told.path("frames"))
                .hasSizeGreaterThan(written)
                .allSatisfy(frame -> assertThat(SentFrames.errorsOf(frame)).isEmpty());
    }

    private String runClient() {
        try {
            return Node.call(
                    Node.CLIENT.resolve("test/live.cjs"),
                    Node.BUILT.resolve("dist/index.js").toString(),
                    uri.toString().replaceFirst("^http", "ws"),
                    TestTokens.of("supervisor"),
                    call);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The client's session, once it reads. */
    private Session reader() {
        AtomicReference<Session> reader = new AtomicReference<>();
        patiently().until(() -> sessions.all().stream()
                .filter(session -> session.subscriptions().containsKey("calls"))
                .peek(reader::set)
                .findAny()
                .isPresent());
        return reader.get();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3));
    }

    /** What it is pushed follows the reply to its subscription, so it knows its place then. */
    private void writeAndBeRead(TopicWriter topics, Session session) {
        long before = feed.pushes(Channel.Kind.CALLS);
        write(topics);
        patiently().until(() -> feed.pushes(Channel.Kind.CALLS) > before && session.queued() == 0);
    }

    /** Ends the TCP connection below every protocol: no close frame is sent, as when a network fails. */
    private void tearDown(Session session) {
        WebSocketConnection connection =
                connections.findByConnectionId(session.id()).orElseThrow();
        HttpConnection tcp = connection.userData().get(new UserData.TypedKey<>("tcp"));
        ((ConnectionBase) tcp).channel().pipeline().firstContext().close();
    }

    private void write(TopicWriter topics) {
        for (int i = 0; i < EVENTS_PER_CUT; i++) {
            topics.write(Topic.CALL_EVENTS, call, events.started(call, Integer.toString(written++)));
        }
    }

    @Test
    void theDocumentAndTheClientAreServedToEverybody() {
        assertThat(when().get("/asyncapi.json").then().statusCode(200).extract().<String>path("asyncapi"))
                .isEqualTo("3.0.0");
        assertThat(when().get("/client/index.js")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("NotificationClient");
        assertThat(when().get("/client/example/index.html")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("example.js");
    }
}
