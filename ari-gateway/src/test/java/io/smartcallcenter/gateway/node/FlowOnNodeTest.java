package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.CallCommand.RouteService;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent.CallbackRequested;
import io.smartcallcenter.events.CallEvent.IvrStep;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.CallEvent.VoicemailRecorded;
import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.gateway.command.InvalidCommand;
import io.smartcallcenter.gateway.fake.FakeAri;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowOnNodeTest {

    private static final String CALLER = "1795386584.0";
    private static final String CHANNEL = "/channels/" + CALLER;
    private static final ServiceFlow FLOW = new ServiceFlow(
            "menu",
            "menu",
            List.of(
                    new FlowNode.Menu(
                            "menu",
                            List.of("custom/hello", "custom/menu"),
                            60,
                            1,
                            Map.of("1", "sales", "2", "message", "3", "back", "4", "phone"),
                            "sales"),
                    new FlowNode.Queue("sales", "sales", 60, "", Then.queue("backup")),
                    new FlowNode.Voicemail("message", List.of(), "0001", 60, 3, "#", "end"),
                    new FlowNode.Callback("back", FlowNode.CALLER, "support", "end"),
                    new FlowNode.Direct("phone", "PJSIP/0001", 20, Then.queue("support")),
                    new FlowNode.Hangup("end", "normal")));

    private NodeFixture fixture;
    private FakeAri ari;
    private RouteRequested request;

    @BeforeEach
    void call() {
        fixture = new NodeFixture(true, "scc.fallback.decision-timeout", "1m").started();
        ari = fixture.asterisk.ari();
        ari.stasisStart(CALLER, "800");
        request = fixture.awaitRequest(CALLER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void begin() {
        assertThat(fixture.execute(service(FLOW))).isNull();
        fixture.awaitRequestTo("POST " + CHANNEL + "/play/");
    }

    private RouteService service(ServiceFlow flow) {
        return new RouteService(
                request.callId(), "d1", NodeFixture.soon(), request.requestId(), "menu", flow, Then.queue("support"));
    }

    private void press(String key) {
        ari.send(FakeAri.event("ChannelDtmfReceived", CALLER, "Up")
                .put("digit", key)
                .put("duration_ms", 100));
    }

    private String playback() {
        String play = "POST " + CHANNEL + "/play/";
        return fixture.requests().stream()
                .filter(line -> line.startsWith(play))
                .map(line -> line.substring(play.length(), line.indexOf('?')))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private void recordingEnds(String type, int seconds) {
        String record = "POST " + CHANNEL + "/record?name=";
        String name = fixture.requests().stream()
                .filter(line -> line.startsWith(record))
                .map(line -> line.substring(record.length(), line.indexOf('&')))
                .findFirst()
                .orElseThrow();
        ari.send(new JsonObject()
                .put("type", type)
                .put("application", "SmartCallCenter")
                .put(
                        "recording",
                        new JsonObject().put("name", name).put("state", "done").put("duration", seconds)));
    }

    @Test
    void aKeyStopsThePromptAndLeadsIntoTheQueueWithWhatFollows() {
        begin();
        assertThat(fixture.requests())
                .anyMatch(line -> line.endsWith("media=sound%3Acustom%2Fhello%2Csound%3Acustom%2Fmenu"));
        String playback = playback();
        press("1");
        fixture.awaitRequestTo("POST " + CHANNEL + "/continue?context=scc-queue&extension=sales");
        fixture.awaitRequestTo("DELETE /playbacks/" + playback);
        assertThat(fixture.requests())
                .contains(
                        "POST " + CHANNEL + "/variable?variable=SCC_QTIMEOUT&value=60",
                        "POST " + CHANNEL + "/variable?variable=SCC_THEN&value=queue%3Abackup");
        await().until(() -> fixture.published(IvrStep.class).size() == 2);
        assertThat(fixture.published(IvrStep.class))
                .extracting(IvrStep::flow, IvrStep::node, IvrStep::digits, IvrStep::result)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("menu", "menu", "1", "chosen"),
                        org.assertj.core.groups.Tuple.tuple("menu", "sales", null, "queue sales"));
    }

    @Test
    void aPromptThatCannotBePlayedDoesNotEndTheFlow() {
        ari.status("POST " + CHANNEL + "/play/", 500);
        begin();
        press("4");
        fixture.awaitRequestTo("POST /channels/create?endpoint=PJSIP%2F0001");
    }

    @Test
    void aMessageIsRecordedAndTheFlowGoesOn() {
        begin();
        press("2");
        fixture.awaitRequestTo("POST " + CHANNEL + "/record?name=scc-0001-" + CALLER);
        assertThat(fixture.requests())
                .anyMatch(line -> line.endsWith(
                        "maxDurationSeconds=60&maxSilenceSeconds=3&ifExists=fail&beep=true&terminateOn=%23"));
        recordingEnds("RecordingFinished", 7);
        fixture.awaitRequestTo("DELETE " + CHANNEL + "?reason=normal");
        await().until(() -> !fixture.published(VoicemailRecorded.class).isEmpty());
        VoicemailRecorded recorded = fixture.published(VoicemailRecorded.class).get(0);
        assertThat(recorded.callId()).isEqualTo(request.callId());
        assertThat(recorded.mailbox()).isEqualTo("0001");
        assertThat(recorded.durationMs()).isEqualTo(7_000);
    }

    @Test
    void aMessageThatEndsWithTheCallersHangUpIsKept() {
        begin();
        press("2");
        fixture.awaitRequestTo("POST " + CHANNEL + "/record");
        ari.send(FakeAri.event("StasisEnd", CALLER, "Up"));
        ari.send(FakeAri.event("ChannelDestroyed", CALLER, "Up"));
        recordingEnds("RecordingFinished", 7);
        await().until(() -> !fixture.published(VoicemailRecorded.class).isEmpty());
        fixture.settle();
        assertThat(fixture.count("DELETE " + CHANNEL)).isZero();
    }

    @Test
    void aRecordingThatFailsIsNoMessage() {
        begin();
        press("2");
        fixture.awaitRequestTo("POST " + CHANNEL + "/record");
        recordingEnds("RecordingFailed", 0);
        fixture.awaitRequestTo("DELETE " + CHANNEL + "?reason=normal");
        assertThat(fixture.published(VoicemailRecorded.class)).isEmpty();
    }

    @Test
    void aCallbackIsAskedFor() {
        begin();
        press("3");
        await().until(() -> !fixture.published(CallbackRequested.class).isEmpty());
        assertThat(fixture.published(CallbackRequested.class))
                .containsExactly(new CallbackRequested(request.callId(), "79010000001", "support"));
    }

    @Test
    void whoHangsUpInAFlowIsForgotten() {
        begin();
        String playback = playback();
        ari.send(FakeAri.event("StasisEnd", CALLER, "Up"));
        ari.send(FakeAri.event("ChannelDestroyed", CALLER, "Up"));
        press("1");
        ari.sendText("{\"type\":\"PlaybackFinished\",\"playback\":{\"id\":\"" + playback + "\",\"state\":\"done\"}}");
        // Frames keep their order: when the next caller is heard, these were read.
        ari.stasisStart("17.1", "700");
        fixture.awaitRequest("17.1");
        assertThat(fixture.count("POST " + CHANNEL + "/continue")).isZero();
    }

    @Test
    void aPromptThatEndedWhileTheLinkWasDownIsOver() {
        begin();
        String playback = playback();
        ari.channels(FakeAri.channel(CALLER, "Up", "Stasis", "SmartCallCenter,800"));
        ari.status("GET /playbacks/" + playback, 404);
        int connects = ari.connects();
        ari.closeWebSocket();
        fixture.awaitRequestTo("GET /playbacks/" + playback);
        await().until(() -> ari.connects() > connects);
        press("1");
        fixture.awaitRequestTo("POST " + CHANNEL + "/continue?context=scc-queue&extension=sales");
        assertThat(fixture.count("DELETE /playbacks"))
                .as("nothing plays any more")
                .isZero();
    }

    @Test
    void aCommandWithoutADefinitionIsRefusedAndTheCallerGoesToTheDefaultQueue() {
        assertThat(fixture.execute(service(null))).isInstanceOf(InvalidCommand.class);
        fixture.awaitRequestTo("POST " + CHANNEL + "/continue?context=scc-queue&extension=support");
    }

    @Test
    void whoIsInAFlowWhenTheGatewayDiesIsDecidedAnew() {
        NodeFixture next = new NodeFixture(true, "scc.fallback.decision-timeout", "1m");
        try {
            next.asterisk.ari().channels(FakeAri.channel(CALLER, "Up", "Stasis", "SmartCallCenter,800"));
            next.start();
            request = next.awaitRequest(CALLER);
            assertThat(request.dialled()).isEqualTo("800");
            assertThat(next.execute(service(FLOW))).isNull();
            next.awaitRequestTo("POST " + CHANNEL + "/play/");
        } finally {
            next.close();
        }
    }
}
