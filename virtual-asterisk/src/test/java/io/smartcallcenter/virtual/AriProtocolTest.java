package io.smartcallcenter.virtual;

import static io.smartcallcenter.virtual.Stage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of ARI may expect, over real sockets. */
class AriProtocolTest {

    private static final String APP = "SmartCallCenter";

    private VirtualAsterisk asterisk;

    @BeforeEach
    void start() {
        asterisk = VirtualAsterisk.start(Fixture.options().speed(20));
    }

    @AfterEach
    void stop() {
        asterisk.close();
    }

    private String inStasis(AriClient ari) {
        Call call = asterisk.call("79010000001", "700", CallerPlan.PASSIVE);
        String id = call.uniqueid().join();
        soon().until(() -> ari.events("StasisStart").stream()
                .anyMatch(event -> channel(event).equals(id)));
        return id;
    }

    private static String channel(JsonObject event) {
        return event.getJsonObject("channel").getString("id");
    }

    private static String message(AriClient.Reply reply) {
        return reply.json().getString("message");
    }

    @Test
    void requestsWithoutTheRightPasswordAreRefused() {
        URI uri = URI.create("http://127.0.0.1:" + asterisk.ariPort() + "/ari/channels");
        assertThat(AriClient.send(HttpRequest.newBuilder(uri).build()).status()).isEqualTo(401);
        String wrong = Base64.getEncoder().encodeToString("smart-call-center:guess".getBytes());
        assertThat(AriClient.send(HttpRequest.newBuilder(uri)
                                .header("Authorization", "Basic " + wrong)
                                .build())
                        .status())
                .isEqualTo(401);
        String right = Base64.getEncoder().encodeToString(("smart-call-center:" + Fixture.ARI_PASSWORD).getBytes());
        assertThat(AriClient.send(HttpRequest.newBuilder(uri)
                                .header("Authorization", "Basic " + right)
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void errorsCarryAsterisksMessages() {
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            AriClient.Reply unknown = ari.rest("POST", "channels/1.2/answer");
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(message(unknown)).isEqualTo("Channel not found");
            assertThat(ari.rest("GET", "nonsense").status()).isEqualTo(404);
            assertThat(ari.rest("PUT", "channels").status()).isEqualTo(405);
            assertThat(ari.rest("DELETE", "bridges/none").status()).isEqualTo(404);
            assertThat(ari.rest("DELETE", "playbacks/none").status()).isEqualTo(404);
            assertThat(message(ari.rest("GET", "applications/none"))).isEqualTo("Application not found");
            AriClient.Reply noEndpoint = ari.rest("POST", "channels/create", "app", APP);
            assertThat(noEndpoint.status()).isEqualTo(400);
            assertThat(message(noEndpoint)).isEqualTo("Endpoint must be specified");
            assertThat(ari.restWithBody("PUT", "applications/" + APP + "/eventFilter", "{")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void whatCannotBeReadIsABadRequest() {
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            assertThat(ari.rawPath("/ari/channels/%zz").status()).isEqualTo(400);
            assertThat(ari.restWithBody("PUT", "applications/" + APP + "/eventFilter", "[]")
                            .status())
                    .isEqualTo(400);
            assertThat(ari.restWithBody("PUT", "applications/" + APP + "/eventFilter", "{\"allowed\":[{\"type\":7}]}")
                            .status())
                    .isEqualTo(400);
            assertThat(ari.rest("GET", "asterisk/ping").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "normal,16",
        "busy,17",
        "congestion,34",
        "no_answer,19",
        "timeout,18",
        "rejected,21",
        "unallocated,1",
        "normal_unspecified,31",
        "number_incomplete,28",
        "codec_mismatch,58",
        "interworking,127",
        "failure,38",
        "answered_elsewhere,26"
    })
    void aHangupHasOneOfAsterisksReasons(String reason, int cause) {
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            String id = inStasis(ari);
            assertThat(ari.rest("DELETE", "channels/" + id, "reason", reason).status())
                    .isEqualTo(204);
            soon().until(() -> !ari.events("ChannelDestroyed").isEmpty());
            assertThat(ari.events("ChannelDestroyed").get(0).getInteger("cause"))
                    .isEqualTo(cause);
            String next = inStasis(ari);
            assertThat(ari.rest("DELETE", "channels/" + next, "reason_code", "" + cause)
                            .status())
                    .isEqualTo(204);
            soon().until(() -> ari.events("ChannelDestroyed").size() == 2);
            assertThat(ari.events("ChannelDestroyed").get(1).getInteger("cause"))
                    .isEqualTo(cause);
        }
    }

    @Test
    void aHangupForAnInventedReasonIsRefused() {
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            String id = inStasis(ari);
            assertThat(ari.rest("DELETE", "channels/" + id, "reason", "unspecified")
                            .status())
                    .isEqualTo(400);
            assertThat(ari.rest("DELETE", "channels/" + id, "reason_code", "x").status())
                    .isEqualTo(400);
            assertThat(ari.rest("GET", "channels/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void oneSocketMayServeTwoApplications() {
        try (AriClient ari = AriClient.connected(asterisk, APP + ",Observer")) {
            soon().until(() -> asterisk.inside(pbx -> pbx.stasis().isConnected("Observer")));
            inStasis(ari);
            assertThat(ari.events("ChannelCreated"))
                    .extracting(event -> event.getString("application"))
                    .containsExactlyInAnyOrder(APP, "Observer");
        }
    }

    @Test
    void aChannelOutsideStasisCannotBeCommanded() {
        asterisk.operators(RingPlan.IGNORE);
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            String id = inStasis(ari);
            assertThat(ari.rest("POST", "channels/" + id + "/answer").status()).isEqualTo(204);
            ari.rest("POST", "channels/" + id + "/continue", "context", "scc-queue", "extension", "support");
            AriClient.Reply again = ari.rest("POST", "channels/" + id + "/answer");
            assertThat(again.status()).isEqualTo(409);
            assertThat(message(again)).isEqualTo("Channel not in Stasis application");
            assertThat(ari.rest("DELETE", "channels/" + id).status()).isEqualTo(204);
        }
    }

    @Test
    void aCreatedLegCanBeDialledOnlyOnceItIsInStasis() {
        try (VirtualAsterisk still = VirtualAsterisk.start(Fixture.options().speed(0));
                AriClient ari = AriClient.connected(still, APP)) {
            String[] leg = {"endpoint", "PJSIP/0001", "app", APP, "appArgs", "dialed,x", "channelId", "x-d1"};
            assertThat(ari.rest("POST", "channels/create", leg).status()).isEqualTo(200);
            assertThat(ari.rest("POST", "channels/x-d1/dial").status()).isEqualTo(409);
            assertThat(ari.rest("POST", "channels/create", leg).status()).isEqualTo(409);
            still.advance(Duration.ofMillis(5));
            soon().until(() -> !ari.events("StasisStart").isEmpty());
            assertThat(ari.events("StasisStart").get(0).getJsonArray("args").encode())
                    .isEqualTo("[\"dialed\",\"x\"]");
            assertThat(ari.rest("POST", "channels/x-d1/dial", "timeout", "5").status())
                    .isEqualTo(204);
        }
    }

    @Test
    void aPhoneThatIsNotRegisteredCannotBeCreated() {
        asterisk.register("0002", false);
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            soon().until(() -> ari.rest("GET", "endpoints/PJSIP/0002")
                    .json()
                    .getString("state")
                    .equals("offline"));
            AriClient.Reply reply = ari.rest("POST", "channels/create", "endpoint", "PJSIP/0002", "app", APP);
            assertThat(reply.status()).isEqualTo(500);
            assertThat(message(reply)).isEqualTo("Allocation failed");
        }
    }

    @Test
    void aSecondSocketSilencesTheFirst() {
        try (AriClient first = AriClient.connected(asterisk, APP);
                AriClient second = AriClient.connected(asterisk, APP)) {
            soon().until(() -> !first.events("ApplicationReplaced").isEmpty());
            inStasis(second);
            first.settle();
            assertThat(first.events("StasisStart")).isEmpty();
            assertThat(first.events()).hasSize(1);
            assertThat(first.closed()).isNotDone();
        }
    }

    @Test
    void anotherApplicationSeesEverythingButTheStasisEvents() {
        try (AriClient app = AriClient.connected(asterisk, APP);
                AriClient observer = AriClient.connected(asterisk, "Observer")) {
            inStasis(app);
            soon().until(() -> !observer.events("ChannelCreated").isEmpty());
            observer.settle();
            assertThat(observer.events("StasisStart")).isEmpty();
            assertThat(observer.events("ChannelCreated").get(0).getString("application"))
                    .isEqualTo("Observer");
        }
    }

    @Test
    void theEventFilterIsHonouredAndLostWithTheConnection() {
        String filter = "{\"disallowed\":[{\"type\":\"ChannelVarset\"},{\"type\":\"ChannelDialplan\"}]}";
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            assertThat(ari.restWithBody("PUT", "applications/" + APP + "/eventFilter", filter)
                            .status())
                    .isEqualTo(200);
            inStasis(ari);
            assertThat(ari.events("ChannelDialplan")).isEmpty();
            assertThat(ari.events("ChannelVarset")).isEmpty();
        }
        soon().until(() -> !asterisk.inside(pbx -> pbx.stasis().isConnected(APP)));
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            assertThat(ari.rest("GET", "applications/" + APP).json().getJsonArray("events_disallowed"))
                    .isEmpty();
            inStasis(ari);
            assertThat(ari.events("ChannelDialplan")).isNotEmpty();
        }
    }

    @Test
    void withoutTheApplicationCallsGoToTheDefaultQueue() {
        asterisk.operators(RingPlan.always(Reaction.answer(Duration.ofSeconds(1))));
        Call call = asterisk.call("79010000001", "701", CallerPlan.talksFor(Duration.ofSeconds(1)));
        call.ended().orTimeout(180, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(asterisk.queueLog()).anyMatch(line -> line.contains("|support|NONE|ENTERQUEUE|"));
    }

    @Test
    void callsStayInStasisWhenTheApplicationGoesAndCanBeRescued() {
        String id;
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            id = inStasis(ari);
        }
        soon().until(() -> !asterisk.inside(pbx -> pbx.stasis().isConnected(APP)));
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            JsonObject channel = ari.rest("GET", "channels/" + id).json();
            assertThat(channel.getJsonObject("dialplan").getString("app_name")).isEqualTo("Stasis");
            ari.settle();
            assertThat(ari.events("StasisStart")).as("nothing is replayed").isEmpty();
            assertThat(ari.rest("POST", "channels/" + id + "/continue", "context", "scc-queue", "extension", "vip")
                            .status())
                    .isEqualTo(204);
            soon().until(() -> asterisk.queueLog().stream().anyMatch(line -> line.contains("|vip|NONE|ENTERQUEUE|")));
        }
    }

    @Test
    void soundsStartAndFinishAndDigitsArrive() {
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            Call call = asterisk.call("79010000001", "800", CallerPlan.PASSIVE);
            String id = call.uniqueid().join();
            soon().until(() -> !ari.events("StasisStart").isEmpty());
            AriClient.Reply playing = ari.rest("POST", "channels/" + id + "/play/p1", "media", "sound:welcome");
            assertThat(playing.status()).isEqualTo(201);
            call.press("1");
            soon().until(() -> !ari.events("ChannelDtmfReceived").isEmpty());
            assertThat(ari.events("ChannelDtmfReceived").get(0).getString("digit"))
                    .isEqualTo("1");
            ari.rest("DELETE", "playbacks/p1");
            soon().until(() -> !ari.events("PlaybackFinished").isEmpty());
            assertThat(ari.events("PlaybackStarted")).hasSize(1);
        }
    }

    @Test
    void variablesCanBeSetAndRead() {
        try (AriClient ari = AriClient.connected(asterisk, APP)) {
            String id = inStasis(ari);
            assertThat(ari.rest("POST", "channels/" + id + "/variable", "variable", "SCC_QOPTS", "value", "a \"b\"")
                            .status())
                    .isEqualTo(204);
            assertThat(ari.rest("GET", "channels/" + id + "/variable", "variable", "SCC_QOPTS")
                            .json()
                            .getString("value"))
                    .isEqualTo("a \"b\"");
            assertThat(ari.rest("GET", "channels/" + id + "/variable", "variable", "NONE")
                            .status())
                    .isEqualTo(404);
        }
    }
}
