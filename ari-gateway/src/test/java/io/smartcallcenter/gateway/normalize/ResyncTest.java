package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.Released;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gaps are said, what vanished in one is closed as LOST. */
class ResyncTest {

    private static final String ONE = "PJSIP/0001";

    private static Instant at(long millis) {
        return Scene.START.plusMillis(millis);
    }

    private static Scene gap(Scene scene, long from, long to) {
        return scene.signal(new Signal.LinkDown(Link.AMI, "closed", at(from)))
                .signal(new Signal.LinkUp(Link.AMI, at(to)))
                .at(to);
    }

    private static Signal resync(long millis, List<Map<String, String>> channels, List<Map<String, String>> queues) {
        return new Signal.Resync(new Signal.Resync.State(null, null, channels, queues, null), at(millis));
    }

    private static Map<String, String> shown(String id) {
        return Map.of("Event", "CoreShowChannel", "Uniqueid", id, "Linkedid", CALLER, "Channel", "PJSIP/trunk-0");
    }

    @Test
    void aKilledAsteriskLosesEveryCallThatIsOlderThanItself() {
        Scene scene = gap(new Scene().callerJoins().at(100).rings("1.1", ONE), 3000, 9000);

        scene.ami("FullyBooted", "Uptime", "1");

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
        assertThat(scene.left().waitMs()).isEqualTo(2980);
        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.LOST);
        assertThat(scene.events(CallEvent.Ended.class)).hasSize(1);
        assertThat(scene.events(NodeEvent.Gap.class)).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(at(3000));
            assertThat(gap.to()).isEqualTo(at(9000));
        });
    }

    @Test
    void anAsteriskThatOnlyLostTheLinkKeepsItsCalls() {
        Scene scene = gap(new Scene().callerJoins(), 3000, 9000);

        scene.ami("FullyBooted", "Uptime", "86400").signal(resync(9100, List.of(shown(CALLER)), List.of(entry())));

        assertThat(scene.events(CallEvent.QueueLeft.class)).isEmpty();
        assertThat(scene.replay().normalizer().live().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.state()).isEqualTo("WAITING"));
    }

    private static Map<String, String> entry() {
        return entry("9");
    }

    private static Map<String, String> entry(String wait) {
        return Map.of("Event", "QueueEntry", "Queue", "support", "Uniqueid", CALLER, "Position", "1", "Wait", wait);
    }

    @Test
    void aCallThatVanishedInTheGapIsLost() {
        Scene scene = gap(new Scene().callerJoins(), 3000, 9000);

        scene.signal(resync(9100, List.of(), List.of()));

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
        assertThat(scene.events(NodeEvent.Snapshot.class))
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot.lostCalls()).isEqualTo(1));
    }

    @Test
    void aSnapshotSaysSinceWhenThisAsteriskRuns() {
        Scene scene = gap(new Scene().callerJoins(), 3000, 9000);

        scene.signal(new Signal.Resync(new Signal.Resync.State(null, null, List.of(), List.of(), at(5000)), at(9100)));

        assertThat(scene.events(NodeEvent.Snapshot.class))
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot.startedAt()).isEqualTo(at(5000)));
    }

    @Test
    void aCallerWhoStoppedWaitingInTheGapLeftForAnUnknownReason() {
        Scene scene = gap(new Scene().callerJoins(), 3000, 9000);

        scene.signal(resync(9100, List.of(shown(CALLER)), List.of()));

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
        assertThat(scene.events(CallEvent.Ended.class)).isEmpty();
    }

    @Test
    void aTalkWhoseLegIsGoneAfterTheGapIsReleasedWithoutAReason() {
        Scene scene =
                new Scene().callerJoins().at(100).rings("1.1", ONE).at(1100).leaves();
        scene.agent("AgentConnect", "1.1", ONE, "HoldTime", "1");

        gap(scene, 3000, 9000).signal(resync(9100, List.of(shown(CALLER)), null));

        assertThat(scene.events(Released.class)).singleElement().satisfies(released -> {
            assertThat(released.endedBy()).isEqualTo(CallEvent.EndedBy.UNKNOWN);
            assertThat(released.talkMs()).isEqualTo(1900);
        });
    }

    @Test
    void aCallThatBeganWhileTheStateWasReadIsNotLost() {
        Scene scene = gap(new Scene(), 10, 20);
        scene.at(50).channel("Newchannel", CALLER, "Exten", "700").at(60).stasisStart(CALLER, "700");

        scene.signal(resync(70, List.of(), List.of()));

        assertThat(scene.events(CallEvent.Ended.class)).isEmpty();
    }

    @Test
    void aCallerWhoJoinedInTheGapIsTakenIn() {
        Scene scene = gap(new Scene(), 3000, 9000);

        scene.signal(resync(9000, List.of(shown(CALLER)), List.of(entry())));

        assertThat(scene.events(CallEvent.QueueJoined.class))
                .singleElement()
                .satisfies(joined -> assertThat(joined.position()).isEqualTo(1));
        assertThat(scene.replay().normalizer().live().queues()).singleElement().satisfies(queue -> assertThat(
                        queue.waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.since()).isEqualTo(at(0))));
    }

    /** Wait has whole seconds, by the clock: a caller who joined in the gap must not be counted in a time that is said to be complete. */
    @ParameterizedTest
    @CsvSource({"0, 8999", "1, 8100", "6, 3100", "7, 3000"})
    void aCallerWhoJoinedInTheGapIsNotCountedOutsideOfIt(String wait, long joined) {
        Scene scene = gap(new Scene(), 3000, 9000);

        scene.signal(resync(9100, List.of(shown(CALLER)), List.of(entry(wait))));

        assertThat(scene.replay().normalizer().live().queues().get(0).waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.since()).isEqualTo(at(joined)));
    }

    /** Duration has whole seconds; and an event of a channel that was never told as new says nothing about its begin. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatBeganInTheGapIsNotCountedOutsideOfIt(boolean heardBeforeTheList) {
        Scene scene = gap(new Scene(), 3000, 9000).at(9050);
        if (heardBeforeTheList) {
            scene.channel("Newstate", CALLER, "ChannelStateDesc", "Ring");
        }

        scene.signal(resync(9100, List.of(shown(CALLER)), List.of(entry("0"))));

        assertThat(scene.replay().published().stream()
                        .map(Published::envelope)
                        .filter(envelope -> envelope != null && envelope.data() instanceof CallEvent.Started))
                .singleElement()
                .satisfies(envelope -> assertThat(envelope.meta().time()).isEqualTo(at(8999)));
    }

    /** RingTime has whole seconds too. */
    @Test
    void anOfferWhoseBeginWasMissedBeganInTheGap() {
        Scene scene = gap(new Scene().callerJoins(), 3000, 9000).at(9500);

        scene.agent("AgentConnect", "1.1", ONE, "HoldTime", "9", "RingTime", "0");

        assertThat(scene.replay().published().stream()
                        .map(Published::envelope)
                        .filter(envelope -> envelope.data() instanceof CallEvent.OfferStarted))
                .singleElement()
                .satisfies(envelope -> assertThat(envelope.meta().time()).isEqualTo(at(8999)));
    }

    @Test
    void theGapAndTheJoinAreByTwoClocks() {
        Scene scene = gap(new Scene(), 3000, 9000);
        Map<String, String> anHourAhead = new HashMap<>(entry("0"));
        anHourAhead.put("Timestamp", at(3_600_000 + 9100).getEpochSecond() + ".100000");

        scene.signal(resync(9100, List.of(shown(CALLER)), List.of(anHourAhead)));

        assertThat(scene.replay().normalizer().live().queues().get(0).waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.since()).isEqualTo(at(3_600_000 + 8999)));
    }

    @Test
    void aCallerWhoseStasisStartWasLostIsAskedForOnce() {
        Map<String, Object> stuck = Map.of(
                "id",
                CALLER,
                "name",
                "PJSIP/trunk-0",
                "dialplan",
                Map.of("app_name", "Stasis", "app_data", "SmartCallCenter,700"));
        Signal signal =
                new Signal.Resync(new Signal.Resync.State(List.of(stuck), List.of(), null, null, null), at(100));

        Scene scene = new Scene().signal(signal).signal(signal);

        assertThat(scene.events(CallEvent.RouteRequested.class))
                .singleElement()
                .satisfies(request -> assertThat(request.dialled()).isEqualTo("700"));
    }

    @Test
    void aReplacedApplicationIsALostLinkAndFailedAttemptsAreNoNews() {
        Scene scene = new Scene()
                .signal(new Signal.Ari(
                        Map.of("type", "ApplicationReplaced", "application", "SmartCallCenter"), at(100)));
        scene.signal(new Signal.LinkDown(Link.ARI, "refused", at(200)))
                .signal(new Signal.LinkDown(Link.ARI, "refused", at(400)));

        scene.signal(new Signal.LinkUp(Link.ARI, at(1000)));

        assertThat(scene.events(NodeEvent.Disconnected.class)).hasSize(1);
        assertThat(scene.events(NodeEvent.Gap.class)).singleElement().satisfies(gap -> {
            assertThat(gap.link()).isEqualTo(Link.ARI);
            assertThat(gap.from()).isEqualTo(at(100));
        });
    }

    @Test
    void whileAmiIsAwayTheEndThatAriTellsClosesTheCall() {
        Scene scene = new Scene().callerJoins().signal(new Signal.LinkDown(Link.AMI, "closed", at(3000)));

        scene.signal(new Signal.Ari(
                Map.of("type", "ChannelDestroyed", "channel", Map.of("id", CALLER), "cause", 16), at(5000)));

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
        assertThat(scene.events(CallEvent.Ended.class)).singleElement().satisfies(ended -> assertThat(ended.cause())
                .isEqualTo(16));
    }

    @Test
    void aFactThatFellIntoAGapIsNotGuessed() {
        Scene scene = new Scene().callerJoins().at(2990).leaves();

        gap(scene, 3000, 3500)
                .signal(resync(3600, List.of(shown(CALLER)), List.of()))
                .settle();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
        assertThat(scene.left().waitMs()).isEqualTo(2970);
    }

    @Test
    void whileAmiIsAwayTheQueuesOwnWordEndsTheEntry() {
        Scene scene = new Scene().callerJoins().signal(new Signal.LinkDown(Link.AMI, "closed", at(3000)));

        scene.at(5000).stasisStart(CALLER, "queue-exit", "support", "TIMEOUT", "hangup");

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TIMEOUT);
        assertThat(scene.left().waitMs()).isEqualTo(4980);
    }

    @Test
    void aCallerWhoLeftWhileTheListWasReadDoesNotWaitAgain() {
        Scene scene = gap(new Scene().callerJoins(), 3000, 9000);
        scene.at(9010).leaves().agent("AgentConnect", "1.1", ONE);

        scene.signal(resync(9100, List.of(shown(CALLER), shown("1.1")), List.of(entry())));

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ANSWERED);
        assertThat(scene.events(CallEvent.QueueJoined.class)).hasSize(1);
        assertThat(scene.replay().normalizer().live().queues().get(0).waiting()).isEmpty();
    }

    @Test
    void twoGapsBeforeTheStateIsReadCountFromTheFirst() {
        Scene scene = new Scene().callerJoins();
        gap(scene, 3000, 4000);
        gap(scene, 5000, 9000);

        scene.signal(resync(9100, List.of(), List.of()));

        assertThat(scene.left().waitMs()).isEqualTo(2980);
    }

    @Test
    void aStasisStartThatTheListOvertookAsksNoSecondTime() {
        Map<String, Object> found = Map.of(
                "id", CALLER, "name", "x", "dialplan", Map.of("app_name", "Stasis", "app_data", "SmartCallCenter,700"));
        Scene scene = new Scene()
                .signal(new Signal.Resync(
                        new Signal.Resync.State(List.of(found), List.of(), null, null, null), at(100)));

        scene.at(110).stasisStart(CALLER, "700");
        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(1);

        scene.at(5000).stasisStart(CALLER, "701");
        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(2);
    }

    @Test
    void theGapOfALinkThatFellSilentBeginsWhenItWasHeardLast() {
        Scene scene = new Scene().callerJoins();
        scene.signal(new Signal.LinkDown(Link.AMI, "no answer", at(3000), at(18_000)));
        scene.signal(new Signal.LinkUp(Link.AMI, at(19_000)));

        scene.signal(resync(19_100, List.of(), List.of()));

        assertThat(scene.events(NodeEvent.Gap.class))
                .containsExactly(new NodeEvent.Gap("pbx1", Link.AMI, at(3000), at(19_000)));
        assertThat(scene.left().waitMs()).isEqualTo(2980);
    }
}
