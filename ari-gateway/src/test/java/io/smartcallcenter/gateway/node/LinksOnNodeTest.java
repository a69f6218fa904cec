package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent.QueueJoined;
import io.smartcallcenter.gateway.fake.FakeAri;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinksOnNodeTest {

    private NodeFixture fixture;

    @AfterEach
    void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    private void start(String... settings) {
        fixture = new NodeFixture(true, settings).started();
    }

    @Test
    void theEventFilterIsSetAfterEveryConnect() {
        start();
        String filter = "PUT /applications/SmartCallCenter/eventFilter";
        fixture.awaitRequestTo(filter);
        assertThat(fixture.asterisk.ari().bodies().get(0))
                .contains("ChannelVarset", "ChannelDialplan", "ChannelConnectedLine", "ChannelCallerId");
        fixture.asterisk.ari().closeWebSocket();
        await().until(() -> fixture.count(filter) > 1);
        assertThat(fixture.asterisk.ari().authorization()).startsWith("Basic ");
    }

    @Test
    void aBootingAsteriskIsTriedAgainUntilItIsThere() {
        fixture = new NodeFixture(true);
        fixture.asterisk.ari().status("WS", 503);
        fixture.asterisk.ami().booted(false);
        fixture.start();
        await().until(() -> !fixture.asterisk.ami().actions("Login").isEmpty());
        assertThat(fixture.node.ami().up()).as("logged in, but not booted").isFalse();
        fixture.asterisk.ari().status("WS", 404);
        assertThat(fixture.node.ari().up()).isFalse();
        fixture.asterisk.ari().clearStatus("WS");
        fixture.asterisk.ami().fullyBooted();
        await().until(fixture.node::synchronised);
    }

    @Test
    void anAsteriskThatLeavesAnUpgradeUnansweredIsTriedAgain() {
        fixture = new NodeFixture(true, "scc.gateway.link.request-timeout", "500ms");
        fixture.asterisk.ari().leaveUnanswered(2);
        fixture.start();
        await().until(fixture.node::synchronised);
        assertThat(fixture.asterisk.ari().unanswered()).isZero();
    }

    @Test
    void anAsteriskThatIsStartedLaterIsFound() {
        fixture = new NodeFixture(true);
        fixture.asterisk.ari().stop();
        fixture.asterisk.ami().stop();
        fixture.start();
        await().until(() -> fixture.node.ari().reason().contains("refused")
                && fixture.node.ami().reason().contains("refused"));
        fixture.asterisk.ari().start();
        fixture.asterisk.ami().start();
        await().until(fixture.node::synchronised);
    }

    @Test
    void bothLinksComeBackAndTheStateIsReadAgain() {
        start();
        fixture.asterisk.ami().close();
        // who waits now is found by the next connection only
        fixture.asterisk
                .ami()
                .queueStatus("Event: QueueEntry\r\nActionID: %s\r\nQueue: support\r\nPosition: 1\r\n"
                        + "Channel: PJSIP/trunk-1\r\nUniqueid: 17.8\r\nWait: 30\r\n\r\n");
        await().until(() -> fixture.node.ami().up()
                && fixture.published(AsteriskState.Queue.class).stream()
                        .anyMatch(queue -> queue.waiting().size() == 1));
        int reads = fixture.asterisk.ami().actions("QueueStatus").size();
        int connects = fixture.asterisk.ari().connects();
        fixture.asterisk.ari().closeWebSocket();
        fixture.asterisk.ari().channels(FakeAri.channel("17.9", "Ring", "Stasis", "SmartCallCenter,700"));
        fixture.awaitRequest("17.9");
        await().until(() -> fixture.asterisk.ari().connects() > connects
                && fixture.asterisk.ami().actions("QueueStatus").size() > reads
                && fixture.node.connected());
        fixture.asterisk.ari().stasisStart("17.1", "700");
        fixture.awaitRequest("17.1");
    }

    @Test
    void brokenFramesAreCountedAndTheNextOnesAreRead() {
        start();
        fixture.asterisk.ari().sendText("{\"type\":\"StasisSt");
        fixture.asterisk.ari().sendText("[]");
        fixture.asterisk.ari().sendText("{\"type\":\"StasisStart\",\"channel\":7,\"args\":{}}");
        fixture.asterisk.ari().stasisStart("17.1", "700");
        fixture.awaitRequest("17.1");
        assertThat(fixture.node.ari().brokenFrames()).isEqualTo(2);

        fixture.asterisk.ami().raw("no colon here\r\n\r\n\r\nNeither: event\r\n\r\n");
        fixture.asterisk.ami().event("QueueCallerJoin", "Queue", "support");
        fixture.asterisk
                .ami()
                .event(
                        "QueueCallerJoin",
                        "Timestamp",
                        "1795386500.186537",
                        "Queue",
                        "support",
                        "Position",
                        "1",
                        "Count",
                        "1",
                        "Channel",
                        "PJSIP/trunk-00000001",
                        "CallerIDNum",
                        "79010000001",
                        "Uniqueid",
                        "17.1",
                        "Linkedid",
                        "17.1");
        await().until(() -> !fixture.published(QueueJoined.class).isEmpty());
        assertThat(fixture.node.ami().brokenFrames()).isEqualTo(2);
    }

    @Test
    void aLoginUsesTheChallengeAndFallsBackToThePasswordOnlyOnLoopback() {
        start();
        assertThat(fixture.asterisk.ami().actions("Login").get(0))
                .containsEntry("AuthType", "MD5")
                .containsEntry("Events", "call,agent,system")
                .doesNotContainKey("Secret");
        fixture.asterisk.ami().challenges(false);
        fixture.asterisk.ami().close();
        await().until(() -> fixture.asterisk.ami().actions("Login").size() > 1);
        assertThat(fixture.asterisk.ami().actions("Login").get(1)).containsEntry("Secret", "ami-secret");
    }

    @Test
    void aSilentAmiIsGivenUp() {
        start("scc.gateway.link.ping", "50ms", "scc.gateway.link.request-timeout", "200ms");
        fixture.asterisk.ami().silent(true);
        await().until(() -> !fixture.node.ami().up());
        fixture.asterisk.ami().silent(false);
        await().until(() -> fixture.node.ami().up());
    }

    @Test
    void aReplacedApplicationIsTakenBackAfterAPause() {
        start();
        int before = fixture.asterisk.ari().connects();
        fixture.asterisk.ari().sendText("{\"type\":\"ApplicationReplaced\",\"application\":\"SmartCallCenter\"}");
        await().until(() -> fixture.asterisk.ari().connects() > before);
        await().until(() -> fixture.node.ari().up());
    }

    @Test
    void aStrandedCallerGetsADecision() {
        fixture = new NodeFixture(true);
        fixture.asterisk.ari().channels(FakeAri.channel("17.5", "Ring", "Stasis", "SmartCallCenter,700"));
        fixture.start();
        assertThat(fixture.awaitRequest("17.5").dialled()).isEqualTo("700");
        fixture.awaitRequestTo("POST /channels/17.5/continue?context=scc-queue&extension=support");
    }

    @Test
    void aChannelInADirectCallOrInAQueueIsNotStranded() {
        fixture = new NodeFixture(true, "scc.gateway.link.sweep", "100ms");
        fixture.asterisk
                .ari()
                .channels(
                        FakeAri.channel("17.5", "Up", "Stasis", "SmartCallCenter,0001"),
                        FakeAri.channel("17.5-d1", "Up", "Stasis", "SmartCallCenter,dialed,17.5"),
                        FakeAri.channel("17.6", "Up", "Queue", "support,,,,"),
                        FakeAri.channel("17.7", "Ring", "Stasis", "SmartCallCenter,700"));
        fixture.asterisk
                .ari()
                .bridges(new JsonObject()
                        .put("id", "br-17.5-1")
                        .put("channels", new JsonArray().add("17.5").add("17.5-d1")));
        fixture.start();
        fixture.awaitRequestTo("POST /channels/17.7/continue");
        // The call was adopted: its hang-up is passed on.
        fixture.asterisk.ari().send(FakeAri.event("ChannelDestroyed", "17.5", "Up"));
        fixture.awaitRequestTo("DELETE /channels/17.5-d1");
        assertThat(fixture.requests()).noneMatch(line -> line.startsWith("POST /channels/17.5/continue"));
        assertThat(fixture.count("POST /channels/17.6/continue")).isZero();
    }

    @Test
    void aMissingSecretIsNamed() {
        Map<String, String> settings = NodeConfigs.credentials();
        settings.remove("scc.asterisk.ami.password");
        assertThatThrownBy(() -> NodeConfigs.of(settings).nodes()).hasMessageContaining("scc.asterisk.ami.password");
        settings.remove("scc.asterisk.ari.username");
        assertThatThrownBy(() -> NodeConfigs.of(settings).nodes()).hasMessageContaining("scc.asterisk.ari.username");
    }
}
