package io.smartcallcenter.notification.customer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.notification.Caller;
import io.smartcallcenter.notification.NotificationDatabase;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customers, as a console works with them. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class CustomersTest {

    private static final String ALL = "/api/customers";

    @TestHTTPResource
    String url;

    @Inject
    ReactiveMongoClient mongo;

    private final String number = number();
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

    static RequestSpecification as(String... roles) {
        return given().auth().oauth2(TestTokens.of(roles)).contentType("application/json");
    }

    static String number() {
        return Caller.anyNumber();
    }

    private static ValidatableResponse create(Object body) {
        return as("operator").body(body).post(ALL).then();
    }

    private static String id(Object body) {
        return create(body).statusCode(201).extract().path("id");
    }

    @Test
    void aCustomerIsAddedReadChangedAndDeleted() {
        String path = create(Map.of(
                        "name",
                        "Ann Lee",
                        "numbers",
                        List.of(number.substring(0, 5) + " (" + number.substring(5, 8) + ") " + number.substring(8)),
                        "email",
                        "ann@example.com",
                        "tags",
                        List.of("vip"),
                        "note",
                        "two\nlines"))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("numbers", contains(number))
                .body("created_by", equalTo("test"))
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
        as("supervisor")
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", equalTo("Ann Lee"))
                .body("note", equalTo("two\nlines"))
                .body("last_calls", hasSize(0))
                .body("comments", hasSize(0));
        Map<String, Object> changed = Map.of("name", "Ann Li", "numbers", List.of(number));
        as("operator").body(changed).put(path).then().statusCode(428);
        as("operator")
                .header("If-Match", "\"1\"")
                .body(changed)
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("Ann Li"));
        as("operator")
                .header("If-Match", "\"1\"")
                .body(changed)
                .put(path)
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        as("operator").header("If-Match", "\"2\"").delete(path).then().statusCode(403);
        as("supervisor").header("If-Match", "\"1\"").delete(path).then().statusCode(412);
        as("supervisor").header("If-Match", "\"2\"").delete(path).then().statusCode(204);
        as("supervisor").get(path).then().statusCode(404).contentType("application/problem+json");
        id(changed);
    }

    @Test
    void aNumberBelongsToOneCustomer() {
        String owner = id(Map.of("name", "Owner", "numbers", List.of("0001" + word.hashCode(), number)));
        create(Map.of("name", "Other", "numbers", List.of(number)))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("customer", equalTo(owner))
                .body("violations[0].field", equalTo("numbers"))
                .body("detail", containsString(owner));
        String other = id(Map.of("name", "Other"));
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Other", "numbers", List.of(number())))
                .put(ALL + "/" + other)
                .then()
                .statusCode(200);
        as("operator")
                .header("If-Match", "\"2\"")
                .body(Map.of("name", "Other", "numbers", List.of(number(), number)))
                .put(ALL + "/" + other)
                .then()
                .statusCode(409)
                .body("customer", equalTo(owner));
        as("operator")
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Owner", "numbers", List.of(number(), number)))
                .put(ALL + "/" + owner)
                .then()
                .statusCode(200);
    }

    @Test
    void anExternalIdBelongsToOneCustomer() {
        String owner = id(Map.of("name", "Owner", "external_id", word));
        create(Map.of("name", "Other", "external_id", word))
                .statusCode(409)
                .body("customer", equalTo(owner))
                .body("violations[0].field", equalTo("external_id"));
    }

    @Test
    void customersAreFoundByNumberPrefixAndTag() {
        String ann = id(Map.of("name", "Ann " + word, "company", word + "-Corp", "numbers", List.of(number)));
        String bob = id(Map.of("name", word + " Bob", "tags", List.of(word, "vip")));
        as("operator").queryParam("number", number).get(ALL).then().body("customers.id", contains(ann));
        as("operator")
                .queryParam("q", word.toUpperCase())
                .get(ALL)
                .then()
                .body("customers.id", containsInAnyOrder(ann, bob));
        as("operator").queryParam("q", "ann " + word).get(ALL).then().body("customers.id", contains(ann));
        as("operator").queryParam("tag", word).get(ALL).then().body("customers.id", contains(bob));
        as("operator").queryParam("q", ".*").get(ALL).then().body("customers", hasSize(0));
        as("operator").queryParam("tag", "{$ne: null}").get(ALL).then().body("customers", hasSize(0));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<String> all =
                List.of(id(Map.of("name", word + "a")), id(Map.of("name", word + "b")), id(Map.of("name", word + "b")));
        JsonPath first = as("operator")
                .queryParam("q", word)
                .queryParam("limit", 2)
                .get(ALL)
                .jsonPath();
        JsonPath second = as("operator")
                .queryParam("q", word)
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("next_cursor"))
                .get(ALL)
                .jsonPath();
        List<String> ids = new ArrayList<>(first.getList("customers.id", String.class));
        ids.addAll(second.getList("customers.id", String.class));
        assertThat(ids).containsExactlyInAnyOrderElementsOf(all);
        assertThat(second.getString("next_cursor")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,x", "limit,1001", "cursor,abc", "number,abc", "q,' '", "format,xlsx", "unknown,1"})
    void aParameterThatCannotBeReadIsNamed(String name, String value) {
        as("operator")
                .queryParam(name, value)
                .get(ALL)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name",
                "{\"name\":\"  \"} | name",
                "{\"name\":\"a\\r\\nb\"} | name",
                "{\"name\":\"a\\u0000b\"} | name",
                "{\"name\":\"a\\ud800b\"} | name",
                "{\"name\":\"a\",\"numbers\":[\"+77010000067\",\"anonymous\"]} | numbers[1]",
                "{\"name\":\"a\",\"numbers\":[null]} | numbers[0]",
                "{\"name\":\"a\",\"email\":\"no\"} | email",
                "{\"name\":\"a\",\"tags\":[\"a;b\"]} | tags[0]",
                "{\"name\":\"a\",\"tags\":[\"a\\nb\"]} | tags[0]",
                "{\"name\":\"a\",\"note\":\"a\\u001bb\"} | note"
            })
    void whatCannotBeKeptIsNamed(String body, String field) {
        create(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(field))
                .body("violations[0].in", equalTo("body"));
    }

    @Test
    void textsAndListsHaveBounds() {
        create(Map.of("name", "x".repeat(201))).statusCode(400).body("violations[0].field", equalTo("name"));
        create(Map.of("name", "x".repeat(500_000))).statusCode(400).body("violations[0].field", equalTo("name"));
        create(Map.of("name", "x", "note", "x".repeat(4001)))
                .statusCode(400)
                .body("violations[0].field", equalTo("note"));
        create(Map.of("name", "x", "numbers", Collections.nCopies(21, "1")))
                .statusCode(400)
                .body("violations[0].field", equalTo("numbers"));
    }

    @Test
    void aBodyOfUnknownLengthHasTheSameBound() throws Exception {
        byte[] body = ("{\"name\":\"" + "x".repeat(1_100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url).resolve(ALL))
                .header("Authorization", "Bearer " + TestTokens.of("operator"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        // without the bound it would be read, and refused by name
        assertThat(statusOrCut(request)).isEqualTo(413);
    }

    /** Who refuses a body need not read it to its end: then the connection is cut while we write. */
    private static int statusOrCut(HttpRequest request) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException cut) {
            return 413;
        }
    }

    @Test
    void operatorsOfTheDatabaseAreTextOrRefused() {
        create("{\"name\":{\"$gt\":\"\"}}").statusCode(400);
        String id = id(Map.of("name", "$where", "note", "{$set: 1}", "tags", List.of("$in")));
        as("operator")
                .get(ALL + "/" + id)
                .then()
                .body("name", equalTo("$where"))
                .body("tags", contains("$in"));
        as("operator")
                .urlEncodingEnabled(false)
                .get(ALL + "/%7B%24ne%3Anull%7D")
                .then()
                .statusCode(404);
    }

    @Test
    void analystsAndStrangersSeeNothing() {
        as("analyst").get(ALL).then().statusCode(403);
        given().get(ALL).then().statusCode(401);
    }

    @Test
    void commentsAreWrittenAndDeletedByTheirAuthor() {
        String comments = ALL + "/" + id(Map.of("name", "Ann")) + "/comments";
        String id = as("operator")
                .body(Map.of("text", "first\nwords"))
                .post(comments)
                .then()
                .statusCode(201)
                .body("by", equalTo("test"))
                .extract()
                .path("id");
        as("operator").body(Map.of("text", "second")).post(comments).then().statusCode(201);
        as("operator").get(comments).then().body("comments.text", containsInAnyOrder("second", "first\nwords"));
        as("operator").body(Map.of("text", " ")).post(comments).then().statusCode(400);
        as("operator")
                .body(Map.of("text", "x".repeat(4001)))
                .post(comments)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("text"));
        as("operator").delete(comments + "/" + id).then().statusCode(204);
        as("operator").delete(comments + "/" + id).then().statusCode(404);
        as("operator").get(comments).then().body("comments.text", contains("second"));
        as("operator")
                .body(Map.of("text", "x"))
                .post(ALL + "/nobody/comments")
                .then()
                .statusCode(404);
    }

    @Test
    void aMergeMovesEverythingAndTheMergedOneNamesTheSurvivor() {
        String second = number();
        String from = id(
                Map.of("name", "Old Name", "numbers", List.of(number), "tags", List.of("a", "b"), "external_id", word));
        String into = id(Map.of("name", "Ann", "numbers", List.of(second), "tags", List.of("b")));
        as("operator").body(Map.of("text", "of old")).post(ALL + "/" + from + "/comments");
        as("operator")
                .body(Map.of("into", into))
                .post(ALL + "/" + from + "/merge")
                .then()
                .statusCode(403);
        for (int i = 0; i < 2; i++) {
            as("supervisor")
                    .body(Map.of("into", into))
                    .post(ALL + "/" + from + "/merge")
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"")
                    .body("id", equalTo(into))
                    .body("numbers", containsInAnyOrder(number, second))
                    .body("tags", containsInAnyOrder("a", "b"))
                    .body("external_id", equalTo(word));
        }
        as("operator")
                .get(ALL + "/" + into)
                .then()
                .body("comments.text", hasItem("of old"))
                .body("comments.text", hasItem(startsWith("Merged:\nOld Name")));
        as("operator")
                .get(ALL + "/" + from)
                .then()
                .statusCode(404)
                .body("merged_into", equalTo(into))
                .body("detail", containsString(into));
        as("operator").queryParam("q", "old name").get(ALL).then().body("customers.id", not(hasItem(from)));

        String last = id(Map.of("name", "Last"));
        as("supervisor")
                .body(Map.of("into", last))
                .post(ALL + "/" + into + "/merge")
                .then()
                .statusCode(200);
        as("operator").get(ALL + "/" + from).then().statusCode(404).body("merged_into", equalTo(last));
    }

    @Test
    void aMergeThatBrokeOffIsFinishedByAskingAgain() {
        String from = id(Map.of("name", "From", "numbers", List.of(number), "tags", List.of("a")));
        String into = id(Map.of("name", "Into"));
        var customers = mongo.getDatabase(NotificationDatabase.NAME).getCollection(CustomerStore.COLLECTION);
        Document stored =
                customers.find(new Document("_id", from)).toUni().await().atMost(Duration.ofMinutes(3));
        Document half = new Document("_id", from)
                .append("mergedInto", into)
                .append("revision", 2L)
                .append("brings", stored);
        customers.replaceOne(new Document("_id", from), half).await().atMost(Duration.ofMinutes(3));

        as("supervisor")
                .body(Map.of("into", into))
                .post(ALL + "/" + from + "/merge")
                .then()
                .statusCode(200)
                .body("numbers", contains(number))
                .body("tags", contains("a"));
        as("operator").queryParam("number", number).get(ALL).then().body("customers.id", contains(into));
    }

    @Test
    void ofManyWhoWantANumberAtOnceOneGetsIt() throws Exception {
        Map<String, Object> body = Map.of("name", "Fast", "numbers", List.of(number));
        List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> as("operator").body(body).post(ALL).statusCode()))
                .limit(8)
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).filter(status -> status == 201))
                .hasSize(1);
        assertThat(answers.stream().map(CompletableFuture::join).filter(status -> status == 409))
                .hasSize(7);
    }

    @Test
    void aMergeNeedsTwoCustomers() {
        String one = id(Map.of("name", "One"));
        for (Object into : List.of(one, "", " ")) {
            as("supervisor")
                    .body(Map.of("into", into))
                    .post(ALL + "/" + one + "/merge")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("into"));
        }
        as("supervisor").body("{}").post(ALL + "/" + one + "/merge").then().statusCode(400);
        as("supervisor")
                .body(Map.of("into", "nobody"))
                .post(ALL + "/" + one + "/merge")
                .then()
                .statusCode(404);
        as("operator").get(ALL + "/" + one).then().statusCode(200);
    }

    @Test
    void anExportIsSafeForSpreadsheets() {
        id(Map.of("name", word + "=1+1", "company", "=HYPERLINK(\"http://evil\")", "numbers", List.of(number)));
        as("operator").queryParam("format", "csv").get(ALL).then().statusCode(403);
        as("supervisor")
                .queryParam("format", "csv")
                .queryParam("q", word)
                .get(ALL)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", notNullValue())
                .body(startsWith("id,name,company,numbers,email,tags,note,external_id\r\n"))
                .body(containsString("\"'=HYPERLINK(\"\"http://evil\"\")\""))
                .body(containsString("'" + number));
    }

    @Test
    void anErasedNumberIsNobodys() {
        String id = id(Map.of("name", "Ann", "numbers", List.of(number)));
        as("supervisor")
                .body(Map.of("number", number))
                .post(ALL + "/erasure")
                .then()
                .statusCode(403);
        as("admin").body(Map.of("number", "x")).post(ALL + "/erasure").then().statusCode(400);
        as("admin")
                .body(Map.of("number", number))
                .post(ALL + "/erasure")
                .then()
                .statusCode(200)
                .body("customer", equalTo(id))
                .body("numbers_left", equalTo(0))
                .body("elsewhere", not(hasSize(0)));
        as("operator").get(ALL + "/" + id).then().body("numbers", hasSize(0));
        as("operator").queryParam("number", number).get(ALL).then().body("customers", hasSize(0));
    }
}
