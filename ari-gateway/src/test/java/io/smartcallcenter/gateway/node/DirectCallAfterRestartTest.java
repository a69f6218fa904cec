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

/** A gateway that starts finds direct calls that are up, also those that a transfer has changed: a hang-up is passed on. */
class DirectCallAfterRestartTest {

    private static final String CALLER = "1795386584.0";
    private static final String LEG = CALLER + "-d2";
    private static final String LOCAL = "1795386590.7";
    private static final String OTHER_LOCAL = "1795386591.9";
    private static final String BRIDGE = "br-" + CALLER + "-2";

    private NodeFixture fixture;
    private FakeAri ari;

    @BeforeEach
    void listChannels() {
        fixture = new NodeFixture(true, "scc.fallback.decision-timeout", "1m");
        ari = fixture.asterisk.ari();
        ari.channels(
                FakeAri.channel(CALLER, "Up", "Stasis", "SmartCallCenter,0001"),
                FakeAri.channel(LEG, "Up", "Stasis", "SmartCallCenter,dialed," + CALLER),
                local(LOCAL),
                local(OTHER_LOCAL));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static JsonObject local(String id) {
        return FakeAri.channel(id, "Up", "Stasis", "SmartCallCenter").put("name", "Local/0002@internal-00000001;1");
    }

    private void startWith(String bridge, String... channels) {
        JsonArray list = new JsonArray();
        for (String channel : channels) {
            list.add(channel);
        }
        ari.bridges(new JsonObject().put("id", bridge).put("channels", list));
        fixture.started();
    }

    private void theEndOf(String side, String other) {
        ari.send(FakeAri.event("ChannelDestroyed", side, "Up"));
        fixture.awaitRequestTo("DELETE /channels/" + other + "?");
        fixture.awaitRequestTo("DELETE /bridges/" + BRIDGE);
        assertThat(fixture.count("DELETE /channels/")).isEqualTo(1);
    }

    @Test
    void afterABlindTransferTheCallersHangUpEndsTheLocalChannel() {
        startWith(BRIDGE, CALLER, LOCAL);
        theEndOf(CALLER, LOCAL);
    }

    @Test
    void afterABlindTransferTheEndOfTheLocalChannelEndsTheCaller() {
        startWith(BRIDGE, CALLER, LOCAL);
        theEndOf(LOCAL, CALLER);
    }

    @Test
    void afterAnAttendedTransferTheEndOfTheLocalChannelEndsTheLeg() {
        startWith(BRIDGE, LEG, LOCAL);
        theEndOf(LOCAL, LEG);
    }

    @Test
    void afterAnAttendedTransferTheOperatorsHangUpEndsTheLocalChannel() {
        startWith(BRIDGE, LEG, LOCAL);
        theEndOf(LEG, LOCAL);
    }

    @Test
    void twoLocalChannelsEndWithEachOther() {
        startWith(BRIDGE, LOCAL, OTHER_LOCAL);
        theEndOf(OTHER_LOCAL, LOCAL);
    }

    @Test
    void whoIsLeftOfACallThatEndedMeanwhileIsHungUp() {
        startWith(BRIDGE, LEG);
        fixture.awaitRequestTo("DELETE /channels/" + LEG + "?");
        fixture.awaitRequestTo("DELETE /bridges/" + BRIDGE);
    }

    @Test
    void aBridgeOfSomebodyElseIsLeftAlone() {
        startWith("br-lan", CALLER, LOCAL);
        ari.send(FakeAri.event("ChannelDestroyed", LOCAL, "Up"));
        // What is asked for later comes later.
        ari.stasisStart("17.1", "700");
        fixture.execute(fixture.toPhone(fixture.awaitRequest("17.1"), "PJSIP/0001", Then.HANGUP));
        fixture.awaitRequestTo("POST /channels/create");
        assertThat(fixture.count("DELETE")).isZero();
    }

    @Test
    void aCallerWhoIsMovedGetsALegWithAnIdOfItsOwn() {
        startWith(BRIDGE, CALLER, LEG);
        ari.send(FakeAri.event("StasisEnd", CALLER, "Up"));
        ari.stasisStart(CALLER, "0003");
        await().until(() -> !fixture.published(RouteRequested.class).isEmpty());
        fixture.execute(fixture.toPhone(fixture.awaitRequest(CALLER), "PJSIP/0003", Then.HANGUP));
        fixture.awaitRequestTo("DELETE /channels/" + LEG);
        fixture.awaitRequestTo("POST /channels/create?endpoint=PJSIP%2F0003&app=SmartCallCenter&appArgs=dialed%2C"
                + CALLER + "&channelId=" + CALLER + "-d3");
    }
}
