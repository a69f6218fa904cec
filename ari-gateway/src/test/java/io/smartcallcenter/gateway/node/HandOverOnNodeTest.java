package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.CallCommand.Hangup;
import io.smartcallcenter.events.CallCommand.RouteService;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent.IvrStep;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.gateway.fake.Await;
import io.smartcallcenter.gateway.fake.FakeAri;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node changes hands: what the former owner had begun leads nowhere, and the same callers go on with its successor. */
class HandOverOnNodeTest {

    private static final String CALLER = "1795386584.0";
    private static final String CHANNEL = "/channels/" + CALLER;

    private NodeFixture former;
    private NodeFixture successor;
    private FakeAri ari;

    @BeforeEach
    void node() {
        former = new NodeFixture(true, "scc.fallback.decision-timeout", "1m");
        successor = former.successor("scc.fallback.decision-timeout", "1m");
        ari = former.asterisk.ari();
    }

    @AfterEach
    void close() {
        successor.close();
        former.close();
    }

    private void handOver() {
        Await.result(former.node.disconnect("the gateway hands the node over"));
        successor.start();
    }

    /** A menu that nobody answers; gives control back when its time runs. */
    private void menu(NodeFixture owner, String queue, int seconds) {
        RouteRequested request = owner.awaitRequest(CALLER);
        ServiceFlow flow = new ServiceFlow(
                "menu",
                "hello",
                List.of(
                        new FlowNode.Play("hello", List.of("custom/hello"), "menu"),
                        new FlowNode.Menu("menu", List.of(), seconds, 0, Map.of("1", "queue"), "queue"),
                        new FlowNode.Queue("queue", queue, 60, "", Then.HANGUP)));
        String play = "POST " + CHANNEL + "/play/";
        long before = owner.count(play);
        owner.execute(new RouteService(
                request.callId(),
                owner.decision(),
                NodeFixture.soon(),
                request.requestId(),
                "menu",
                flow,
                Then.HANGUP));
        await().until(() -> owner.count(play) > before);
        String playback = owner.requests().stream()
                .filter(line -> line.startsWith(play))
                .map(line -> line.substring(play.length(), line.indexOf('?')))
                .reduce((first, last) -> last)
                .orElseThrow();
        ari.send(new JsonObject()
                .put("type", "PlaybackFinished")
                .put("application", "SmartCallCenter")
                .put("playback", new JsonObject().put("id", playback).put("state", "done")));
        await().until(() -> !owner.published(IvrStep.class).isEmpty());
    }

    @Test
    void theTimeoutOfAFlowLeadsNowhereAndTheSuccessorsFlowGoesOn() {
        former.started();
        ari.stasisStart(CALLER, "800");
        menu(former, "sales", 10);
        ari.channels(FakeAri.channel(CALLER, "Up", "Stasis", "SmartCallCenter,800"));
        handOver();
        menu(successor, "backup", 11);
        // The former owner's time began earlier than the successor's and is shorter, so it is over by now. It is long,
        // so that it
        // is not over before the hand-over on a machine that stands still.
        successor.awaitRequestTo("POST " + CHANNEL + "/continue?context=scc-queue&extension=backup");
        assertThat(successor.count("POST " + CHANNEL + "/continue")).isEqualTo(1);
        assertThat(successor.count("DELETE " + CHANNEL)).isZero();
    }

    @Test
    void aCommandThatComesAfterwardsIsTheSuccessors() {
        former.started();
        handOver();
        Hangup hangup = new Hangup("pbx1/" + CALLER, "h1", NodeFixture.soon());
        former.execute(hangup);
        successor.execute(hangup);
        successor.awaitRequestTo("DELETE " + CHANNEL);
        assertThat(successor.count("DELETE " + CHANNEL)).isEqualTo(1);
    }
}
