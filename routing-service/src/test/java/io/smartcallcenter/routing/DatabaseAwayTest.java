package io.smartcallcenter.routing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody listens where MongoDB should be. That calls are decided all the same is seen in {@link RoutingServiceTest}. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class DatabaseAwayTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ParameterizedTest
    @CsvSource({"GET, /draft", "PUT, /draft/queues/night", "POST, /publish", "GET, /audit"})
    void changesAndTheirHistoryAreForLater(String method, String path) {
        given().auth()
                .oauth2(TestTokens.of("supervisor"))
                .header("If-Match", "\"0\"")
                .contentType("application/json")
                .body("{}")
                .request(method, "/api/routing" + path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("5"));
    }

    @Test
    void theRulesInForceAreKnownAndTheServiceIsReady() {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> given().get(management.resolve("/health/ready")).statusCode() == 200);
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .accept("application/json")
                .get("/api/routing/rules")
                .then()
                .statusCode(200)
                .body("default.queue", equalTo("support"));
    }
}
