package io.smartcallcenter.notification.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.CustomerEvent.Card;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Caller;
import io.smartcallcenter.notification.Topics;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** MongoDB is away: phones ring on, and cards say who calls. */
@QuarkusTest
@TestProfile(CardsWithoutDatabaseTest.Away.class)
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class CardsWithoutDatabaseTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    /** Nobody listens on port 1. */
    public static class Away implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.mongodb.connection-string",
                    "mongodb://127.0.0.1:1",
                    "quarkus.mongodb.server-selection-timeout",
                    "1S",
                    "scc.notification.cards.patience",
                    "1S");
        }
    }

    @Test
    void cardsComeWithoutCustomersOneCallAfterTheOther() {
        try (Topics topics = new Topics(bootstrap)) {
            for (int i = 0; i < 2; i++) {
                Caller caller = Caller.now(Caller.anyNumber());
                topics.send(
                        Topic.CALL_EVENTS,
                        caller.call,
                        caller.started(),
                        caller.joined("support"),
                        caller.rings("support", Caller.AGENT));
                Card card = (Card) topics.awaitRecord(Topic.CUSTOMER_CARDS, caller.call, each -> true)
                        .get(0)
                        .data();
                assertThat(card.caller().number()).isEqualTo(caller.number);
                assertThat(card.customer()).isNull();
            }
        }
    }

    @Test
    void customersAreAnsweredWithServiceUnavailable() {
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.of("operator"))
                .get("/api/customers")
                .then()
                .statusCode(503)
                .contentType("application/problem+json");
    }
}
