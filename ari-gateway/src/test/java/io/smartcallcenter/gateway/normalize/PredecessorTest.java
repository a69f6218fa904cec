package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.QueueLeft;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway that takes over a node goes on with its predecessor's calls and says what it could not hear. */
class PredecessorTest {

    private static final String ONE = "PJSIP/0001";
    private static final long DIED = 3000;
    private static final long BACK = 9000;

    private static Instant at(long millis) {
        return Scene.START.plusMillis(millis);
    }

    /** Both links come up a second after the takeover, ARI first. */
    private static Scene successor(List<CallState> calls, List<AsteriskState> states) {
        Scene scene = new Scene(new Replay(8));
        return scene.signal(new Signal.Predecessor(calls, states, at(DIED), at(BACK - 1000)))
                .signal(new Signal.LinkUp(Link.ARI, at(BACK)))
                .signal(new Signal.LinkUp(Link.AMI, at(BACK + 20)))
                .at(BACK + 20);
    }

    private static Scene successorOf(Scene dead) {
        return successor(dead.replay().openCalls(), List.of());
    }

    @SafeVarargs
    private static Signal amiState(List<Map<String, String>> channels, Map<String, String>... queueStatus) {
        return new Signal.Resync(
                new Signal.Resync.State(null, null, channels, List.of(queueStatus), null), at(BACK + 100));
    }

    private static Map<String, String> shown(String id, String bridge) {
        return Map.of("Event", "CoreShowChannel", "Uniqueid", id, "Linkedid", CALLER, "BridgeId", bridge);
    }

    private static Map<String, String> waits(String seconds) {
        return Map.of("Event", "QueueEntry", "Queue", "support", "Uniqueid", CALLER, "Position", "1", "Wait", seconds);
    }

    private static Scene waitingCaller() {
        return new Scene().callerJoins();
    }

    private static String entryOf(Scene scene) {
        return scene.events(CallEvent.QueueJoined.class).get(0).entryId();
    }

    @Test
    void theGapOfEachLinkRunsFromWhatWasHeardLast() {
        Scene scene = successor(List.of(), List.of());

        assertThat(scene.events(NodeEvent.Gap.class))
                .containsExactly(
                        new NodeEvent.Gap("pbx1", Link.ARI, at(DIED), at(BACK)),
                        new NodeEvent.Gap("pbx1", Link.AMI, at(DIED), at(BACK + 20)));
    }

    @Test
    void theFirstOwnerOfANodeMissedNothing() {
        Scene scene = new Scene(new Replay(8));

        scene.signal(new Signal.Predecessor(List.of(), List.of(), null, at(0)))
                .signal(new Signal.LinkUp(Link.ARI, at(10)))
                .signal(new Signal.LinkUp(Link.AMI, at(20)));

        assertThat(scene.events(NodeEvent.Gap.class)).isEmpty();
        assertThat(scene.events(NodeEvent.Connected.class)).hasSize(2);
    }

    @Test
    void aCallerWhoStillWaitsGoesOnUnderTheOldEntry() {
        Scene dead = waitingCaller();
        Scene scene = successorOf(dead).signal(amiState(List.of(shown(CALLER, "")), waits("9")));

        scene.at(10_000).channel("HangupRequest", CALLER).abandons().leaves().hangsUp(CALLER, 16);

        assertThat(scene.events(CallEvent.QueueJoined.class)).isEmpty();
        assertThat(scene.events(CallEvent.Started.class)).isEmpty();
        assertThat(scene.left())
                .isEqualTo(new QueueLeft("pbx1/1.0", entryOf(dead), "support", EntryOutcome.ABANDONED, 9980, 1));
        assertThat(scene.replay().openCalls()).isEmpty();
    }

    @Test
    void aCallerWhoVanishedIsLostWhenTheyWereLastKnownToWait() {
        Scene dead = waitingCaller();

        Scene scene = successorOf(dead).signal(amiState(List.of()));

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
        assertThat(scene.left().entryId()).isEqualTo(entryOf(dead));
        assertThat(scene.left().waitMs()).isEqualTo(DIED - 20);
        assertThat(scene.events(CallEvent.Ended.class)).hasSize(1);
        assertThat(scene.replay().openCalls()).isEmpty();
    }

    @Test
    void aCallerWhoLeftAndJoinedAgainInTheGapWaitsAnew() {
        Scene dead = waitingCaller();

        Scene scene = successorOf(dead).signal(amiState(List.of(shown(CALLER, "")), waits("4")));

        assertThat(scene.left().entryId()).isEqualTo(entryOf(dead));
        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
        assertThat(scene.events(CallEvent.QueueJoined.class))
                .singleElement()
                .satisfies(joined -> assertThat(joined.entryId()).isNotEqualTo(entryOf(dead)));
    }

    @Test
    void whoTalksWithTheCallerAfterTheGapHasAnswered() {
        Scene dead = waitingCaller().at(100).rings("1.1", ONE);

        Scene scene = successorOf(dead).signal(amiState(List.of(shown(CALLER, "b"), shown("1.1", "b"))));

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ANSWERED);
        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.ACCEPTED);
        assertThat(scene.events(CallEvent.Answered.class))
                .singleElement()
                .satisfies(answered -> assertThat(answered.entryId()).isEqualTo(entryOf(dead)));
    }

    @Test
    void aTalkGoesOnAndItsWholeTimeIsCounted() {
        Scene dead = waitingCaller().at(100).rings("1.1", ONE).at(1100).leaves();
        dead.agent("AgentConnect", "1.1", ONE, "HoldTime", "1");
        Scene scene = successorOf(dead).signal(amiState(List.of(shown(CALLER, "b"), shown("1.1", "b"))));

        scene.at(11_100).agent("AgentComplete", "1.1", ONE, "Reason", "agent", "TalkTime", "10");

        assertThat(scene.events(CallEvent.Answered.class)).isEmpty();
        assertThat(scene.events(CallEvent.Released.class)).singleElement().satisfies(released -> {
            assertThat(released.entryId()).isEqualTo(entryOf(dead));
            assertThat(released.talkMs()).isEqualTo(10_000);
            assertThat(released.endedBy()).isEqualTo(CallEvent.EndedBy.AGENT);
        });
    }

    @Test
    void aCallerWhoseDecisionDiedWithThePredecessorIsAskedForAgain() {
        Scene dead = new Scene().arrives();
        Map<String, Object> stuck = Map.of(
                "id", CALLER, "name", "x", "dialplan", Map.of("app_name", "Stasis", "app_data", "SmartCallCenter,700"));
        Signal state =
                new Signal.Resync(new Signal.Resync.State(List.of(stuck), List.of(), null, null, null), at(BACK + 100));

        Scene scene = successorOf(dead).signal(state).signal(state);

        assertThat(scene.events(CallEvent.RouteRequested.class))
                .singleElement()
                .satisfies(request -> assertThat(request.reason()).isEqualTo(RouteReason.NEW));
    }

    @Test
    void anAsteriskThatRestartedMeanwhileHasNoneOfTheCalls() {
        Scene scene = successorOf(waitingCaller());

        scene.ami("FullyBooted", "Uptime", "2");

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LOST);
    }

    @Test
    void callsOfOtherNodesAndIncompleteOnesAreLeftAlone() {
        CallState whole = waitingCaller().replay().openCalls().get(0);
        CallState other = new CallState(
                "pbx2/1.0",
                "pbx2",
                null,
                "",
                at(0),
                null,
                1,
                CALLER,
                null,
                null,
                whole.channels(),
                null,
                null,
                null,
                null,
                null);
        CallState holed = new CallState(
                "pbx1/1.0",
                "pbx1",
                null,
                "",
                at(0),
                null,
                1,
                "1.9",
                null,
                null,
                whole.channels(),
                null,
                null,
                null,
                null,
                null);

        Scene scene = successor(List.of(other, holed), List.of()).signal(amiState(List.of()));

        assertThat(scene.events(CallEvent.class)).isEmpty();
        assertThat(scene.replay().skipped()).isZero();
    }

    private static Map<String, String> member(String iface, String queue, String paused, String reason) {
        return Map.of(
                "Event",
                "QueueMember",
                "Queue",
                queue,
                "Location",
                iface,
                "Name",
                iface,
                "Status",
                "1",
                "Paused",
                paused,
                "PausedReason",
                reason);
    }

    private static AsteriskState agent(String iface, boolean paused) {
        return new AsteriskState.AgentState(
                "pbx1",
                new Agent(iface, null),
                DeviceState.NOT_INUSE,
                List.of(new Membership("support", 0, paused, paused ? "lunch" : "")));
    }

    @Test
    void membersWhoChangedInTheGapAreToldWithTheTimeOfTheResync() {
        Scene scene =
                successor(List.of(), List.of(agent("A/same", true), agent("A/back", true), agent("A/out", false)));

        scene.signal(amiState(
                List.of(),
                member("A/same", "support", "1", "lunch"),
                member("A/back", "support", "0", ""),
                member("A/new", "support", "0", "")));

        assertThat(scene.events(AgentEvent.class))
                .containsExactlyInAnyOrder(
                        new AgentEvent.Unpaused(new Agent("A/back", null), "support"),
                        new AgentEvent.Added(new Agent("A/new", null), "support", false),
                        new AgentEvent.Device(new Agent("A/new", null), DeviceState.NOT_INUSE),
                        new AgentEvent.Removed(new Agent("A/out", null), "support"));
        assertThat(scene.replay().published())
                .filteredOn(published -> published.envelope().data() instanceof AgentEvent)
                .extracting(published -> published.envelope().meta().time())
                .containsOnly(at(BACK + 100));
    }

    @Test
    void statesAreSaidAnewUnderTheNewEpochButOnlyWhenTheyAreKnown() {
        List<AsteriskState> states =
                List.of(agent("A/same", false), new AsteriskState.Queue("pbx1", "closed", "ringall", null, null));
        Scene scene = successor(List.of(), states);
        assertThat(scene.events(AsteriskState.AgentState.class)).isEmpty();
        assertThat(scene.events(AsteriskState.Queue.class)).isEmpty();

        scene.signal(amiState(List.of(), member("A/same", "support", "0", "")));

        assertThat(scene.events(AsteriskState.AgentState.class))
                .containsExactly((AsteriskState.AgentState) agent("A/same", false));
        assertThat(scene.events(AsteriskState.Queue.class))
                .extracting(AsteriskState.Queue::queue)
                .containsExactlyInAnyOrder("closed", "support");
        assertThat(scene.replay().published())
                .extracting(published -> published.envelope().meta())
                .extracting(EventMeta::epoch)
                .containsOnly(8L);
    }
}
