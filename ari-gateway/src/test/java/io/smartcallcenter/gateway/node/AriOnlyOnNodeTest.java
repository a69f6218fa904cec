package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.gateway.fake.FakeAri;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway without AMI credentials controls calls all the same, and says what it cannot hear. */
class AriOnlyOnNodeTest {

    private NodeFixture fixture;

    @BeforeEach
    void start() {
        fixture = new NodeFixture(
                        true,
                        "scc.asterisk.ami.username",
                        "",
                        "scc.asterisk.ami.password",
                        "",
                        "scc.fallback.decision-timeout",
                        "1m")
                .started();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void itSaysSoEverywhere() {
        await().until(() -> !fixture.published(AsteriskState.Node.class).isEmpty());

        assertThat(fixture.asterisk.ami().actions()).isEmpty();
        assertThat(fixture.node.ami().expected()).isFalse();
        assertThat(fixture.node.ami().reason()).contains("no AMI credentials");
        assertThat(fixture.published(AsteriskState.Node.class))
                .containsExactly(new AsteriskState.Node("pbx1", true, false, NodeMode.ARI_ONLY));
        assertThat(fixture.published(NodeEvent.Connected.class))
                .containsExactly(new NodeEvent.Connected("pbx1", NodeEvent.Link.ARI, NodeMode.ARI_ONLY));
        assertThat(fixture.published(NodeEvent.Disconnected.class))
                .singleElement()
                .satisfies(event -> assertThat(event.link()).isEqualTo(NodeEvent.Link.AMI));
    }

    @Test
    void aDirectCallIsOfferedAnsweredAndReleased() {
        fixture.asterisk.ari().stasisStart("17.1", "0001");
        RouteRequested request = fixture.awaitRequest("17.1");
        fixture.execute(fixture.toPhone(request, "PJSIP/0001", Then.HANGUP));
        fixture.awaitRequestTo("POST /channels/create?endpoint=PJSIP%2F0001");
        String create = fixture.requests().stream()
                .filter(line -> line.startsWith("POST /channels/create"))
                .findFirst()
                .orElseThrow();
        String leg = create.replaceFirst(".*channelId=([^&]*).*", "$1");

        fixture.asterisk.ari().stasisStart(leg, "dialed", "17.1");
        fixture.asterisk.ari().send(dial(leg, ""));
        fixture.asterisk.ari().send(dial(leg, "ANSWER"));
        for (String channel : new String[] {"17.1", leg}) {
            fixture.asterisk
                    .ari()
                    .send(FakeAri.event("ChannelEnteredBridge", channel, "Up")
                            .put("bridge", new JsonObject().put("id", "br")));
        }
        fixture.asterisk.ari().send(FakeAri.event("ChannelHangupRequest", leg, "Up"));
        fixture.asterisk.ari().send(FakeAri.event("ChannelDestroyed", leg, "Up").put("cause", 16));

        await().until(() -> !fixture.published(CallEvent.Released.class).isEmpty());
        assertThat(fixture.published(CallEvent.Answered.class)).hasSize(1);
        assertThat(fixture.published(CallEvent.Released.class).get(0).endedBy()).isEqualTo(CallEvent.EndedBy.AGENT);
    }

    private static JsonObject dial(String leg, String status) {
        return FakeAri.event("Dial", "none", "Up")
                .put("dialstatus", status)
                .put("peer", FakeAri.channel(leg, "Ring", "", ""));
    }

    @Test
    void aCommandThatNeedsTheManagerInterfaceFailsAndHarmsNothing() {
        fixture.execute(new CallCommand.AgentPause(
                "pbx1/agent", fixture.decision(), NodeFixture.soon(), "PJSIP/0001", "support", "lunch"));

        await().until(() -> fixture.meters
                        .get("scc.commands")
                        .tag("type", "agent.pause")
                        .tag("result", "failed")
                        .counter()
                        .count()
                == 1);
        fixture.asterisk.ari().stasisStart("17.1", "700");
        fixture.awaitRequest("17.1");
    }

    @Test
    void anAsteriskThatRestartedIsKnownByItsStartupTime() {
        fixture.asterisk.ari().stasisStart("17.1", "700");
        fixture.awaitRequest("17.1");
        fixture.asterisk.ari().channels(FakeAri.channel("17.1", "Ring", "Stasis", "SmartCallCenter,700"));
        fixture.asterisk
                .ari()
                .info(new JsonObject()
                        .put("status", new JsonObject().put("startup_time", "2026-11-23T00:00:00.000+0000")));

        fixture.asterisk.ari().closeWebSocket();

        await().until(() -> fixture.published(CallEvent.Ended.class).size() == 1);
    }
}
