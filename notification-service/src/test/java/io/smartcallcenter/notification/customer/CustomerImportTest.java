package io.smartcallcenter.notification.customer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Customers come as a file, good rows and bad ones. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class CustomerImportTest {

    private static final String IMPORT = "/api/customers/import";

    private final String word = "i" + UUID.randomUUID().toString().substring(0, 8);

    private static ValidatableResponse send(String csv, Object... parameters) {
        var request = given().auth()
                .oauth2(TestTokens.of("supervisor"))
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i].toString(), parameters[i + 1]);
        }
        return request.post(IMPORT).then();
    }

    private ValidatableResponse found() {
        return CustomersTest.as("operator")
                .queryParam("q", word)
                .get("/api/customers")
                .then();
    }

    @Test
    void rowsAreAddedChangedAndLeftAsTheyAre() {
        String one = CustomersTest.number();
        String two = CustomersTest.number();
        String csv = "\ufeffName,numbers,tags,external_id,other\r\n"
                + word + " Ann," + one + ";0001,vip;b," + word + "-1,x\r\n"
                + "\"" + word + " Bob, \"\"B\"\"\"," + two + ",,,\r\n";
        send(csv, "dryRun", true)
                .statusCode(200)
                .body("dry_run", is(true))
                .body("added", is(1 + 1))
                .body("bad", is(0));
        found().body("customers", hasSize(0));

        String first = csv.replace(";0001", "");
        send(first).statusCode(200).body("added", is(2)).body("bad", is(0)).body("stopped", equalTo(null));
        found().body("customers.name", contains(word + " Ann", word + " Bob, \"B\""));
        send(first).body("unchanged", is(2)).body("added", is(0)).body("changed", is(0));

        String three = CustomersTest.number();
        send("external_id,numbers,email,name\n" + word + "-1," + three + ",ann@example.com,\n")
                .body("changed", is(1))
                .body("added", is(0));
        found().body("customers.find { it.external_id == '" + word + "-1' }.numbers", containsInAnyOrder(one, three))
                .body("customers.find { it.external_id == '" + word + "-1' }.email", equalTo("ann@example.com"))
                .body("customers.find { it.external_id == '" + word + "-1' }.name", equalTo(word + " Ann"));
    }

    @Test
    void badRowsAreReportedWithTheirLineAndLeftOut() {
        String taken = CustomersTest.number();
        String owner = CustomersTest.as("operator")
                .body(Map.of("name", "Owner", "numbers", List.of(taken)))
                .post("/api/customers")
                .path("id");
        String csv = "name,numbers,email,external_id\n"
                + word + " good,,,\n"
                + "\"" + word + "\nbreak\",,,\n"
                + ",,,\n"
                + word + " bad,abc,,\n"
                + word + " mail,,nobody,\n"
                + "x".repeat(201) + ",,,\n"
                + word + " taken," + taken + ",," + word + "-2\n"
                + word + " last,,,\n";
        // the owner has no external id yet, so the row is the owner's; of another customer's number it is not
        send("name,external_id\n" + word + " two," + word + "-2\n").body("added", is(1));
        send(csv)
                .statusCode(200)
                .body("added", is(2))
                .body("bad", is(6))
                .body("bad_rows.line", contains(3, 5, 6, 7, 8, 9))
                .body("bad_rows.column", contains("name", "name", "numbers", "email", "name", "numbers"))
                .body("bad_rows[5].customer", equalTo(owner));
        found().body("customers.name", containsInAnyOrder(word + " good", word + " last", word + " two"));
    }

    @Test
    void aTrialSeesItsOwnRows() {
        String number = CustomersTest.number();
        String csv = "name,numbers\n" + word + "," + number + "\n" + word + "," + number + "\n" + word + " Li," + number
                + "\n";
        send(csv, "dryRun", true).body("added", is(1)).body("unchanged", is(1)).body("changed", is(1));
        send(csv).body("added", is(1)).body("unchanged", is(1)).body("changed", is(1));
    }

    private static String spaced(String number) {
        return number.replaceFirst("(\\+7)(...)(...)(..)(..)", "$1 $2 $3 $4 $5");
    }

    @Test
    void aNumberMayHaveSpacesAndSeveralHaveASeparator() {
        String ann = CustomersTest.number();
        String bob = CustomersTest.number();
        String other = CustomersTest.number();
        send("name,numbers\n" + word + " Ann," + spaced(ann) + "\n" + word + " Bob,\"" + spaced(bob) + " ; '"
                        + spaced(other) + "\n\"\n")
                .body("bad", is(0))
                .body("added", is(2));
        found().body("customers.name", contains(word + " Ann", word + " Bob"))
                .body("customers[0].numbers", contains(ann))
                .body("customers[1].numbers", containsInAnyOrder(bob, other));
    }

    @Test
    void anExportCanBeImported() {
        String number = CustomersTest.number();
        send("name,company,numbers,note\n" + word + ",=1+1," + number + ",\"two\nlines\"\n")
                .body("added", is(1));
        String csv = CustomersTest.as("supervisor")
                .queryParam("q", word)
                .queryParam("format", "csv")
                .get("/api/customers")
                .asString();
        assertThat(csv).contains("'=1+1");
        send(csv).body("unchanged", is(1)).body("bad", is(0));
        found().body("customers[0].company", equalTo("=1+1"));
    }

    @Test
    void whatIsNoCsvStopsTheImportAndIsSaid() {
        send("name,numbers\n" + word + ",\n\"never closed,\n").statusCode(200).body("stopped", notNullValue());
        send("what,ever\n1,2\n").statusCode(400).body("violations[0].field", equalTo("header"));
        send("").statusCode(400);
        send("name,name\n1,2\n").statusCode(400);
        send("name\n", "dryRun", "maybe").statusCode(400).body("violations[0].field", equalTo("dryRun"));
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .contentType("text/csv")
                .body("name\n")
                .post(IMPORT)
                .then()
                .statusCode(403);
    }

    @Test
    void aThousandBadRowsAreListedAndAllAreCounted() {
        send("name,email\n" + (word + ",bad\n").repeat(1200))
                .body("bad", is(1200))
                .body("bad_rows", hasSize(1000))
                .body("bad_rows[0].reason", not(containsString("bad")));
    }

    @Test
    void aFileMayBeLargerThanOtherBodies() {
        send("name\n" + ("x".repeat(150) + "\n").repeat(1) + "#".repeat(2_000_000) + "\n", "dryRun", true)
                .statusCode(200)
                .body("added", is(1))
                .body("bad", is(1));
    }
}
