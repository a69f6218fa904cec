package io.smartcallcenter.notification.console;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.notification.alert.AlertKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class ConsoleTest {

    @Test
    void thePageIsOpenAndItsScriptComesFromHere() {
        String page = when().get("/").then().statusCode(200).extract().asString();
        Matcher script = Pattern.compile("<script type=\"module\" src=\"(/static/[^\"]+)\"")
                .matcher(page);

        assertThat(page).contains("<scc-console>").doesNotContain("http://", "https://");
        assertThat(script.find()).isTrue();
        String bundle =
                when().get(script.group(1)).then().statusCode(200).extract().asString();
        assertThat(bundle).contains("scc.v1.json");
    }

    @Test
    void thePolicyAllowsOwnFilesOnly() {
        String policy = given().get("/").header("Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
    }

    @Test
    void theTokenServiceOfAnotherOriginIsTheOnlyOtherPlaceToConnectTo() {
        assertThat(SecurityHeaders.policyFor(Optional.of("https://id.example.org/realms/scc/token")))
                .contains("connect-src 'self' https://id.example.org;");
        assertThat(SecurityHeaders.policyFor(Optional.of("/auth/token"))).contains("connect-src 'self';");
    }

    @Test
    void theConfigurationIsOpenAndNamesNoTokenServiceWhenNoneIsSet() {
        String tokenUrl = when().get("/console-config.json")
                .then()
                .statusCode(200)
                .extract()
                .path("tokenUrl");

        assertThat(tokenUrl).isEmpty();
    }

    @Test
    void thePageKnowsWhichAdviceIsTheServersOwn() {
        when().get("/console-config.json")
                .then()
                .body("advice.size()", equalTo(AlertKind.values().length))
                .body("advice.link-down", equalTo(AlertKind.LINK_DOWN.advice()));
    }
}
