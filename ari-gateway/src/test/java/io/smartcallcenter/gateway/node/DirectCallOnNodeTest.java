package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.gateway.fake.FakeAri;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectCallOnNodeTest {

    private static final String CALLER = "1795386584.0";
    private static final String LEG = CALLER + "-d1";
    private static final String SECOND_LEG = CALLER + "-d2";
    private static final String BRIDGE = "br-" + CALLER + "-1";

    private NodeFixture fixture;
    private FakeAri ari;

    @BeforeEach
    void ringTheLeg() {
        fixture = new NodeFixture(true, "scc.fallback.decision-timeout", "1m").started();
        ari = fixture.asterisk.ari();
        ari.stasisStart(CALLER, "0001");
        fixture.execute(fixture.toPhone(fixture.awaitRequest(CALLER), "PJSIP/0001", Then.queue("support")));
        fixture.awaitRequestTo("POST /channels/create?endpoint=PJSIP%2F0001&app=SmartCallCenter&appArgs=dialed%2C"
                + CALLER + "&channelId=" + LEG + "&originator=" + CALLER);
        assertThat(fixture.count("POST /channels/" + LEG + "/dial"))
                .as("dialling before the leg's StasisStart is a 409")
                .isZero();
        ari.stasisStart(LEG, "dialed", CALLER);
        fixture.awaitRequestTo("POST /channels/" + LEG + "/dial?caller=" + CALLER + "&timeout=4");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void answer() {
        ari.send(FakeAri.event("ChannelStateChange", LEG, "Up"));
        fixture.awaitRequestTo("POST /bridges/" + BRIDGE + "/addChannel?channel=" + CALLER + "%2C" + LEG);
        assertThat(fixture.requests())
                .contains("POST /channels/" + CALLER + "/answer", "POST /bridges?type=mixing&bridgeId=" + BRIDGE);
    }

    @Test
    void theCallersHangUpEndsTheLegAndTheBridge() {
        answer();
        ari.send(FakeAri.event("ChannelDestroyed", CALLER, "Up"));
        fixture.awaitRequestTo("DELETE /channels/" + LEG);
        fixture.awaitRequestTo("DELETE /bridges/" + BRIDGE);
    }

    @Test
    void theOperatorsHangUpEndsTheCaller() {
        answer();
        ari.send(FakeAri.event("StasisEnd", LEG, "Up"));
        ari.send(FakeAri.event("ChannelDestroyed", LEG, "Up"));
        fixture.awaitRequestTo("DELETE /channels/" + CALLER);
        fixture.awaitRequestTo("DELETE /bridges/" + BRIDGE);
    }

    @Test
    void withoutAnAnswerTheCallerGoesWhereThePlanSays() {
        ari.send(FakeAri.event("StasisEnd", LEG, "Ringing"));
        ari.send(FakeAri.event("ChannelDestroyed", LEG, "Ringing"));
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-queue&extension=support");
        assertThat(fixture.count("DELETE /channels/" + CALLER)).isZero();
    }

    @Test
    void aCallerWhoGivesUpStopsTheRinging() {
        ari.send(FakeAri.event("ChannelDestroyed", CALLER, "Ring"));
        fixture.awaitRequestTo("DELETE /channels/" + LEG);
        ari.send(FakeAri.event("ChannelDestroyed", LEG, "Ringing"));
        fixture.settle();
        assertThat(fixture.count("POST /channels/" + CALLER + "/continue")).isZero();
    }

    private void cutTheLink() {
        int connects = ari.connects();
        ari.closeWebSocket();
        await().until(() -> ari.connects() > connects);
    }

    @Test
    void aPhoneThatWasAnsweredWhileTheLinkWasDownIsConnected() {
        ari.channels(
                FakeAri.channel(CALLER, "Ring", "Stasis", "SmartCallCenter,0001"),
                FakeAri.channel(LEG, "Up", "Stasis", "SmartCallCenter,dialed," + CALLER));
        cutTheLink();
        fixture.awaitRequestTo("POST /bridges/" + BRIDGE + "/addChannel?channel=" + CALLER + "%2C" + LEG);
        assertThat(fixture.count("DELETE /channels")).isZero();
    }

    @Test
    void aPhoneThatRangOutWhileTheLinkWasDownLeadsWhereThePlanSays() {
        ari.channels(FakeAri.channel(CALLER, "Ring", "Stasis", "SmartCallCenter,0001"));
        cutTheLink();
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-queue&extension=support");
    }

    @Test
    void aCallerWhoHungUpWhileTheLinkWasDownEndsTheLeg() {
        answer();
        ari.channels(FakeAri.channel(LEG, "Up", "Stasis", "SmartCallCenter,dialed," + CALLER));
        cutTheLink();
        fixture.awaitRequestTo("DELETE /channels/" + LEG);
        fixture.awaitRequestTo("DELETE /bridges/" + BRIDGE);
    }

    private void replaceTheLegBy(String other) {
        ari.send(FakeAri.event("StasisStart", other, "Up")
                .put("args", new JsonArray())
                .put("replace_channel", new JsonObject().put("id", LEG)));
        ari.send(FakeAri.event("StasisEnd", LEG, "Up"));
        ari.send(FakeAri.event("ChannelDestroyed", LEG, "Up"));
    }

    @Test
    void anAttendedTransferKeepsTheTransferredCallAlive() {
        answer();
        String other = "1795386590.7";
        replaceTheLegBy(other);
        // The end of the new side, and only that, ends the caller.
        ari.send(FakeAri.event("ChannelDestroyed", other, "Up"));
        fixture.awaitRequestTo("DELETE /channels/" + CALLER);
        assertThat(fixture.count("DELETE /channels/" + CALLER)).isEqualTo(1);
    }

    @Test
    void aBlindTransferOfTheCallerDoesNotEndTheCaller() {
        answer();
        ari.send(FakeAri.event("StasisEnd", CALLER, "Up"));
        ari.send(FakeAri.event("ChannelDestroyed", LEG, "Up"));
        ari.stasisStart(CALLER, "701");
        fixture.awaitRequestTo("DELETE /bridges/" + BRIDGE);
        fixture.settle();
        assertThat(fixture.count("DELETE /channels/" + CALLER)).isZero();
    }

    private void transferTo(String number, String endpoint) {
        int asked = fixture.published(RouteRequested.class).size();
        ari.send(FakeAri.event("StasisEnd", CALLER, "Up"));
        ari.stasisStart(CALLER, number);
        await().until(() -> fixture.published(RouteRequested.class).size() > asked);
        fixture.execute(fixture.toPhone(fixture.awaitRequest(CALLER), endpoint, Then.queue("support")));
    }

    private void enters(String leg) {
        fixture.awaitRequestTo("POST /channels/create?endpoint=PJSIP%2F0002&app=SmartCallCenter&appArgs=dialed%2C"
                + CALLER + "&channelId=" + leg);
        ari.stasisStart(leg, "dialed", CALLER);
        fixture.awaitRequestTo("POST /channels/" + leg + "/dial");
    }

    @Test
    void aCallerWhoIsMovedToAnotherPhoneLeavesNobodyInSilence() {
        answer();
        transferTo("0002", "PJSIP/0002");
        fixture.awaitRequestTo("DELETE /channels/" + LEG);
        fixture.awaitRequestTo("DELETE /bridges/" + BRIDGE);
        ari.send(FakeAri.event("StasisEnd", LEG, "Up"));
        ari.send(FakeAri.event("ChannelDestroyed", LEG, "Up"));
        enters(SECOND_LEG);
        assertThat(fixture.count("DELETE /channels/" + CALLER + "?")).isZero();
        assertThat(fixture.count("POST /channels/" + CALLER + "/continue")).isZero();
    }

    @Test
    void aCallerWhoIsMovedWhileAPhoneRingsStopsTheRinging() {
        transferTo("0002", "PJSIP/0002");
        fixture.awaitRequestTo("DELETE /channels/" + LEG);
        ari.send(FakeAri.event("StasisEnd", LEG, "Ringing"));
        ari.send(FakeAri.event("ChannelDestroyed", LEG, "Ringing"));
        enters(SECOND_LEG);
        assertThat(fixture.count("POST /channels/" + CALLER + "/continue")).isZero();
    }

    @Test
    void aLegThatIsMadeAfterItsCallerWasMovedIsEnded() {
        transferTo("0002", "PJSIP/0002");
        fixture.awaitRequestTo("POST /channels/create?endpoint=PJSIP%2F0002");
        ari.status("DELETE /channels/" + SECOND_LEG, 404);
        transferTo("0003", "PJSIP/0003");
        String end = "DELETE /channels/" + SECOND_LEG;
        fixture.awaitRequestTo(end);
        ari.clearStatus(end);
        ari.stasisStart(SECOND_LEG, "dialed", CALLER);
        await().until(() -> fixture.count(end) == 2);
        assertThat(fixture.count("POST /channels/" + SECOND_LEG + "/dial")).isZero();
    }

    @Test
    void whoCameByAnAttendedTransferIsEndedWhenTheCallerIsMoved() {
        answer();
        String other = "1795386590.7";
        replaceTheLegBy(other);
        transferTo("0002", "PJSIP/0002");
        fixture.awaitRequestTo("DELETE /channels/" + other);
        enters(SECOND_LEG);
        assertThat(fixture.count("DELETE /channels/" + CALLER + "?")).isZero();
    }

    @Test
    void anOperatorWhoWasTransferredAwayIsLeftAloneWhenTheCallerIsMoved() {
        answer();
        ari.send(FakeAri.event("StasisEnd", LEG, "Up"));
        transferTo("0002", "PJSIP/0002");
        enters(SECOND_LEG);
        assertThat(fixture.count("DELETE /channels/" + LEG)).isZero();
    }
}
