package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.notification.feed.Feed;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that end on live sockets. No test waits for that: the hours are moved by hand. */
@QuarkusTest
@TestProfile(OwnIssuer.class)
@WithTestResource(KafkaBackend.class)
class ExpiryTest {

    @TestHTTPResource("/ws/v1")
    URI uri;

    @Inject
    Feed feed;

    @BeforeEach
    void theFeedIsReady() {
        await().atMost(Duration.ofMinutes(3)).until(feed::isReady);
    }

    private TestSocket client(Duration validity) {
        return open(OwnIssuer.token(validity));
    }

    private TestSocket open(String token) {
        return TestSocket.withToken(URI.create(uri.toString().replaceFirst("^http", "ws")), token);
    }

    private static void twoHoursPass() {
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)), Clock.class);
    }

    @Test
    void aTokenThatEndsOnALiveSocketClosesItWith4419AndARenewalKeepsItOpen() throws Exception {
        try (TestSocket renewed = client(Duration.ofHours(1));
                TestSocket notRenewed = client(Duration.ofHours(1))) {
            notRenewed.welcome();
            renewed.welcome();
            renewed.send("{\"id\":1,\"op\":\"auth\",\"token\":\"" + OwnIssuer.token(Duration.ofHours(5)) + "\"}");
            assertThat(renewed.reply(1).path("ok").asBoolean()).isTrue();

            twoHoursPass();
            assertThat(notRenewed.closeCode()).isEqualTo(4419);
            renewed.send("{\"id\":2,\"op\":\"ping\"}");
            assertThat(renewed.reply(2).path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void aRenewalAsAnotherOperatorEndsTheChannelOfTheFirst() throws Exception {
        try (TestSocket client = open(OwnIssuer.supervisor("PJSIP/0001"))) {
            assertThat(client.subscribe(1, "me").path("ok").asBoolean()).isTrue();
            assertThat(client.subscribe(2, "calls").path("ok").asBoolean()).isTrue();
            client.send("{\"id\":3,\"op\":\"auth\",\"token\":\"" + OwnIssuer.supervisor("PJSIP/0001") + "\"}");
            assertThat(client.reply(3).at("/result/unsubscribed")).isEmpty();

            client.send("{\"id\":4,\"op\":\"auth\",\"token\":\"" + OwnIssuer.supervisor("PJSIP/0002") + "\"}");
            assertThat(client.reply(4).at("/result/unsubscribed"))
                    .extracting(JsonNode::asText)
                    .containsExactly("me");
            assertThat(client.subscribe(5, "me").path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void anExpiredTokenAndOneOfAnotherIssuerAreRefused() throws Exception {
        assertThat(client(Duration.ofMinutes(-5)).closeCode()).isEqualTo(4401);
        assertThat(open(OwnIssuer.foreignToken()).closeCode()).isEqualTo(4401);
    }
}
