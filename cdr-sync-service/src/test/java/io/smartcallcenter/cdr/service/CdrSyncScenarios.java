package io.smartcallcenter.cdr.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smartcallcenter.cdr.source.Importer;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Call events come over Kafka and rows from MariaDB; the report says how they agree. */
abstract class CdrSyncScenarios {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String REPORT = "/api/admin/reports/reconciliation";
    private static final AtomicInteger TESTS = new AtomicInteger();

    @Inject
    Pool database;

    @Inject
    ReactiveMongoClient mongo;

    @Inject
    KafkaClientService clients;

    @Inject
    Importer importer;

    @ConfigProperty(name = "scc.cdr.grace")
    Duration grace;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void rowsThatComeLateAndOutOfOrderAreMatchedOnce() {
        Instant start = nextStart();
        String uniqueid = unique("late");
        play(start, uniqueid, "PJSIP/0001");
        row(start.plusSeconds(5), uniqueid, 3, "PJSIP/0001-00000002", "ANSWERED");
        awaitReport(start, "matched", 1);

        row(start, uniqueid, 0, "PJSIP/0002-00000001", "NO ANSWER");
        row(start.minusSeconds(3300), uniqueid + "x", 7, "PJSIP/0003-00000001", "ANSWERED");

        awaitReport(start.minusSeconds(3600), "missing_in_events", 1);
        assertThat(storedRows(uniqueid)).as("imported exactly once").isEqualTo(2);
        report(start)
                .body("calls", equalTo(1))
                .body("matched", equalTo(1))
                .body("leftovers.size()", equalTo(0))
                .body("truncated", equalTo(false));
    }

    /** FreePBX's defaults, where an old Asterisk did not write them. */
    @Test
    void legsWithoutANumberAndALinkedidAreEachARow() {
        Instant start = nextStart();
        String uniqueid = unique("old");
        execute(
                "INSERT INTO cdr (calldate, channel, dstchannel, lastapp, duration, billsec, disposition, uniqueid, linkedid, sequence) VALUES"
                        + Stream.of("PJSIP/0001-00000001", "PJSIP/0002-00000002")
                                .map(leg -> "('" + text(start) + "', 'PJSIP/trunk-00000000', '" + leg
                                        + "', 'Queue', 4, 4, 'ANSWERED', '" + uniqueid + "', '', 0)")
                                .collect(Collectors.joining(", ")));

        awaitRows(uniqueid, 2);
    }

    @Test
    void aVerdictIsToldOnceForEachChange() {
        Instant start = nextStart();
        String uniqueid = unique("told");
        play(start, uniqueid, "PJSIP/0001");
        awaitReport(start, "missing_in_cdr", 1);

        play(start, uniqueid, "PJSIP/0001");
        // a repetition that comes between a judgement and its being kept has the call judged, and told, once more
        awaitJudged(uniqueid, start);
        row(start, uniqueid, 0, "PJSIP/0001-00000002", "ANSWERED");
        awaitReport(start, "matched", 2);
        play(start, uniqueid, "PJSIP/0001");
        awaitJudged(uniqueid, start);

        assertThat(published(uniqueid))
                .extracting(Envelope::data)
                .hasExactlyElementsOfTypes(CdrEvent.Missing.class, CdrEvent.Matched.class);
    }

    @Test
    void aMatchWhoseRowsGrowIsToldAgainUnderAnotherId() {
        Instant start = nextStart();
        String uniqueid = unique("grow");
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0002-00000001", "NO ANSWER");
        row(start, uniqueid, 3, "PJSIP/0001-00000002", "ANSWERED");
        awaitReport(start, "matched", 1);
        awaitRows(uniqueid, 2);
        row(start, uniqueid, 4, "PJSIP/0003-00000003", "NO ANSWER");
        awaitRows(uniqueid, 3);
        awaitJudged(uniqueid, start);

        List<Envelope<?>> told = published(uniqueid).stream()
                .filter(envelope -> envelope.data() instanceof CdrEvent.Matched)
                .toList();
        assertThat(told).last().extracting(Envelope::data).isEqualTo(new CdrEvent.Matched("pbx1/" + uniqueid, 3, 4));
        assertThat(told).extracting(envelope -> envelope.meta().id()).doesNotHaveDuplicates();
    }

    @Test
    void anOperatorWhoDiffersIsALeftoverWithTheReason() {
        Instant start = nextStart();
        String uniqueid = unique("diff");
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0002-00000001", "ANSWERED");

        awaitReport(start, "mismatched", 1);
        report(start)
                .body("leftovers.state", hasItem("MISMATCHED"))
                .body("leftovers.call_id", hasItem("pbx1/" + uniqueid));
    }

    @Test
    void aGapExplainsItsCallHoweverManyCameLater() {
        Instant start = nextStart();
        Instant later = Instant.parse("2090-01-01T00:00:00Z");
        gaps(IntStream.range(0, 1_100)
                .mapToObj(i -> gap(later.plusSeconds(60L * i)))
                .toList());
        gaps(List.of(gap(start)));

        play(start, unique("gap"), "PJSIP/0001");

        awaitReport(start, "missing_in_cdr", 1);
        report(start).body("leftovers[0].codes", hasItem("GATEWAY_GAP"));
    }

    /** As the gateway tells it: when the links are back. */
    @Test
    void aGapThatIsToldAfterTheVerdictExplainsItStill() {
        Instant start = nextStart();
        row(start, unique("over"), 0, "PJSIP/0001-00000001", "ANSWERED");
        awaitReport(start, "missing_in_events", 1);
        row(start.plusSeconds(30), unique("away"), 0, "PJSIP/0001-00000001", "ANSWERED");
        awaitReport(start, "missing_in_events", 2);
        report(start).body("leftovers.codes.flatten()", everyItem(equalTo("NO_EVENT")));

        sendNode(new NodeEvent.Gap("pbx1", NodeEvent.Link.AMI, start.plusSeconds(10), start.plusSeconds(40)));

        await().atMost(SOON).untilAsserted(() -> report(start)
                .body("leftovers[0].codes", contains("NO_EVENT"))
                .body("leftovers[1].codes", contains("NO_EVENT", "GATEWAY_GAP")));
    }

    /** A call that vanished while the links were away is closed with the time of their loss. */
    @Test
    void aLostCallIsExplainedByTheGapThatBeginsAtItsEndAndByARestartOnlyIfThereWasOne() {
        Instant start = nextStart();
        Instant killed = start.plusSeconds(120);
        lose(unique("gone"), start, start.plusSeconds(10));
        lose(unique("kill"), killed, killed.plusSeconds(10));
        sendNode(new NodeEvent.Snapshot("pbx1", 0, 0, 0, 0, 1, killed.plusSeconds(20)));
        sendNode(new NodeEvent.Gap("pbx1", NodeEvent.Link.AMI, killed.plusSeconds(10), killed.plusSeconds(40)));
        sendNode(new NodeEvent.Gap("pbx1", NodeEvent.Link.AMI, start.plusSeconds(10), start.plusSeconds(40)));

        await().atMost(SOON).untilAsserted(() -> report(start)
                .body("leftovers[0].codes", contains("NO_ROW", "GATEWAY_GAP"))
                .body("leftovers[1].codes", contains("ASTERISK_RESTART", "GATEWAY_GAP")));
    }

    private void lose(String uniqueid, Instant start, Instant lost) {
        String call = "pbx1/" + uniqueid;
        send(uniqueid, start, 0, new CallEvent.Started(call, uniqueid, new Party("1", ""), "700", "x", "PJSIP/trunk"));
        send(
                uniqueid,
                start.plusSeconds(1),
                1,
                new CallEvent.Answered(
                        call, call + "/e", call + "/o", "support", new Agent("PJSIP/0001", "One"), 1000, 500));
        received(
                uniqueid,
                lost,
                lost.plusSeconds(31),
                2,
                new CallEvent.Released(
                        call,
                        call + "/e",
                        call + "/o",
                        "support",
                        new Agent("PJSIP/0001", "One"),
                        9_000,
                        CallEvent.EndedBy.UNKNOWN));
        received(uniqueid, lost, lost.plusSeconds(31), 3, new CallEvent.Ended(call, 0, 10_000));
    }

    /** The PBX is five minutes ahead; gaps are by the clock of the gateway. */
    @Test
    void aCallIsComparedWithGapsByOurClock() {
        Instant start = nextStart();
        String uniqueid = unique("ahead");
        String call = "pbx1/" + uniqueid;
        Instant told = start.plusSeconds(300);
        gaps(List.of(gap(start.plusSeconds(4))));
        send(uniqueid, told, 0, new CallEvent.Started(call, uniqueid, new Party("1", ""), "700", "x", "PJSIP/trunk"));
        send(
                uniqueid,
                told.plusSeconds(1),
                1,
                new CallEvent.Answered(
                        call, call + "/e", call + "/o", "support", new Agent("PJSIP/0001", "One"), 1000, 500));
        received(uniqueid, told.plusSeconds(9), start.plusSeconds(9), 2, new CallEvent.Ended(call, 16, 9_000));
        awaitReport(start, "missing_in_cdr", 1);

        report(start).body("leftovers[0].codes", contains("NO_ROW", "GATEWAY_GAP"));
    }

    private static Document gap(Instant from) {
        return new Document("_id", UUID.randomUUID().toString())
                .append("node", "pbx1")
                .append("from", Date.from(from))
                .append("to", Date.from(from.plusSeconds(2)));
    }

    private void gaps(List<Document> gaps) {
        mongo.getDatabase("scc_cdr")
                .getCollection("gaps", Document.class)
                .insertMany(gaps)
                .await()
                .atMost(SOON);
    }

    @Test
    void whatWasNotHeardYetIsNotMissing() {
        Instant start = nextStart();
        String uniqueid = unique("wait");
        io.smallrye.reactive.messaging.kafka.KafkaConsumer<String, Envelope<?>> consumer =
                clients.getConsumer("call-events");
        consumer.pause().await().atMost(SOON);
        try {
            play(start, uniqueid, "PJSIP/0001");
            row(start, uniqueid, 0, "PJSIP/0001-00000001", "ANSWERED");
            awaitRows(uniqueid, 1);
            // two rounds of the judge more than it takes from the row to its verdict
            Instant due = Instant.now().plus(grace).plusSeconds(3);
            await().atMost(SOON).until(() -> importer.importedUntil("pbx1").isAfter(due));
            report(start).body("pending", equalTo(1)).body("missing_in_events", equalTo(0));
        } finally {
            consumer.resume().await().atMost(SOON);
        }

        awaitReport(start, "matched", 1);
        assertThat(published(uniqueid)).extracting(Envelope::data).hasOnlyElementsOfType(CdrEvent.Matched.class);
    }

    @Test
    void anOutboundCallIsCountedNowhere() {
        Instant start = nextStart();
        String uniqueid = unique("outb");
        insert(text(start), uniqueid, 0, "PJSIP/trunk-00000001", "ANSWERED", "Dial", 4);
        awaitRows(uniqueid, 1);
        awaitJudged(uniqueid, start.plusSeconds(60));

        report(start).body("calls", equalTo(1)).body("missing_in_events", equalTo(0));
    }

    @Test
    void aCallOfANodeWithoutADatabaseIsPending() {
        Instant start = nextStart();
        String uniqueid = unique("node");
        play("pbx9", start, uniqueid, "PJSIP/0001", uniqueid);
        awaitJudged(uniqueid, start);

        report(start).body("calls", equalTo(2)).body("pending", equalTo(1));
    }

    @Test
    void aRowWithoutNumbersStopsNobody() {
        execute("ALTER TABLE cdr MODIFY duration int NULL, MODIFY billsec int NULL, MODIFY sequence int NULL,"
                + " MODIFY disposition varchar(45) NULL");
        Instant start = nextStart();
        String uniqueid = unique("null");
        insert(text(start), uniqueid, null, "PJSIP/0001-00000001", null, "Queue", null);
        awaitRows(uniqueid, 1);

        awaitJudged(uniqueid, start.plusSeconds(60));
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheNextCallIsStillSeen() {
        Instant start = nextStart();
        String uniqueid = unique("next");
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("call-events", "pbx1/" + uniqueid, ("poison " + uniqueid).getBytes()));
        }
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0001-00000001", "ANSWERED");

        awaitReport(start, "matched", 1);
        awaitLetter(value -> value.equals("poison " + uniqueid));
    }

    @Test
    void anEventOfAnImpossibleTimeIsBuriedAndTheNextCallIsStillSeen() {
        Instant start = nextStart();
        String uniqueid = unique("time");
        String call = "pbx1/" + uniqueid;
        // readable as an instant, but not as the milliseconds of a date
        send(uniqueid, Instant.parse("+999999999-01-01T00:00:00Z"), 9, new CallEvent.Ended(call, 99, 0));
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0001-00000001", "ANSWERED");

        awaitReport(start, "matched", 1);
        awaitLetter(value -> value.contains(call));
    }

    @Test
    void aBrokenHeaderStopsNobody() {
        Instant start = nextStart();
        String uniqueid = unique("head");
        ProducerRecord<String, byte[]> broken = new ProducerRecord<>(
                "call-events",
                "pbx1/" + uniqueid,
                ("{\"type\":\"call.ended\",\"callId\":\"pbx1/" + uniqueid + "\"}").getBytes());
        Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/x", "ce_type", "x", "ce_time", "yesterday")
                .forEach((name, value) -> broken.headers().add(name, value.getBytes()));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(broken);
        }
        play(start, uniqueid, "PJSIP/0001");
        row(start, uniqueid, 0, "PJSIP/0001-00000001", "ANSWERED");

        awaitReport(start, "matched", 1);
        awaitLetter(value -> value.contains("pbx1/" + uniqueid));
    }

    @Test
    void anUnknownParameterIsNamed() {
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .queryParam("from", "2024-03-01T00:00:00Z")
                .queryParam("to", "2024-03-02T00:00:00Z")
                .queryParam("tz", "Asia/Almaty")
                .get(REPORT)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("tz"));
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

    /** Later than that of any test before: a table without an id is read from its latest calldate minus the window. */
    Instant nextStart() {
        return month().plus(Duration.ofHours(6L * TESTS.incrementAndGet()));
    }

    static String unique(String name) {
        return name + UUID.randomUUID().toString().substring(0, 8);
    }

    void awaitReport(Instant start, String field, int count) {
        await().atMost(SOON).untilAsserted(() -> report(start).body(field, equalTo(count)));
    }

    void awaitRows(String uniqueid, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(storedRows(uniqueid)).isEqualTo(count));
    }

    /** What was sent of the call has been judged when a call that was sent after it, in the same partition, has been. */
    private void awaitJudged(String uniqueid, Instant start) {
        int before = report(start).extract().path("matched");
        String marker = unique("mark");
        play("pbx1", start, marker, "PJSIP/0001", uniqueid);
        row(start, marker, 0, "PJSIP/0001-00000001", "ANSWERED");
        awaitReport(start, "matched", before + 1);
        await().atMost(SOON)
                .until(() -> mongo.getDatabase("scc_cdr")
                                .getCollection("verdicts")
                                .countDocuments(Filters.eq("dirty", true))
                                .await()
                                .atMost(SOON)
                        == 0);
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

    int storedRows(String uniqueid) {
        return mongo.getDatabase("scc_cdr")
                .getCollection("cdr")
                .find(Filters.eq("callId", "pbx1/" + uniqueid))
                .collect()
                .asList()
                .await()
                .atMost(SOON)
                .size();
    }

    private List<Envelope<?>> published(String uniqueid) {
        List<Envelope<?>> found = new ArrayList<>();
        try (KafkaConsumer<String, Envelope<?>> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new EnvelopeDeserializer())) {
            consumer.assign(consumer.partitionsFor("cdr-events").stream()
                    .map(info -> new TopicPartition("cdr-events", info.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (("pbx1/" + uniqueid).equals(record.key())) {
                        found.add(record.value());
                    }
                });
            }
        }
        return found;
    }

    private void awaitLetter(Predicate<String> wanted) {
        try (KafkaConsumer<String, String> letters = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            letters.assign(List.of(new TopicPartition("call-events.dlq", 0)));
            letters.seekToBeginning(letters.assignment());
            await().pollInSameThread().atMost(SOON).until(() -> {
                boolean[] found = {false};
                letters.poll(Duration.ofMillis(200)).forEach(letter -> found[0] |= wanted.test(letter.value()));
                return found[0];
            });
        }
    }

    void play(Instant start, String uniqueid, String operator) {
        play("pbx1", start, uniqueid, operator, uniqueid);
    }

    private void play(String node, Instant start, String uniqueid, String operator, String key) {
        String call = node + "/" + uniqueid;
        send(
                key,
                start,
                0,
                new CallEvent.Started(call, uniqueid, new Party("1", ""), "700", "internal", "PJSIP/trunk"));
        send(
                key,
                start.plusSeconds(1),
                1,
                new CallEvent.Answered(
                        call, call + "/e", call + "/o", "support", new Agent(operator, "One"), 1000, 500));
        send(key, start.plusSeconds(2), 2, new CallEvent.Ended(call, 16, 60_000));
    }

    private void send(String key, Instant time, int number, CallEvent event) {
        received(key, time, null, number, event);
    }

    private void received(String key, Instant time, Instant receivedAt, int number, CallEvent event) {
        String call = event.callId();
        send(
                "call-events",
                key,
                new EventMeta(call + "/" + number, "/asterisk/pbx1", call, time, 0, 0, receivedAt, null),
                event);
    }

    private void sendNode(NodeEvent event) {
        String id = "node/" + UUID.randomUUID();
        send("node-events", event.node(), EventMeta.of(id, "/asterisk/pbx1", event.node(), Instant.now()), event);
    }

    private void send(String topic, String key, EventMeta meta, SccEvent event) {
        try (KafkaProducer<String, Envelope<?>> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new EnvelopeSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, new Envelope<>(meta, event)));
        }
    }

    void row(Instant calldate, String uniqueid, int sequence, String dstChannel, String disposition) {
        insert(text(calldate), uniqueid, sequence, dstChannel, disposition, "Queue", 4);
    }

    private static String text(Instant calldate) {
        return calldate.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
    }

    void insert(
            String calldate,
            String uniqueid,
            Integer sequence,
            String dstChannel,
            String disposition,
            String lastapp,
            Integer seconds) {
        database.preparedQuery(
                        "INSERT INTO cdr (calldate, channel, dstchannel, lastapp, duration, billsec, disposition,"
                                + " uniqueid, linkedid, sequence) VALUES (?, 'PJSIP/trunk-00000000', ?, ?, ?, ?, ?, ?, ?, ?)")
                .execute(Tuple.from(Arrays.asList(
                        calldate, dstChannel, lastapp, seconds, seconds, disposition, uniqueid, uniqueid, sequence)))
                .await()
                .atMost(SOON);
    }

    void execute(String sql) {
        database.query(sql).execute().await().atMost(SOON);
    }
}
