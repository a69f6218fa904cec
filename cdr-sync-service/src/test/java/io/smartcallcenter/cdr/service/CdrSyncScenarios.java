package io.smartcallcenter.cdr.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.restassured.response.ValidatableResponse;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Call events come over Kafka and rows from MariaDB; the report says how they agree. */
abstract class CdrSyncScenarios {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String REPORT = "/api/admin/reports/reconciliation";

    @Inject
    Pool database;

    @Inject
    ReactiveMongoClient mongo;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void rowsThatComeLateAndOutOfOrderAreMatchedOnce() {
        Instant start = day(1);
        String uniqueid = "late" + UUID.randomUUID().toString().substring(0, 8);
        play(start, uniqueid, "PJSIP/0001");
        row(start.plusSeconds(5), uniqueid, 3, "PJSIP/0001-00000002", "ANSWERED");
        await().atMost(SOON).untilAsserted(() -> report(start).body("matched", equalTo(1)));

        row(start, uniqueid, 0, "PJSIP/0002-00000001", "NO ANSWER");
        row(start.minusSeconds(3300), uniqueid + "x", 7, "PJSIP/0003-00000001", "ANSWERED");

        await().atMost(SOON)
                .untilAsserted(() -> report(start.minusSeconds(3600)).body("missing_in_events", equalTo(1)));
        assertThat(storedRows("pbx1/" + uniqueid)).as("imported exactly once").isEqualTo(2);
        report(start).body("calls", equalTo(1)).body("matched", equalTo(1)).body("leftovers.size()", equalTo(0));
    }

    @Test
    void aVerdictIsToldOnceForEachChange() {
        Instant start = day(4);
        String uniqueid = "told" + UUID.randomUUID().toString().substring(0, 8);
        play(start, uniqueid, "PJSIP/0001");
        await().atMost(SOON).untilAsserted(() -> report(start).body("missing_in_cdr", equalTo(1)));

        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0001-00000002", "ANSWERED");
        await().atMost(SOON).untilAsserted(() -> report(start).body("matched", equalTo(1)));
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 3, "PJSIP/0002-00000003", "NO ANSWER");
        await().atMost(SOON).until(() -> storedRows("pbx1/" + uniqueid) == 2);

        assertThat(published("pbx1/" + uniqueid))
                .hasExactlyElementsOfTypes(CdrEvent.Missing.class, CdrEvent.Matched.class);
    }

    @Test
    void anOperatorWhoDiffersIsALeftoverWithTheReason() {
        Instant start = day(2);
        String uniqueid = "diff" + UUID.randomUUID().toString().substring(0, 8);
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0002-00000001", "ANSWERED");

        await().atMost(SOON).untilAsserted(() -> report(start)
                .body("mismatched", equalTo(1))
                .body("leftovers.state", hasItem("MISMATCHED"))
                .body("leftovers.call_id", hasItem("pbx1/" + uniqueid)));
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheNextCallIsStillSeen() {
        Instant start = day(3);
        String uniqueid = "next" + UUID.randomUUID().toString().substring(0, 8);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("call-events", "pbx1/" + uniqueid, ("poison " + uniqueid).getBytes()));
        }
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0001-00000001", "ANSWERED");

        await().atMost(SOON).untilAsserted(() -> report(start).body("matched", equalTo(1)));
        try (KafkaConsumer<String, String> letters = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            letters.assign(List.of(new TopicPartition("call-events.dlq", 0)));
            letters.seekToBeginning(letters.assignment());
            await().atMost(SOON).until(() -> {
                boolean[] found = {false};
                letters.poll(Duration.ofMillis(200))
                        .forEach(letter -> found[0] |= ("poison " + uniqueid).equals(letter.value()));
                return found[0];
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2026-03-01T00:00:00Z, 400, from",
        "yesterday, 2026-03-01T00:00:00Z, 400, from",
        "2026-03-01T00:00:00Z, {\"$gt\":0}, 400, to",
        "2026-03-02T00:00:00Z, 2026-03-01T00:00:00Z, 400, from",
        "2025-01-01T00:00:00Z, 2026-03-01T00:00:00Z, 422, to"
    })
    void aMalformedRequestIsAProblemThatNamesTheField(String from, String to, int status, String field) {
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .queryParam("from", from)
                .queryParam("to", to)
                .get(REPORT)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void theReportNeedsATokenWithARole() {
        given().get(REPORT).then().statusCode(401);
        given().auth().oauth2(TestTokens.of("operator")).get(REPORT).then().statusCode(403);
    }

    /** A month of its own for each way to import, so that they do not count each other's calls. */
    abstract Instant month();

    private Instant day(int day) {
        return month().plus(Duration.ofDays(day)).plus(Duration.ofHours(10));
    }

    private ValidatableResponse report(Instant from) {
        return given().auth()
                .oauth2(TestTokens.of("supervisor"))
                .queryParam("from", from.toString())
                .queryParam("to", from.plusSeconds(600).toString())
                .get(REPORT)
                .then()
                .statusCode(200);
    }

    private int storedRows(String callId) {
        return mongo.getDatabase("scc_cdr")
                .getCollection("cdr")
                .find(Filters.eq("callId", callId))
                .collect()
                .asList()
                .await()
                .atMost(SOON)
                .size();
    }

    private List<SccEvent> published(String callId) {
        List<SccEvent> found = new ArrayList<>();
        try (KafkaConsumer<String, Envelope<?>> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new EnvelopeDeserializer())) {
            consumer.assign(consumer.partitionsFor("cdr-events").stream()
                    .map(info -> new TopicPartition("cdr-events", info.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (callId.equals(record.key())) {
                        found.add(record.value().data());
                    }
                });
            }
        }
        return found;
    }

    private void play(Instant start, String uniqueid, String operator) {
        String call = "pbx1/" + uniqueid;
        List<CallEvent> events = List.of(
                new CallEvent.Started(call, uniqueid, new Party("1", ""), "700", "internal", "PJSIP/trunk"),
                new CallEvent.Answered(
                        call, call + "/e", call + "/o", "support", new Agent(operator, "One"), 1000, 500),
                new CallEvent.Ended(call, 16, 60_000));
        try (KafkaProducer<String, Envelope<?>> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new EnvelopeSerializer())) {
            for (int i = 0; i < events.size(); i++) {
                EventMeta meta = EventMeta.of(call + "/" + i, "/asterisk/pbx1", call, start.plusSeconds(i));
                producer.send(new ProducerRecord<>("call-events", call, new Envelope<>(meta, events.get(i))));
            }
        }
    }

    private void row(Instant calldate, String uniqueid, int sequence, String dstChannel, String disposition) {
        database.preparedQuery(
                        "INSERT INTO cdr (calldate, channel, dstchannel, lastapp, duration, billsec, disposition,"
                                + " uniqueid, linkedid, sequence) VALUES (?, 'PJSIP/trunk-00000000', ?, 'Queue', 4, 4, ?, ?, ?, ?)")
                .execute(Tuple.from(List.of(
                        LocalDateTime.ofInstant(calldate, ZoneOffset.UTC),
                        dstChannel,
                        disposition,
                        uniqueid,
                        uniqueid,
                        sequence)))
                .await()
                .atMost(SOON);
    }
}
