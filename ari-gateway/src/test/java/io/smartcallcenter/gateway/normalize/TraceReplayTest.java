package io.smartcallcenter.gateway.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recording of the real Asterisk gives the figures of its queue_log, however the links deliver it. */
class TraceReplayTest {

    private static final long ROUNDING_MS = 1000;

    /** What is read anew after a lost link has the time at which it was read. */
    private static final Set<String> LOST_LINKS =
            Set.of("18-asterisk-killed-and-restarted", "19-ari-websocket-dropped-5s");

    static Stream<Arguments> recordings() {
        List<Trace.Options> ways = List.of(
                Trace.Options.PLAIN,
                new Trace.Options(true, 0, 0),
                new Trace.Options(false, 30, 0),
                new Trace.Options(true, 30, 0),
                new Trace.Options(false, 250, 0),
                new Trace.Options(false, 0, 30),
                new Trace.Options(true, 0, 250));
        return Trace.names().stream().flatMap(name -> ways.stream()
                .filter(way -> way.amiDelayMs() == 0 || !LOST_LINKS.contains(name))
                .map(way -> Arguments.of(name, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void theFiguresAreThoseOfTheQueueLog(String name, Trace.Options options) {
        Trace trace = Trace.named(name);

        ReplayedFigures figures = ReplayedFigures.of(Replay.of(trace, options).published());

        JsonNode expected = trace.expected();
        expected.path("queues").properties().forEach(queue -> {
            ReplayedFigures.QueueFigures actual =
                    figures.queues.getOrDefault(queue.getKey(), new ReplayedFigures.QueueFigures());
            compareQueue(queue.getKey(), queue.getValue(), actual);
        });
        assertThat(expected.path("queues").properties())
                .extracting(Map.Entry::getKey)
                .containsAll(figures.queues.keySet());
        Set<String> agents = new TreeSet<>(figures.agents.keySet());
        expected.path("agents").fieldNames().forEachRemaining(agents::add);
        for (String agent : agents) {
            compareAgent(
                    agent,
                    expected.path("agents").path(agent),
                    figures.agents.getOrDefault(agent, new ReplayedFigures.AgentFigures()),
                    name.startsWith("18"));
        }
    }

    private static void compareQueue(String queue, JsonNode expected, ReplayedFigures.QueueFigures actual) {
        assertThat(actual.entered)
                .as(queue + " entered")
                .isEqualTo(expected.path("entered").asInt());
        assertThat(actual.count(EntryOutcome.ANSWERED))
                .as(queue + " answered")
                .isEqualTo(expected.path("answered").asInt());
        assertThat(actual.count(EntryOutcome.ABANDONED))
                .as(queue + " abandoned")
                .isEqualTo(expected.path("abandoned").asInt());
        assertThat(actual.count(EntryOutcome.TIMEOUT))
                .as(queue + " timeout")
                .isEqualTo(expected.path("timeout").asInt());
        assertThat(actual.count(EntryOutcome.LEFT_EMPTY))
                .as(queue + " exit_empty")
                .isEqualTo(expected.path("exit_empty").asInt());
        compareSeconds(queue + " hold", expected.path("hold_s"), actual.holdMs);
        compareSeconds(queue + " talk", expected.path("talk_s"), actual.talkMs);
        compareSeconds(queue + " wait of those who gave up", expected.path("abandon_wait_s"), actual.gaveUpMs);
        int ended =
                actual.outcomes.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(ended).as(queue + ": every entry has one outcome").isEqualTo(actual.entered);
    }

    private static void compareAgent(
            String agent, JsonNode expected, ReplayedFigures.AgentFigures actual, boolean restarted) {
        assertThat(actual.offered)
                .as(agent + " offered")
                .isEqualTo(expected.path("offered").asInt());
        assertThat(actual.count(OfferOutcome.ACCEPTED))
                .as(agent + " answered")
                .isEqualTo(expected.path("answered").asInt());
        assertThat(actual.missed())
                .as(agent + " missed")
                .isEqualTo(expected.path("missed").asInt());
        assertThat(actual.count(OfferOutcome.CANCELLED))
                .as(agent + " ring_cancelled")
                .isEqualTo(expected.path("ring_cancelled").asInt());
        assertThat(actual.count(OfferOutcome.RESCINDED))
                .as(agent + " answered_elsewhere")
                .isEqualTo(expected.path("answered_elsewhere").asInt());
        assertThat(actual.outcomes.values().stream().mapToInt(Integer::intValue).sum())
                .as(agent + ": every offer has one outcome")
                .isEqualTo(actual.offered);
        compareSeconds(agent + " talk", expected.path("talk_s"), actual.talkMs);
        compareMillis(agent + " ring", expected.path("ring_ms_missed"), actual.missedRingMs);
        List<List<String>> pauses = new ArrayList<>();
        expected.path("pauses")
                .forEach(pause ->
                        pauses.add(List.of(pause.get(0).asText(), pause.get(1).asText())));
        if (restarted && agent.endsWith(" Two") && !pauses.isEmpty()) {
            // A static member loses its pause with the restart; queue_log does not say so, the resync does.
            pauses.add(List.of("UNPAUSE", ""));
        }
        assertThat(actual.pauses).as(agent + " pauses").isEqualTo(pauses);
    }

    private static void compareSeconds(String what, JsonNode seconds, List<Long> millis) {
        assertThat(millis).as(what).hasSize(seconds.size());
        for (int i = 0; i < millis.size(); i++) {
            long difference = Math.abs(seconds.get(i).asLong() * 1000 - millis.get(i));
            assertThat(difference).as(what + " " + i + ": " + millis).isLessThanOrEqualTo(ROUNDING_MS);
        }
    }

    private static void compareMillis(String what, JsonNode expected, List<Long> millis) {
        assertThat(millis).as(what).hasSize(expected.size());
        for (int i = 0; i < millis.size(); i++) {
            assertThat(Math.abs(expected.get(i).asLong() - millis.get(i)))
                    .as(what)
                    .isLessThanOrEqualTo(ROUNDING_MS);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void theSameEventsArePublishedHoweverTheLinksDeliver(String name, Trace.Options options) {
        Trace trace = Trace.named(name);

        Set<String> plain = Replay.of(trace, Trace.Options.PLAIN).factIds();
        Set<String> other = Replay.of(trace, options).factIds();

        assertThat(other).isEqualTo(plain);
    }

    /** The lab recorded everything; the gateway subscribes to no variables, so QUEUESTATUS comes by StasisStart alone. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void theVariablesAreNotNeeded(String name, Trace.Options options) {
        Trace trace = Trace.named(name);
        Replay subscribed = new Replay();

        trace.signals(options).stream().filter(signal -> !isVariable(signal)).forEach(subscribed::play);

        assertThat(subscribed.factIds())
                .isEqualTo(Replay.of(trace, Trace.Options.PLAIN).factIds());
        assertThat(outcomes(subscribed)).isEqualTo(outcomes(Replay.of(trace, Trace.Options.PLAIN)));
    }

    private static boolean isVariable(Signal signal) {
        return (signal instanceof Signal.Ami ami && "VarSet".equals(ami.fields().get("Event")))
                || (signal instanceof Signal.Ari ari
                        && "ChannelVarset".equals(ari.message().get("type")));
    }

    private static Map<String, Object> outcomes(Replay replay) {
        Map<String, Object> outcomes = new HashMap<>();
        replay.events(CallEvent.QueueLeft.class).forEach(left -> outcomes.put(left.entryId(), left.outcome()));
        replay.events(CallEvent.OfferEnded.class).forEach(ended -> outcomes.put(ended.offerId(), ended.outcome()));
        return outcomes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"14-hold-unhold", "16-attended-transfer"})
    void aHoldOfAnOperatorNamesTheOfferThatTheyAnswered(String name) {
        Replay replay = Replay.of(Trace.named(name), Trace.Options.PLAIN);

        List<CallEvent.Hold> holds = replay.events(CallEvent.Hold.class);
        List<String> answered = replay.events(CallEvent.Answered.class).stream()
                .map(CallEvent.Answered::offerId)
                .toList();
        assertThat(holds).isNotEmpty();
        assertThat(holds).extracting(CallEvent.Hold::offerId).isSubsetOf(answered);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void everyIdIsUniqueAndEveryCallCountsItsEvents(String name, Trace.Options options) {
        Replay replay = Replay.of(Trace.named(name), options);

        Set<String> ids = new HashSet<>();
        Map<String, Long> seqs = new HashMap<>();
        for (Published published : replay.published()) {
            EventMeta meta = published.envelope().meta();
            assertThat(ids.add(meta.id())).as(meta.id()).isTrue();
            if (published.topic() == Topic.CALL_EVENTS) {
                assertThat(meta.seq()).as(meta.id()).isEqualTo(seqs.merge(meta.subject(), 1L, Long::sum));
            }
        }
        assertThat(replay.skipped()).isZero();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void everyCallStartsFirstAndEndsLastAndNothingIsLeftInMemory(String name, Trace.Options options) {
        Replay replay = Replay.of(Trace.named(name), options);

        Map<String, List<CallEvent>> calls = replay.calls();
        calls.values().forEach(events -> {
            assertThat(events.get(0)).isInstanceOf(CallEvent.Started.class);
            assertThat(events).filteredOn(CallEvent.Started.class::isInstance).hasSize(1);
            if (events.stream().anyMatch(CallEvent.Ended.class::isInstance)) {
                assertThat(events.get(events.size() - 1)).isInstanceOf(CallEvent.Ended.class);
            }
        });
        Published last = replay.published().get(replay.published().size() - 1);
        replay.play(new Signal.Tick(last.envelope().meta().receivedAt().plusSeconds(120)));
        long open = calls.values().stream()
                .filter(events -> events.stream().noneMatch(CallEvent.Ended.class::isInstance))
                .count();
        assertThat(replay.normalizer().live().calls()).hasSize((int) open);
        assertThat(replay.normalizer().remembered())
                .as("two for each open call")
                .isLessThanOrEqualTo((int) open * 2);
    }
}
