package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.TestSettings;
import io.smartcallcenter.cdr.privacy.ErasedNumber;
import io.smartcallcenter.cdr.privacy.Erasure;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left of a number, also when the rows and the events are read again. */
@Tag("storage")
class ErasuresTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String DIGITS = "77010000067";

    private ReactiveMongoClientImpl client;
    private ReactiveMongoDatabase database;
    private CdrStore store;
    private AuditStore audit;

    @BeforeEach
    void start() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
        database = client.getDatabase(TestDatabase.freshName());
        store = new CdrStore(database, new TestSettings(10, Duration.ofSeconds(10)));
        audit = new AuditStore(store);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private Erasure erase(String number) {
        return result(new Erasures(store, audit).erase(ErasedNumber.of(number), "anna", "request", START));
    }

    private static CdrRow incoming(String src, String cnum) {
        return new CdrRow(
                "pbx1/in",
                "in",
                0,
                START,
                src,
                "700",
                "PJSIP/trunk-00000001",
                "PJSIP/0001-00000002",
                "Queue",
                "ANSWERED",
                9,
                7,
                new CdrRow.Extras(
                        "support,,,,", "700", cnum, "Ivan", "in-700-" + DIGITS + "-20260301-100000-1.0.wav", ""));
    }

    private static final CdrRow OUTGOING = new CdrRow(
            "pbx1/out",
            "out",
            0,
            START,
            "0001",
            DIGITS,
            "Local/" + DIGITS + "@from-internal-00000001;1",
            "PJSIP/trunk-00000003",
            "Dial",
            "ANSWERED",
            9,
            7,
            new CdrRow.Extras("PJSIP/" + DIGITS + "@trunk,300", "", "0001", "Olga", "", ""));

    private static final CdrRow OTHER = new CdrRow(
            "pbx1/other",
            "other",
            0,
            START,
            "1" + DIGITS,
            "700",
            "PJSIP/trunk-00000004",
            "",
            "Queue",
            "NO ANSWER",
            9,
            7,
            new CdrRow.Extras("", "", "1" + DIGITS, "Boris", "", ""));

    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String collection : List.of("cdr", "calls", "verdicts", "erasures")) {
            result(database.getCollection(collection).find().collect().asList()).stream()
                    .map(Document::toJson)
                    .forEach(all::append);
        }
        return all.toString();
    }

    private CdrRow stored(String call) {
        return CdrDocuments.read(
                result(store.rowDocuments(List.of("pbx1/" + call))).get(0));
    }

    @Test
    void theNumberAndTheNameThatCameWithItAreGoneAndOthersStay() {
        CdrRow incoming = incoming("+7 (701) 000-00-67", DIGITS);
        result(store.saveRows(List.of(incoming, OUTGOING, OTHER), START));

        Erasure erasure = erase("+" + DIGITS);

        assertThat(erasure.finished()).isTrue();
        assertThat(erasure.rows()).isEqualTo(2);
        assertThat(everything().replace("1" + DIGITS, "")).doesNotContain(DIGITS, "000-00-67", "Ivan");
        assertThat(stored("other")).isEqualTo(OTHER);
        assertThat(stored("in").operator()).isEqualTo("PJSIP/0001");
        assertThat(stored("in").extras().recordingfile()).isEqualTo("in-700-******-20260301-100000-1.0.wav");
        assertThat(stored("out").src()).isEqualTo("0001");
        assertThat(stored("out").extras().cnam()).isEqualTo("Olga");
        assertThat(stored("out").dst()).isEqualTo("******");
        assertThat(erase(DIGITS).rows()).isZero();
    }

    @Test
    void whatIsReadAgainIsNotBroughtBack() {
        CdrRow incoming = incoming(DIGITS, DIGITS);
        result(store.saveRows(List.of(incoming, OUTGOING), START));
        erase(DIGITS);

        result(store.saveRows(List.of(OTHER, incoming, OUTGOING), START));
        long fresh = result(store.saveHistory(List.of(incoming, OUTGOING), START, START));

        assertThat(fresh).isZero();
        assertThat(stored("other")).isEqualTo(OTHER);
        assertThat(everything().replace("1" + DIGITS, "")).doesNotContain(DIGITS, "Ivan");
    }

    @Test
    void theSidesOfACallAreErasedAndItsEventsBringNothingBack() {
        CallEvent started = new CallEvent.Started(
                "pbx1/out", "c", new Party("0001", "Olga"), DIGITS, "PJSIP/" + DIGITS + "-00000001", "t");
        var fact = CallFacts.upsert(started, EventMeta.of("e1", "pbx1", "pbx1/out", START));
        result(database.getCollection("calls").bulkWrite(List.of(fact), new BulkWriteOptions()));
        Document side = new Document("queue", "")
                .append("operator", "PJSIP/0001")
                .append("trunk", "PJSIP/" + DIGITS)
                .append("did", DIGITS)
                .append("answered", true)
                .append("talk", 5L);
        result(database.getCollection("verdicts")
                .insertOne(new Document("_id", "pbx1/out")
                        .append("state", "MATCHED")
                        .append("reasons", List.of("by " + DIGITS))
                        .append("seen", side)
                        .append("cdr", null)));

        Erasure erasure = erase(DIGITS);
        result(database.getCollection("calls").bulkWrite(List.of(fact), new BulkWriteOptions()));

        assertThat(erasure.comparisons()).isEqualTo(1);
        assertThat(everything()).doesNotContain(DIGITS).contains("PJSIP/0001");
        assertThat(CallFacts.read(
                                result(store.callDocuments(List.of("pbx1/out"))).get(0))
                        .details()
                        .dialled())
                .isEmpty();
    }

    @Test
    void itIsNotedWithoutTheNumber() {
        erase(DIGITS);

        assertThat(result(audit.erasures(START, START.plusSeconds(1), null, 10)))
                .singleElement()
                .satisfies(noted -> assertThat(noted.reason()).isEqualTo("request"));
        assertThat(everything()).doesNotContain(DIGITS);
    }
}
