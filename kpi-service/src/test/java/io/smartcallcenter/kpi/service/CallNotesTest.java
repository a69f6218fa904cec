package io.smartcallcenter.kpi.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.NoteEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.kpi.CallStory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People write on calls: who, when, and what they wrote before. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class CallNotesTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private final String call = "1764000000." + UUID.randomUUID();
    private final String path = "/api/calls/pbx1/" + call;

    @BeforeEach
    void aCall() {
        try (KafkaSide kafka = new KafkaSide(bootstrap)) {
            kafka.send(new CallStory(Instant.parse("2026-05-03T10:00:00Z"), call)
                    .started(CallStory.NUMBER, CallStory.NAME)
                    .events());
        }
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> as("admin").get(path).then().statusCode(200));
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(TestTokens.of(roles)).contentType("application/json");
    }

    private ValidatableResponse comment(String text) {
        return as("operator")
                .body(Map.of("text", text))
                .post(path + "/comments")
                .then();
    }

    @Test
    void aCommentIsWrittenChangedAndWithdrawnAndNothingIsLost() {
        String comment = path + "/comments/"
                + comment("first words")
                        .statusCode(201)
                        .header("ETag", "\"1\"")
                        .body("by", equalTo("test"))
                        .body("text", equalTo("first words"))
                        .extract()
                        .path("comment_id");
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of("text", "better words"))
                .put(comment)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("earlier.text", contains("first words"));
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of("text", "of somebody who has not seen it"))
                .put(comment)
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        as("operator").body(Map.of("text", "blind")).put(comment).then().statusCode(428);
        as("operator").header("If-Match", "\"2\"").delete(comment).then().statusCode(204);
        as("admin").header("If-Match", "\"3\"").delete(comment).then().statusCode(404);

        as("supervisor")
                .get(path)
                .then()
                .body("comments", hasSize(1))
                .body("comments[0].withdrawn", is(true))
                .body("comments[0]", not(hasKey("text")))
                .body("comments[0].earlier.text", contains("first words", "better words"))
                .body("comments[0].earlier.by", contains("test", "test"));
    }

    @Test
    void everyRevisionIsPublished() {
        String id = comment("first words").statusCode(201).extract().path("comment_id");
        String comment = path + "/comments/" + id;
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of("text", "better words"))
                .put(comment)
                .then()
                .statusCode(200);
        as("operator").header("If-Match", "\"2\"").delete(comment).then().statusCode(204);
        as("operator")
                .body(Map.of("code", "solved"))
                .put(path + "/disposition")
                .then()
                .statusCode(200);
        try (KafkaSide kafka = new KafkaSide(bootstrap)) {
            String callId = "pbx1/" + call;
            assertThat(kafka.awaitEvent("call-notes", callId, event -> revision(event, id) == 1))
                    .isInstanceOfSatisfying(NoteEvent.Written.class, written -> {
                        assertThat(written.noteId()).isEqualTo(id);
                        assertThat(written.kind()).isEqualTo(NoteEvent.Kind.COMMENT);
                        assertThat(written.text()).isEqualTo("first words");
                        assertThat(written.by()).isEqualTo("test");
                    });
            assertThat(kafka.awaitEvent("call-notes", callId, event -> revision(event, id) == 2))
                    .isInstanceOfSatisfying(NoteEvent.Written.class, written -> assertThat(written.text())
                            .isEqualTo("better words"));
            assertThat(kafka.awaitEvent("call-notes", callId, event -> revision(event, id) == 3))
                    .isInstanceOf(NoteEvent.Withdrawn.class);
            kafka.awaitEvent(
                    "call-notes",
                    callId,
                    event -> event instanceof NoteEvent.Written written && "solved".equals(written.code()));
        }
    }

    private static long revision(SccEvent event, String noteId) {
        return event instanceof NoteEvent note && note.noteId().equals(noteId) ? note.revision() : 0;
    }

    @Test
    void aDispositionIsChangedAndTheEarlierOnesAreKept() {
        as("supervisor")
                .body(Map.of("code", "complaint", "note", "about the invoice"))
                .put(path + "/disposition")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of("code", "solved"))
                .put(path + "/disposition")
                .then()
                .statusCode(200)
                .body("code", equalTo("solved"));
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of("code", "late"))
                .put(path + "/disposition")
                .then()
                .statusCode(412);

        as("supervisor")
                .get(path)
                .then()
                .body("disposition.code", equalTo("solved"))
                .body("disposition.by", equalTo("test"))
                .body("disposition.earlier.code", contains("complaint"))
                .body("disposition.earlier.note", contains("about the invoice"));
    }

    @Test
    void anAnalystReadsCommentsWithoutNumbers() {
        comment("call +7 901 000-00-67 back\nsoon").statusCode(201);

        as("analyst").get(path).then().body("comments.text", contains("call +7******67 back\nsoon"));
        as("supervisor").get(path).then().body("comments.text", contains("call +7 901 000-00-67 back\nsoon"));
    }

    @Test
    void whoWritesSeesEarlierWordsOfOthersWithoutNumbersToo() {
        as("supervisor")
                .body(Map.of("code", "x", "note", "call +7 901 000-00-67"))
                .put(path + "/disposition");

        as("operator")
                .body(Map.of("code", "y"))
                .put(path + "/disposition")
                .then()
                .statusCode(200)
                .body("earlier.note", contains("call +7******67"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":null}",
                "{\"text\":\"  \"}",
                "{\"text\":\"a\\u0000b\"}",
                "{\"text\":\"a\\u001bb\"}",
                "{\"text\":\"a\\ud800b\"}"
            })
    void aCommentThatCannotBeKeptIsRefusedByName(String body) {
        as("operator")
                .body(body)
                .post(path + "/comments")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("text"))
                .body("violations[0].in", equalTo("body"));
    }

    @Test
    void aCommentHasAtMost4000Characters() {
        comment("x".repeat(4000)).statusCode(201);
        comment("x".repeat(4001)).statusCode(400).body("violations[0].field", equalTo("text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | code",
                "{\"code\":\"two words\"} | code",
                "{\"code\":\"$where\"} | code",
                "{\"code\":\"x234567890123456789012345678901234567890y\"} | code",
                "{\"code\":\"done\",\"note\":\"a\\u0007b\"} | note"
            })
    void aDispositionThatCannotBeKeptIsRefusedByName(String body, String field) {
        as("operator")
                .body(body)
                .put(path + "/disposition")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void aCallOrACommentThatIsNotKnownIsNotFound() {
        as("operator")
                .body(Map.of("text", "x"))
                .post("/api/calls/pbx1/0.0/comments")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        as("operator")
                .header("If-Match", "1")
                .body(Map.of("text", "x"))
                .put(path + "/comments/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        as("operator")
                .header("If-Match", "abc")
                .body(Map.of("text", "x"))
                .put(path + "/comments/" + UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("If-Match"));
    }

    @Test
    void analystsReadAndDoNotWrite() {
        as("analyst").body(Map.of("text", "x")).post(path + "/comments").then().statusCode(403);
        as("analyst")
                .body(Map.of("code", "x"))
                .put(path + "/disposition")
                .then()
                .statusCode(403);
        given().contentType("application/json")
                .body(Map.of("text", "x"))
                .post(path + "/comments")
                .then()
                .statusCode(401);
    }
}
