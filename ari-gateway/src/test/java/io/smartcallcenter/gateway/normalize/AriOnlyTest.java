package io.smartcallcenter.gateway.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.gateway.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recordings without their AMI: what ARI alone tells is true, and what it does not tell is not made up. */
class AriOnlyTest {

    private static final Settings ARI_ONLY = new Settings(
            "SmartCallCenter", Settings.DEFAULTS.settle(), Settings.DEFAULTS.tombstone(), NodeMode.ARI_ONLY);

    private static Replay ariOnly(String name) {
        Replay replay = new Replay(new Normalizer("pbx1", 7, ARI_ONLY));
        for (Signal signal : Trace.named(name).signals(Trace.Options.PLAIN)) {
            boolean ami = signal instanceof Signal.Ami
                    || (signal instanceof Signal.LinkUp up && up.link() == Link.AMI)
                    || (signal instanceof Signal.LinkDown down && down.link() == Link.AMI)
                    || signal instanceof Signal.Resync;
            if (!ami) {
                replay.play(signal);
            }
        }
        return replay;
    }

    private static Map<String, String> directFacts(Replay replay) {
        Map<String, String> facts = new TreeMap<>();
        for (CallEvent event : replay.events(CallEvent.class)) {
            if (event instanceof CallEvent.OfferStarted offer && offer.queue() == null) {
                facts.put(offer.offerId() + " offered", offer.agent().iface());
            } else if (event instanceof CallEvent.OfferEnded offer && offer.queue() == null) {
                facts.put(offer.offerId() + " ended", offer.outcome().name());
            } else if (event instanceof CallEvent.Answered answered && answered.queue() == null) {
                facts.put(answered.offerId() + " answered", answered.agent().iface());
            } else if (event instanceof CallEvent.Released released && released.queue() == null) {
                facts.put(released.offerId() + " released", released.endedBy().name());
            } else if (event instanceof CallEvent.RouteRequested request) {
                facts.put(request.requestId() + " requested", request.dialled());
            } else if (event instanceof CallEvent.Started started) {
                facts.put(started.callId() + " started", started.dialled());
            }
        }
        return facts;
    }

    static Stream<String> untilAsteriskDies() {
        return Trace.names().stream().filter(name -> !name.startsWith("18") && !name.startsWith("19"));
    }

    @ParameterizedTest
    @MethodSource("untilAsteriskDies")
    void directCallsAreTheSameAsOverBothLinks(String name) {
        Replay ariOnly = ariOnly(name);

        assertThat(directFacts(ariOnly)).isEqualTo(directFacts(Replay.of(Trace.named(name), Trace.Options.PLAIN)));
        assertThat(ariOnly.skipped()).isZero();
    }

    @ParameterizedTest
    @MethodSource("untilAsteriskDies")
    void nothingIsSaidOfQueuesAndOperators(String name) {
        Replay replay = ariOnly(name);

        assertThat(replay.events(CallEvent.QueueJoined.class)).isEmpty();
        assertThat(replay.events(CallEvent.QueueLeft.class)).isEmpty();
        assertThat(replay.events(CallEvent.OfferStarted.class)).allMatch(offer -> offer.queue() == null);
        assertThat(replay.events(AgentEvent.class)).isEmpty();
        assertThat(replay.events(AsteriskState.class)).allMatch(AsteriskState.Node.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("untilAsteriskDies")
    void everyCallEndsOnceWithItsCauseAndIsForgotten(String name) {
        Replay replay = ariOnly(name);
        Replay both = Replay.of(Trace.named(name), Trace.Options.PLAIN);

        assertThat(causes(replay)).isEqualTo(causes(both));
        assertThat(replay.openCalls()).hasSameSizeAs(both.openCalls());
    }

    private static Map<String, Integer> causes(Replay replay) {
        Map<String, Integer> causes = new TreeMap<>();
        replay.events(CallEvent.Ended.class).forEach(ended -> causes.put(ended.callId(), ended.cause()));
        return causes;
    }

    @Test
    void theLackOfQueueFactsIsAnOutageThatGrowsWithTheTime() {
        Replay replay = new Replay(new Normalizer("pbx1", 7, ARI_ONLY));
        Instant start = Scene.START;
        replay.play(new Signal.Predecessor(List.of(), List.of(), start.minusSeconds(10), start));
        replay.play(new Signal.LinkUp(Link.ARI, start));
        replay.play(new Signal.Tick(start.plusSeconds(59)));
        replay.play(new Signal.Tick(start.plusSeconds(60)));
        replay.play(new Signal.Tick(start.plusSeconds(120)));

        assertThat(replay.events(NodeEvent.Disconnected.class))
                .extracting(NodeEvent.Disconnected::link)
                .containsExactly(Link.AMI);
        assertThat(replay.events(NodeEvent.Gap.class))
                .containsExactly(
                        new NodeEvent.Gap("pbx1", Link.ARI, start.minusSeconds(10), start),
                        new NodeEvent.Gap("pbx1", Link.AMI, start.minusSeconds(10), start),
                        new NodeEvent.Gap("pbx1", Link.AMI, start.minusSeconds(10), start.plusSeconds(60)),
                        new NodeEvent.Gap("pbx1", Link.AMI, start.minusSeconds(10), start.plusSeconds(120)));
    }

    @Test
    void aCallThatVanishedInAGapIsLostAndEntriesOfAnEarlierOwnerAreToo() {
        Scene full = new Scene().callerJoins();
        Replay replay = new Replay(new Normalizer("pbx1", 8, ARI_ONLY));
        Instant back = Scene.START.plusSeconds(9);
        replay.play(new Signal.Predecessor(full.replay().openCalls(), List.of(), Scene.START.plusSeconds(3), back));
        replay.play(new Signal.LinkUp(Link.ARI, back));
        Map<String, Object> channel = Map.of("id", Scene.CALLER, "name", "PJSIP/trunk-0", "dialplan", Map.of());

        replay.play(new Signal.Resync(
                new Signal.Resync.State(List.of(channel), List.of(), null, null, null), back.plusMillis(50)));
        assertThat(replay.events(CallEvent.QueueLeft.class)).hasSize(1);
        assertThat(replay.events(CallEvent.Ended.class)).isEmpty();

        replay.play(new Signal.LinkDown(Link.ARI, "closed", back.plusSeconds(1)));
        replay.play(new Signal.LinkUp(Link.ARI, back.plusSeconds(2)));
        replay.play(new Signal.Resync(
                new Signal.Resync.State(List.of(), List.of(), null, null, null), back.plusSeconds(3)));
        assertThat(replay.openCalls()).isEmpty();
        assertThat(replay.events(CallEvent.Ended.class)).hasSize(1);
    }

    @Test
    void anAsteriskThatRestartedSinceHasNoneOfTheCalls() {
        Scene full = new Scene().arrives();
        Replay replay = new Replay(new Normalizer("pbx1", 8, ARI_ONLY));
        Instant back = Scene.START.plusSeconds(9);
        replay.play(new Signal.Predecessor(full.replay().openCalls(), List.of(), Scene.START.plusSeconds(3), back));
        replay.play(new Signal.LinkUp(Link.ARI, back));

        replay.play(new Signal.Resync(
                new Signal.Resync.State(List.of(), List.of(), null, null, Scene.START.plusSeconds(5)),
                back.plusMillis(50)));

        assertThat(replay.openCalls()).isEmpty();
    }
}
