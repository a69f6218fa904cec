package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.AgentAdd;
import io.smartcallcenter.events.CallCommand.AgentPause;
import io.smartcallcenter.events.CallCommand.AgentRemove;
import io.smartcallcenter.events.CallCommand.AgentUnpause;
import io.smartcallcenter.events.CallCommand.Hangup;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.Transfer;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import io.smartcallcenter.gateway.command.InvalidCommand;
import io.smartcallcenter.gateway.fake.FakeAri;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsOnNodeTest {

    private static final String CALL = "pbx1/17.1";
    private static final String CHANNEL = "/channels/17.1";
    private static final String TO_701 = "POST " + CHANNEL + "/continue?context=internal&extension=701&priority=1";

    private NodeFixture fixture;

    @BeforeEach
    void start() {
        fixture = new NodeFixture(true, "scc.fallback.decision-timeout", "1m").started();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private CommandRefused refusal(String decision) {
        await("a refusal of " + decision).until(() -> fixture.published(CommandRefused.class).stream()
                .anyMatch(event -> event.decisionId().equals(decision)));
        return fixture.published(CommandRefused.class).stream()
                .filter(event -> event.decisionId().equals(decision))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCallerInTheApplicationIsTransferredByAri() {
        fixture.execute(new Transfer(CALL, "t1", NodeFixture.soon(), "701"));
        fixture.awaitRequestTo(TO_701);
        fixture.settle();
        assertThat(fixture.asterisk.ami().actions("Redirect")).isEmpty();
    }

    @Test
    void aCallerInAQueueIsTransferredByTheAmi() {
        fixture.asterisk.ari().status("POST " + CHANNEL + "/continue", 409);
        fixture.execute(new Transfer(CALL, "t1", NodeFixture.soon(), "701"));
        await().until(() -> !fixture.asterisk.ami().actions("Redirect").isEmpty());
        assertThat(fixture.asterisk.ami().actions("Redirect").get(0))
                .containsEntry("Channel", "17.1")
                .containsEntry("Context", "internal")
                .containsEntry("Exten", "701")
                .containsEntry("Priority", "1");
    }

    @Test
    void aTransferOfACallerWhoWaitsForADecisionReplacesTheDecision() {
        fixture.asterisk.ari().stasisStart("17.1", "700");
        var request = fixture.awaitRequest("17.1");
        fixture.execute(new Transfer(CALL, "t1", NodeFixture.soon(), "701"));
        fixture.awaitRequestTo(TO_701);
        fixture.asterisk.ari().send(FakeAri.event("StasisEnd", "17.1", "Ring"));
        await().until(() -> fixture.meters.get("scc.decisions.waiting").gauge().value() == 0);
        CallCommand late = fixture.toQueue(request, "sales", Then.HANGUP);
        fixture.execute(late);
        assertThat(refusal(late.decisionId()).reason()).isEqualTo(Refusal.UNKNOWN);
    }

    @Test
    void anyCallIsEnded() {
        fixture.execute(new Hangup(CALL, "h1", NodeFixture.soon()));
        fixture.awaitRequestTo("DELETE " + CHANNEL + "?reason=normal");
    }

    @Test
    void whatIsNotDoneIsToldWithTheReason() {
        fixture.asterisk.ari().status("DELETE " + CHANNEL, 404);
        fixture.asterisk.ari().status("POST " + CHANNEL + "/continue", 500);
        fixture.execute(new Hangup(CALL, "late", Instant.now().minusMillis(1)));
        fixture.execute(new Hangup(CALL, "gone", NodeFixture.soon()));
        fixture.execute(new Transfer(CALL, "failing", NodeFixture.soon(), "701"));
        fixture.execute(new Transfer(CALL, "evil", NodeFixture.soon(), "701,1)System(rm"));

        assertThat(refusal("late").reason()).isEqualTo(Refusal.EXPIRED);
        assertThat(refusal("gone").reason()).isEqualTo(Refusal.UNKNOWN);
        assertThat(refusal("failing").reason()).isEqualTo(Refusal.FAILED);
        assertThat(refusal("evil"))
                .isEqualTo(new CommandRefused(
                        CALL,
                        "evil",
                        "call.transfer",
                        Refusal.INVALID,
                        "target is no number (1 to 39 digits, * and #)"));
        fixture.execute(new Hangup(CALL, "gone", NodeFixture.soon()));
        await().until(() -> fixture.published(CommandRefused.class).stream()
                .anyMatch(event -> event.reason() == Refusal.DUPLICATE));
        assertThat(fixture.meters
                        .counter("scc.commands", "type", "call.hangup", "result", "duplicate")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCommandThatCannotBeReadIsToldByTheOwnerOfItsNode() {
        CommandRefused ours = new CommandRefused(CALL, "new", "route.oracle", Refusal.UNKNOWN, "unknown type");
        CommandRefused another = new CommandRefused("pbx2/17.1", "other", "route.oracle", Refusal.UNKNOWN, null);
        fixture.node.loop().execute(() -> {
            fixture.node.executor().refuse(another);
            fixture.node.executor().refuse(ours);
        });
        assertThat(refusal("new")).isEqualTo(ours);
        assertThat(fixture.published(CommandRefused.class)).containsExactly(ours);
        assertThat(fixture.meters
                        .counter("scc.commands", "type", "unknown", "result", "unknown")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCallIdWithoutACallIsInvalid() {
        assertThat(fixture.execute(new Hangup("pbx1", "h1", NodeFixture.soon())))
                .isInstanceOf(InvalidCommand.class);
    }

    @Test
    void membersOfQueuesAreChangedOverTheAmi() {
        Instant soon = NodeFixture.soon();
        fixture.execute(new AgentAdd("pbx1", "a1", soon, "PJSIP/0001", "support", "Agent One", 2));
        fixture.execute(new AgentUnpause("pbx1", "a2", soon, "PJSIP/0001", null));
        fixture.execute(new AgentRemove("pbx1", "a3", soon, "PJSIP/0001", "support"));
        await().until(() -> !fixture.asterisk.ami().actions("QueueRemove").isEmpty());
        assertThat(fixture.asterisk.ami().actions("QueueAdd").get(0))
                .containsEntry("Interface", "PJSIP/0001")
                .containsEntry("MemberName", "Agent One")
                .containsEntry("Penalty", "2");
        assertThat(fixture.asterisk.ami().actions("QueuePause").get(0))
                .containsEntry("Paused", "false")
                .doesNotContainKey("Queue");
    }

    @Test
    void whatTheAmiRefusesIsToldInItsOwnWords() {
        fixture.asterisk.ami().refuse("QueueAdd");
        fixture.execute(new AgentAdd("pbx1", "twice", NodeFixture.soon(), "PJSIP/0001", "support", null, 0));
        assertThat(refusal("twice").reason()).isEqualTo(Refusal.FAILED);
        assertThat(refusal("twice").detail()).contains("Already there");
    }

    @Test
    void hostileFieldsOfMembersAreRefused() {
        Instant soon = NodeFixture.soon();
        List.of(
                        new AgentPause("pbx1", "x1", soon, "PJSIP/0001", "a,b", null),
                        new AgentPause("pbx1", "x2", soon, "PJSIP", null, null),
                        new AgentPause("pbx1", "x3", soon, "PJSIP/0001", null, "lunch|PAUSEALL"),
                        new AgentUnpause("pbx1", "x4", soon, "Local/x@evil&PJSIP/1", null),
                        new AgentAdd("pbx1", "x5", soon, "PJSIP/0001", "support", "Bob\r\nAction: Logoff", 0),
                        new AgentAdd("pbx1", "x6", soon, "PJSIP/0001", "support", null, -1),
                        new AgentRemove("pbx1", "x7", soon, "PJSIP/0001", "support\n"))
                .forEach(command -> {
                    assertThat(fixture.execute(command)).isInstanceOf(InvalidCommand.class);
                    assertThat(refusal(command.decisionId()).reason()).isEqualTo(Refusal.INVALID);
                });
        assertThat(fixture.asterisk.ami().actions("QueuePause")).isEmpty();
        assertThat(fixture.asterisk.ami().actions("QueueAdd")).isEmpty();
    }

    @Test
    void whatFollowsAQueueSurvivesTheGatewayThatPlannedIt() {
        NodeFixture next = new NodeFixture(true);
        try {
            next.asterisk
                    .ari()
                    .channels(FakeAri.channel(
                            "17.1", "Up", "Stasis", "SmartCallCenter,queue-exit,sales,TIMEOUT,voicemail:0001"));
            next.start();
            next.awaitRequestTo("POST " + CHANNEL + "/continue?context=scc-voicemail&extension=0001");
        } finally {
            next.close();
        }
    }
}
