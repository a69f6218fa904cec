package io.smartcallcenter.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.routing.availability.AsteriskStateReader;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class RoutingServiceTest {

    private static final String PLAN_PATH = "/api/routing/number-plan";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    AsteriskStateReader state;

    private KafkaSide kafka;
    private final String callId = "pbx1/" + UUID.randomUUID();

    @BeforeEach
    void readyToDecide() {
        URI ready = management.resolve("/health/ready");
        await("readiness at " + ready)
                .atMost(Duration.ofMinutes(3))
                .until(() -> given().get(ready).statusCode() == 200);
        kafka = new KafkaSide(
                bootstrapServers, "call-commands", "routing-events", "call-events.dlq", "asterisk-state.dlq");
    }

    @AfterEach
    void close() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void aRequestIsAnsweredByACommandWithAnExpiryAndAReason() {
        kafka.send("call-events", callId, request("700"));

        CallCommand.RouteQueue command = command();
        assertThat(command.queue()).isEqualTo("support");
        assertThat(command.requestId()).isEqualTo(callId + "/1");
        assertThat(command.expiresAt()).isNotNull();

        RoutingEvent.Decided decided = (RoutingEvent.Decided)
                kafka.next("routing-events", callId).value().data();
        assertThat(decided.callType()).isEqualTo(CallType.QUEUE_NUMBER);
        assertThat(decided.command()).isEqualTo(command);
        assertThat(decided.steps()).hasSize(6);
    }

    @Test
    void aPoisonRecordIsFoundOnTheDeadLetterTopicAndTheNextRequestIsDecided() {
        byte[] poison = "{\"type\":\"call.of.the.future\"}".getBytes(StandardCharsets.UTF_8);
        kafka.sendRaw("call-events", callId, poison);
        kafka.sendRaw("call-events", callId, "no json".getBytes(StandardCharsets.UTF_8));
        kafka.sendRaw("call-events", callId, null);
        kafka.send("call-events", callId, request("700"));

        assertThat(command().queue()).isEqualTo("support");
        await("three dead letters")
                .atMost(Duration.ofMinutes(3))
                .until(() -> kafka.of("call-events.dlq", callId).size() == 3);
        ConsumerRecord<String, Envelope<?>> letter = kafka.next("call-events.dlq", callId);
        assertThat(header(letter, "dlq-service")).contains("routing-service");
        assertThat(header(letter, "dlq-reason")).contains("unknown type");
    }

    @Test
    void aRequestThatIsOlderThanACommandLivesIsIgnored() {
        kafka.send("call-events", callId, request("700"), Instant.now().minusSeconds(3));
        kafka.send("call-events", callId, request("701"));

        assertThat(command().queue()).isEqualTo("sales");
        assertThat(kafka.of("call-commands", callId))
                .as("same key, so same partition and order")
                .hasSize(1);
    }

    @Test
    void aCommandExpiresByTheClockOfTheGatewayThatAsked() {
        Instant asked = Instant.ofEpochMilli(Instant.now().plusSeconds(60).toEpochMilli());
        kafka.send("call-events", callId, request("700"), asked);

        assertThat(command().expiresAt()).isEqualTo(asked.plusSeconds(2));
    }

    @Test
    void aServiceNumberCarriesItsFlow() {
        kafka.send("call-events", callId, request("800"));

        CallCommand.RouteService command = (CallCommand.RouteService)
                kafka.next("call-commands", callId).value().data();
        assertThat(command.flow()).isEqualTo("menu");
        assertThat(command.definition().node(command.definition().start()).id()).isEqualTo("welcome");
    }

    @Test
    void anUnreachableOperatorsCallGoesToTheQueueAtOnce() {
        String endpoint = "PJSIP/0901";
        agent(endpoint, DeviceState.UNAVAILABLE);
        await("the state is read")
                .atMost(Duration.ofMinutes(3))
                .until(() -> state.board().of("pbx1").device(endpoint).equals(Optional.of(DeviceState.UNAVAILABLE)));

        kafka.send("call-events", callId, request(endpoint.substring("PJSIP/".length())));

        assertThat(command().queue()).isEqualTo("support");
    }

    @Test
    void aPoisonStateStopsNobody() {
        kafka.sendRaw("asterisk-state", callId, "no json".getBytes(StandardCharsets.UTF_8));
        agent("PJSIP/" + callId, DeviceState.INUSE);

        await("the next state is read")
                .atMost(Duration.ofMinutes(3))
                .until(() -> state.board().of("pbx1").device("PJSIP/" + callId).equals(Optional.of(DeviceState.INUSE)));
        assertThat(header(kafka.next("asterisk-state.dlq", callId), "dlq-topic"))
                .contains("asterisk-state");
    }

    @Test
    void supervisorsAndAdminsReadTheNumberPlan() {
        given().auth()
                .oauth2(TestTokens.of("supervisor"))
                .get(PLAN_PATH)
                .then()
                .statusCode(200)
                .body("default_queue", equalTo("support"))
                .body("numbers.find { it.number == '700' }.target", equalTo("support"))
                .body("numbers.find { it.number == '701' }.open_now", equalTo(true))
                .body("numbers.find { it.number == '0XXX' }.then", equalTo("queue support"))
                .body("numbers.type", hasItem("service"));
        given().auth().oauth2(TestTokens.of("admin")).get(PLAN_PATH).then().statusCode(200);
    }

    @Test
    void othersDoNot() {
        given().get(PLAN_PATH).then().statusCode(401);
        given().auth().oauth2("not.a.token").get(PLAN_PATH).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.of("operator", "analyst"))
                .get(PLAN_PATH)
                .then()
                .statusCode(403);
    }

    private void agent(String endpoint, DeviceState device) {
        AsteriskState.AgentState agent = new AsteriskState.AgentState(
                "pbx1",
                new Agent(endpoint, null),
                device,
                List.of(new AsteriskState.Membership("night", 0, false, "")));
        kafka.send("asterisk-state", agent.key(), agent);
    }

    private CallCommand.RouteQueue command() {
        return (CallCommand.RouteQueue)
                kafka.next("call-commands", callId).value().data();
    }

    private RouteRequested request(String dialled) {
        return new RouteRequested(
                callId, callId + "/1", "1.0", new Party("79010000001", ""), dialled, "internal", RouteReason.NEW);
    }

    private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }
}
