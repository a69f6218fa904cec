package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent.Fallback;
import io.smartcallcenter.events.CallEvent.FallbackReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.gateway.command.InvalidCommand;
import io.smartcallcenter.gateway.fake.FakeAri;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutingOnNodeTest {

    private static final String CALLER = "1795386500.0";
    private static final String CONTINUE_TO_SUPPORT =
            "POST /channels/" + CALLER + "/continue?context=scc-queue&extension=support&priority=1";

    private NodeFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    private RouteRequested call(String... settings) {
        fixture = new NodeFixture(true, settings).started();
        fixture.asterisk.ari().stasisStart(CALLER, "700");
        return fixture.awaitRequest(CALLER);
    }

    private RouteRequested patientCall() {
        return call("scc.fallback.decision-timeout", "1m");
    }

    @Test
    void aDecisionSendsTheCallerIntoTheQueueOnce() {
        RouteRequested request = patientCall();
        CallCommand command = fixture.toQueue(request, "sales", Then.HANGUP);
        assertThat(fixture.execute(command)).isNull();
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-queue&extension=sales");
        fixture.execute(command);
        fixture.execute(fixture.toQueue(request, "vip", Then.HANGUP));
        fixture.settle();
        assertThat(fixture.count("POST /channels/" + CALLER + "/answer")).isEqualTo(1);
        assertThat(fixture.count("POST /channels/" + CALLER + "/continue")).isEqualTo(1);
    }

    @Test
    void timeoutOptionsAndWhatFollowsTravelOnTheChannel() {
        RouteRequested request = patientCall();
        fixture.execute(new CallCommand.RouteQueue(
                request.callId(),
                "d",
                NodeFixture.soon(),
                request.requestId(),
                "sales",
                6,
                "tn",
                false,
                0,
                null,
                Then.queue("backup")));
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue");
        assertThat(fixture.requests())
                .contains(
                        "POST /channels/" + CALLER + "/variable?variable=SCC_QTIMEOUT&value=6",
                        "POST /channels/" + CALLER + "/variable?variable=SCC_QOPTS&value=tn",
                        "POST /channels/" + CALLER + "/variable?variable=SCC_THEN&value=queue%3Abackup")
                .doesNotContain("POST /channels/" + CALLER + "/answer");

        fixture.asterisk.ari().stasisStart(CALLER, "queue-exit", "sales", "TIMEOUT", "queue:backup");
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-queue&extension=backup");
        assertThat(fixture.count("POST /channels/" + CALLER + "/variable?variable=SCC_THEN"))
                .as("nothing follows the second queue")
                .isEqualTo(1);

        fixture.asterisk.ari().stasisStart(CALLER, "queue-exit", "backup", "TIMEOUT", "");
        fixture.awaitRequestTo("DELETE /channels/" + CALLER + "?reason=normal");
    }

    @Test
    void withoutADecisionTheCallerGoesToTheDefaultQueueAndALateCommandIsIgnored() {
        RouteRequested request = call("scc.fallback.decision-timeout", "50ms");
        fixture.awaitRequestTo(CONTINUE_TO_SUPPORT);
        await().until(() -> !fixture.published(Fallback.class).isEmpty());
        assertThat(fixture.published(Fallback.class))
                .extracting(Fallback::reason)
                .containsExactly(FallbackReason.DECISION_LATE);
        fixture.execute(fixture.toQueue(request, "sales", Then.HANGUP));
        fixture.settle();
        assertThat(fixture.count("POST /channels/" + CALLER + "/continue")).isEqualTo(1);
    }

    @Test
    void withoutKafkaTheCallerDoesNotWaitAtAll() {
        fixture = new NodeFixture(false, "scc.fallback.decision-timeout", "1m").started();
        await().until(() -> !fixture.publisher.kafkaUp());
        fixture.asterisk.ari().stasisStart(CALLER, "700");
        fixture.awaitRequestTo(CONTINUE_TO_SUPPORT);
    }

    @Test
    void aCommandThatCannotBeExecutedIsRefusedAndTheCallerGoesToTheDefaultQueue() {
        RouteRequested request = patientCall();
        assertThat(fixture.execute(fixture.toQueue(request, "x,Trixbox&System(rm)", Then.HANGUP)))
                .isInstanceOf(InvalidCommand.class)
                .hasMessageContaining("queue");
        fixture.awaitRequestTo(CONTINUE_TO_SUPPORT);
        await().until(() -> !fixture.published(Fallback.class).isEmpty());
        assertThat(fixture.published(Fallback.class))
                .extracting(Fallback::reason)
                .containsExactly(FallbackReason.EXECUTOR_ERROR);
    }

    @Test
    void aFailingStepSendsTheCallerToTheDefaultQueue() {
        RouteRequested request = patientCall();
        fixture.asterisk.ari().status("POST /channels/" + CALLER + "/answer", 500);
        fixture.execute(fixture.toQueue(request, "sales", Then.HANGUP));
        fixture.awaitRequestTo(CONTINUE_TO_SUPPORT);
    }

    @Test
    void anExpiredCommandIsNotExecuted() {
        RouteRequested request = patientCall();
        fixture.execute(new CallCommand.RouteReject(
                request.callId(), "d", Instant.now().minusMillis(1), request.requestId(), "busy"));
        fixture.execute(
                new CallCommand.RouteReject(request.callId(), "d2", NodeFixture.soon(), request.requestId(), "busy"));
        fixture.awaitRequestTo("DELETE /channels/" + CALLER + "?reason=busy");
        assertThat(fixture.meters
                        .counter("scc.commands", "type", "route.reject", "result", "expired")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCallerWhoHangsUpWaitsForNothing() {
        RouteRequested request = patientCall();
        fixture.asterisk.ari().send(FakeAri.event("StasisEnd", CALLER, "Ring"));
        fixture.asterisk.ari().send(FakeAri.event("ChannelDestroyed", CALLER, "Ring"));
        await().until(() -> fixture.meters.get("scc.decisions.waiting").gauge().value() == 0);
        fixture.execute(fixture.toQueue(request, "sales", Then.HANGUP));
        fixture.settle();
        assertThat(fixture.count("POST /channels/" + CALLER)).isZero();
    }

    /** Plays what a caller hears before voicemail. Gives the playback. */
    private String announcement() {
        RouteRequested request = patientCall();
        fixture.execute(new CallCommand.RouteAnnounce(
                request.callId(),
                "d",
                NodeFixture.soon(),
                request.requestId(),
                "custom/closed",
                new Then(CallCommand.ThenAction.VOICEMAIL, "0001")));
        String play = "POST /channels/" + CALLER + "/play/";
        fixture.awaitRequestTo(play);
        assertThat(fixture.requests()).anyMatch(line -> line.endsWith("media=sound%3Acustom%2Fclosed"));
        return fixture.requests().stream()
                .filter(line -> line.startsWith(play))
                .map(line -> line.substring(play.length(), line.indexOf('?')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAnnouncementThatEndedWhileTheLinkWasDownIsOver() {
        String playback = announcement();
        fixture.asterisk.ari().channels(FakeAri.channel(CALLER, "Up", "Stasis", "SmartCallCenter,700"));
        fixture.asterisk.ari().status("GET /playbacks/" + playback, 404);
        fixture.asterisk.ari().closeWebSocket();
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-voicemail&extension=0001");
    }

    @Test
    void anAnnouncementIsPlayedToTheEndAndThenFollows() {
        String playback = announcement();
        fixture.asterisk
                .ari()
                .sendText("{\"type\":\"PlaybackFinished\",\"playback\":{\"id\":\"" + playback
                        + "\",\"state\":\"done\"}}");
        fixture.awaitRequestTo("POST /channels/" + CALLER + "/continue?context=scc-voicemail&extension=0001");
    }

    @Test
    void operatorsArePausedOverTheAmiAndHostileValuesAreRefused() {
        patientCall();
        fixture.execute(new CallCommand.AgentPause("pbx1", "p1", NodeFixture.soon(), "PJSIP/0001", "support", "lunch"));
        await().until(() -> !fixture.asterisk.ami().actions("QueuePause").isEmpty());
        assertThat(fixture.asterisk.ami().actions("QueuePause").get(0))
                .containsEntry("Interface", "PJSIP/0001")
                .containsEntry("Queue", "support")
                .containsEntry("Paused", "true")
                .containsEntry("Reason", "lunch");
        assertThat(fixture.execute(new CallCommand.AgentPause(
                        "pbx1", "p2", NodeFixture.soon(), "PJSIP/0001", null, "x\r\n\r\nAction: Originate")))
                .isInstanceOf(InvalidCommand.class);
    }
}
