package io.smartcallcenter.notification.ws;

import static io.smartcallcenter.notification.Events.ONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.feed.Feed;
import io.smartcallcenter.notification.feed.Position;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class NotificationSocketTest {

    @TestHTTPResource("/ws/v1")
    URI uri;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Feed feed;

    private final Events events = new Events().startingAt(Instant.now());
    private final String call = "t/" + UUID.randomUUID();
    private final String queue = "q" + UUID.randomUUID();
    private TopicWriter topics;
    private URI ws;

    @BeforeEach
    void connectToKafka() {
        topics = new TopicWriter(bootstrapServers);
        ws = URI.create(uri.toString().replaceFirst("^http", "ws"));
        await().atMost(Duration.ofMinutes(3)).until(feed::isReady);
    }

    @AfterEach
    void leaveKafka() {
        topics.close();
    }

    private TestSocket supervisor() {
        return TestSocket.withToken(ws, TestTokens.of("supervisor"));
    }

    @Test
    void theWelcomeSaysWhoIsConnectedAndWhatCanBeRead() throws Exception {
        try (TestSocket client = supervisor()) {
            JsonNode welcome = client.welcome();

            assertThat(client.subprotocol()).isEqualTo("scc.v1.json");
            assertThat(welcome.path("ping").asInt()).isEqualTo(25);
            assertThat(welcome.at("/user/roles/0").asText()).isEqualTo("supervisor");
            assertThat(welcome.path("channels"))
                    .extracting(JsonNode::asText)
                    .contains("calls", "queue:*", "kpi:queue:*", "kpi:operators", "alerts", "system");
        }
    }

    /** An operator's client gets what it shows: its own call, not that of a colleague. */
    @Test
    void anOperatorHearsOfTheirOwnCallsOnly() throws Exception {
        try (TestSocket client = TestSocket.withToken(ws, TestTokens.ofOperator("PJSIP/0001"))) {
            assertThat(client.welcome().path("channels"))
                    .extracting(JsonNode::asText)
                    .contains("me");
            assertThat(client.subscribe(1, "me").path("ok").asBoolean()).isTrue();
            assertThat(client.subscribe(2, "operator:PJSIP/0002")
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(103);

            // of one key, and thus copied in this order
            topics.write(Topic.CALL_EVENTS, call, events.rings(call + "-b", queue, Events.TWO));
            topics.write(Topic.CALL_EVENTS, call, events.rings(call, queue, Events.ONE));
            JsonNode first = client.next(frame -> frame.path("ch").asText().equals("me")
                    && frame.at("/e/data/callId").asText().startsWith(call));
            assertThat(first.at("/e/data/callId").asText()).isEqualTo(call);
        }
    }

    @Test
    void supervisorsSeeWhoReadsAChannel() throws Exception {
        try (TestSocket reader = supervisor();
                TestSocket client = supervisor()) {
            reader.welcome();
            reader.subscribe(1, "queue:" + queue);
            client.welcome();
            client.send("{\"id\":1,\"op\":\"presence\",\"ch\":\"queue:" + queue + "\"}");
            JsonNode reply = client.reply(1);
            assertThat(reply.at("/result/clients")).hasSize(1);
            // the tests have no database: there may be other replicas
            assertThat(reply.at("/result/complete").asBoolean()).isFalse();
        }
    }

    @Test
    void aMessageOfACallerIsAnnouncedToSupervisors() throws Exception {
        try (TestSocket client = supervisor()) {
            client.welcome();
            client.subscribe(1, "alerts");
            topics.write(
                    Topic.CALL_EVENTS,
                    call,
                    events.of(new CallEvent.VoicemailRecorded(call, "0001", "scc-" + call, 5_000, "79010000001")));
            JsonNode event = client.next(frame -> frame.path("ch").asText().equals("alerts")
                    && frame.at("/e/data/callId").asText().equals(call));
            assertThat(event.at("/e/type").asText()).isEqualTo("scc.call.voicemail.recorded.v1");
            assertThat(event.at("/e/data/mailbox").asText()).isEqualTo("0001");
            assertThat(event.at("/e/data/caller").asText()).isEqualTo("79010000001");
            assertThat(event.at("/e/data/durationMs").asLong()).isEqualTo(5_000);
        }
    }

    @Test
    void aSubscriberGetsASnapshotAndThenTheEventsFromKafka() throws Exception {
        try (TestSocket client = supervisor()) {
            client.welcome();
            topics.write(Topic.CALL_EVENTS, call, events.joined(call, queue, 1));
            client.subscribe(1, "calls");
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                client.send("{\"id\":2,\"op\":\"history\",\"ch\":\"queue:" + queue + "\"}");
                return client.reply(2).at("/result/events").size() == 1;
            });

            JsonNode reply = client.subscribe(3, "queue:" + queue);
            assertThat(reply.path("ok").asBoolean()).isTrue();
            assertThat(reply.at("/result/recovered").asBoolean()).isFalse();
            assertThat(reply.at("/result/snapshot/queues/0/waiting/0/callId").asText())
                    .isEqualTo(call);
            long position = reply.at("/result/offset").asLong();

            topics.write(Topic.CALL_EVENTS, call, events.after(2).answered(call, queue, ONE));
            JsonNode push = client.next(frame -> frame.path("ch").asText().equals("queue:" + queue));
            assertThat(push.path("t").asText()).isEqualTo("event");
            assertThat(push.path("o").asLong()).isGreaterThan(position);
            assertThat(push.at("/e/type").asText()).isEqualTo("scc.call.answered.v1");
            assertThat(push.at("/e/data/waitMs").asLong()).isEqualTo(6000);
        }
    }

    @Test
    void aClientThatWasAwayGetsWhatItMissed() throws Exception {
        String epoch;
        long offset;
        try (TestSocket client = supervisor()) {
            JsonNode reply = client.subscribe(1, "queue:" + queue);
            epoch = reply.at("/result/epoch").asText();
            offset = reply.at("/result/offset").asLong();
        }
        topics.write(Topic.CALL_EVENTS, call, events.joined(call, queue, 1));
        topics.write(Topic.CALL_EVENTS, call, events.after(1).rings(call, queue, ONE));
        try (TestSocket client = supervisor()) {
            client.send("{\"id\":1,\"op\":\"subscribe\",\"ch\":\"queue:" + queue + "\",\"since\":{\"epoch\":\"" + epoch
                    + "\",\"offset\":" + offset + "}}");
            JsonNode reply = client.reply(1);

            assertThat(reply.at("/result/recovered").asBoolean()).isTrue();
            assertThat(reply.at("/result/snapshot").isMissingNode()).isTrue();
            long joined = client.event("call.queue.joined", call).path("o").asLong();
            assertThat(client.event("call.offer.started", call).path("o").asLong())
                    .isGreaterThan(joined);
        }
    }

    /** It comes from a replica that is ahead, and leaves before this one has come so far. */
    @Test
    void aSubscribeThatEndsWhileItWaitsHasItsReply() throws Exception {
        Position here = feed.position();
        try (TestSocket client = supervisor()) {
            client.welcome();
            client.send("{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\",\"since\":{\"epoch\":\"" + here.epoch()
                    + "\",\"offset\":" + (here.offset() + 5_000) + "}}");
            client.send("{\"id\":2,\"op\":\"unsubscribe\",\"ch\":\"calls\"}");

            assertThat(client.reply(1).at("/error/code").asInt()).isEqualTo(108);
            assertThat(client.reply(2).path("ok").asBoolean()).isTrue();
            assertThat(client.subscribe(3, "calls").path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void todaysFiguresArePushed() throws Exception {
        try (TestSocket client = supervisor()) {
            client.subscribe(1, "kpi:queue:" + queue);
            topics.write(Topic.KPI_UPDATES, "queue/" + queue, events.kpi(queue, 7));

            JsonNode push = client.next(frame -> frame.path("ch").asText().equals("kpi:queue:" + queue));
            assertThat(push.at("/e/data/answered").asInt()).isEqualTo(7);
        }
    }

    @Test
    void aBadTokenIsRefusedWith4401() throws Exception {
        String token = TestTokens.of("supervisor");
        String forged = token.substring(0, token.length() - 6) + "AAAAAA";

        assertThat(TestSocket.withToken(ws, forged).closeCode()).isEqualTo(4401);
        assertThat(TestSocket.withToken(ws, "nonsense").closeCode()).isEqualTo(4401);
        assertThat(TestSocket.open(ws, "scc.v1.json").closeCode()).isEqualTo(4401);
    }

    @Test
    void anotherProtocolIsRefusedWith4400AndNoUsefulRoleWith4403() throws Exception {
        assertThat(TestSocket.withToken(ws, TestTokens.of("visitor")).closeCode())
                .isEqualTo(4403);
        assertThat(OtherProtocol.closeCode(ws)).isEqualTo(4400);
    }

    @Test
    void aTicketConnectsOnce() throws Exception {
        String ticket = RestAssured.given()
                .auth()
                .oauth2(TestTokens.of("analyst"))
                .post("/api/ws/ticket")
                .then()
                .statusCode(200)
                .extract()
                .path("ticket");
        URI withTicket = URI.create(ws + "?ticket=" + ticket);

        try (TestSocket client = TestSocket.open(withTicket, "scc.v1.json")) {
            assertThat(client.welcome().at("/user/roles/0").asText()).isEqualTo("analyst");
        }
        assertThat(TestSocket.open(withTicket, "scc.v1.json").closeCode()).isEqualTo(4401);
    }

    @Test
    void aTicketNeedsAToken() {
        RestAssured.post("/api/ws/ticket").then().statusCode(401);
    }

    @Test
    void rolesDecideAboutChannels() throws Exception {
        topics.write(
                Topic.AGENT_EVENTS,
                "PJSIP/7777",
                events.added(new io.smartcallcenter.events.Agent("PJSIP/7777", "Seven"), queue));
        try (TestSocket analyst = TestSocket.withToken(ws, TestTokens.of("analyst"));
                TestSocket operator = TestSocket.withToken(ws, TestTokens.ofOperator("PJSIP/7777"))) {
            assertThat(analyst.subscribe(1, "calls").at("/error/code").asInt()).isEqualTo(103);
            assertThat(analyst.subscribe(2, "kpi:operators").path("ok").asBoolean())
                    .isTrue();
            assertThat(analyst.subscribe(3, "nowhere").at("/error/code").asInt())
                    .isEqualTo(102);
            assertThat(operator.subscribe(1, "queue:*").at("/error/code").asInt())
                    .isEqualTo(103);
            assertThat(operator.subscribe(2, "kpi:operators").at("/error/code").asInt())
                    .isEqualTo(103);
            await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(
                            operator.subscribe(3, "queue:" + queue).path("ok").asBoolean())
                    .isTrue());
        }
    }

    @Test
    void aRenewalWithFewerRolesEndsWhatItNoLongerAllows() throws Exception {
        try (TestSocket client = supervisor()) {
            client.subscribe(1, "calls");
            client.subscribe(2, "kpi:operators");
            client.send("{\"id\":3,\"op\":\"auth\",\"token\":\"" + TestTokens.of("analyst") + "\"}");
            JsonNode reply = client.reply(3);

            assertThat(reply.path("ok").asBoolean()).isTrue();
            assertThat(reply.at("/result/unsubscribed"))
                    .extracting(JsonNode::asText)
                    .containsExactly("calls");

            client.send("{\"id\":4,\"op\":\"auth\",\"token\":\"bad\"}");
            assertThat(client.reply(4).at("/error/code").asInt()).isEqualTo(101);
        }
    }

    @Test
    void afterAnUnsubscribeNothingComesAndASecondSubscribeIsAnError() throws Exception {
        try (TestSocket client = supervisor()) {
            String channel = "queue:" + queue;
            client.subscribe(1, channel);
            assertThat(client.subscribe(2, channel).at("/error/code").asInt()).isEqualTo(105);
            client.send("{\"id\":3,\"op\":\"unsubscribe\",\"ch\":\"" + channel + "\"}");
            assertThat(client.reply(3).path("ok").asBoolean()).isTrue();
            client.subscribe(4, "calls");

            topics.write(Topic.CALL_EVENTS, call, events.joined(call, queue, 1));
            topics.write(Topic.CALL_EVENTS, call, events.started(call, "the end"));
            List<String> channels = new ArrayList<>();
            client.next(frame -> {
                channels.add(frame.path("ch").asText());
                return frame.at("/e/data/callId").asText().equals(call)
                        && frame.at("/e/data/dialled").asText().equals("the end");
            });
            assertThat(channels).contains("calls").doesNotContain(channel);
        }
    }

    @Test
    void poisonOnATopicStopsNobodyAndIsFoundOnTheDeadLetterTopic() throws Exception {
        try (TestSocket client = supervisor()) {
            client.subscribe(1, "calls");
            topics.writeRaw(Topic.CALL_EVENTS, call, "{\"type\":\"call.of.tomorrow\"}".getBytes(UTF_8));
            topics.writeRaw(Topic.CALL_EVENTS, call, new byte[] {0, 1, 2});
            topics.writeRaw(Topic.CALL_EVENTS, call, null);
            topics.writeRaw(Topic.CALL_EVENTS, call, "{\"type\":\"call.ended\",\"callId\":\"x\"}".getBytes(UTF_8));
            topics.write(Topic.CALL_EVENTS, call, events.started(call, "700"));

            assertThat(client.event("call.started", call).at("/e/data/dialled").asText())
                    .isEqualTo("700");
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(topics.deadLettersOf(Topic.CALL_EVENTS))
                            .filteredOn(letter -> call.equals(letter.key()))
                            .hasSizeGreaterThanOrEqualTo(3));
        }
    }

    @Test
    void aHostileCallerNameComesThroughAsData() throws Exception {
        String name = "</script><img src=x onerror=alert(1)>\"\\\r\n\u2028Ж";
        try (TestSocket client = supervisor()) {
            client.subscribe(1, "calls");
            topics.write(
                    Topic.CALL_EVENTS,
                    call,
                    events.of(new CallEvent.Started(call, "c", new Party("+7", name), "700", null, null)));

            assertThat(client.event("call.started", call)
                            .at("/e/data/caller/name")
                            .asText())
                    .isEqualTo(name);
        }
    }
}
