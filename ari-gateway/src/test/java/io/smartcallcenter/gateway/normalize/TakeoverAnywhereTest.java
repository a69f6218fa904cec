package io.smartcallcenter.gateway.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.gateway.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gateway dies after any frame of any recording, and another one goes on with what the topic {@code call-state} holds, at
 * once or after a while: nothing is counted twice, and everything ends exactly once.
 */
class TakeoverAnywhereTest {

    static Stream<Arguments> recordings() {
        List<Duration> gaps = List.of(Duration.ZERO, Duration.ofMillis(40), Duration.ofMillis(1500));
        return Trace.names().stream().flatMap(name -> gaps.stream().map(gap -> Arguments.of(name, gap)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void nothingIsCountedTwiceAndEverythingEndsOnce(String name, Duration gap) {
        List<Signal> signals = Trace.named(name).signals(Trace.Options.PLAIN);
        Replay whole = new Replay(7);
        signals.forEach(whole::play);
        Replay dying = new Replay(7);
        for (int cut = 0; cut < signals.size(); cut++) {
            Signal last = signals.get(cut);
            dying.play(last);
            if (!(last instanceof Signal.Tick)) {
                List<SccEvent> told = events(dying);
                List<CallState> left = dying.openCalls();
                Replay successor = takeOver(signals, cut, gap, left);
                List<SccEvent> all = new ArrayList<>(told);
                all.addAll(events(successor));
                verify(name + " cut after signal " + cut + " " + last, all, events(whole), gap);
                verifySequence(left, successor);
                assertThat(successor.openCalls()).hasSameSizeAs(whole.openCalls());
            }
        }
    }

    /** The successor hears everything that comes later than the gap. */
    private static Replay takeOver(List<Signal> signals, int cut, Duration gap, List<CallState> left) {
        Replay successor = new Replay(8);
        AsteriskModel asterisk = new AsteriskModel();
        signals.subList(0, cut + 1).forEach(asterisk::hear);
        Instant died = signals.get(cut).receivedAt();
        Instant back = died.plus(gap);
        int next = cut + 1;
        while (next < signals.size() && signals.get(next).receivedAt().isBefore(back)) {
            asterisk.hear(signals.get(next++));
        }
        successor.play(new Signal.Predecessor(left, List.of(), died, back));
        asterisk.up().forEach(link -> successor.play(new Signal.LinkUp(link, back)));
        successor.play(asterisk.resync(back));
        for (Signal signal : signals.subList(next, signals.size())) {
            asterisk.hear(signal);
            successor.play(signal);
            if (signal instanceof Signal.LinkUp up) {
                successor.play(asterisk.resync(up.receivedAt()));
            }
        }
        return successor;
    }

    private static void verify(String cut, List<SccEvent> all, List<SccEvent> whole, Duration gap) {
        Set<String> entries = once(cut, all, CallEvent.QueueJoined.class, CallEvent.QueueJoined::entryId);
        assertThat(once(cut, all, CallEvent.QueueLeft.class, CallEvent.QueueLeft::entryId))
                .as(cut + ": every entry ends")
                .isEqualTo(entries);
        Set<String> offers = once(cut, all, CallEvent.OfferStarted.class, CallEvent.OfferStarted::offerId);
        assertThat(once(cut, all, CallEvent.OfferEnded.class, CallEvent.OfferEnded::offerId))
                .as(cut + ": every offer ends")
                .isEqualTo(offers);
        Set<String> talks = once(cut, all, CallEvent.Answered.class, CallEvent.Answered::offerId);
        assertThat(offers).as(cut + ": who answered was offered").containsAll(talks);
        assertThat(once(cut, all, CallEvent.Released.class, CallEvent.Released::offerId))
                .as(cut + ": every talk ends")
                .containsAll(talks);
        Set<String> calls = once(cut, all, CallEvent.Started.class, CallEvent.Started::callId);
        Set<String> lasting = ids(whole, CallEvent.Started.class, CallEvent.Started::callId);
        lasting.removeAll(ids(whole, CallEvent.Ended.class, CallEvent.Ended::callId));
        calls.removeAll(lasting);
        assertThat(once(cut, all, CallEvent.Ended.class, CallEvent.Ended::callId))
                .as(cut + ": every call ends that ends in the recording")
                .isEqualTo(calls);

        Map<String, Integer> visits = visits(whole);
        visits(all)
                .forEach((visit, times) ->
                        assertThat(times).as(cut + ": " + visit).isLessThanOrEqualTo(visits.getOrDefault(visit, 0)));
        assertThat(ids(whole, CallEvent.OfferStarted.class, CallEvent.OfferStarted::offerId))
                .as(cut)
                .containsAll(offers);
        verifyOutcomes(cut, outcomes(whole), outcomes(all));
        if (gap.isZero()) {
            assertThat(entries)
                    .as(cut)
                    .isEqualTo(ids(whole, CallEvent.QueueJoined.class, CallEvent.QueueJoined::entryId));
            assertThat(offers)
                    .as(cut)
                    .isEqualTo(ids(whole, CallEvent.OfferStarted.class, CallEvent.OfferStarted::offerId));
        }
    }

    /** What was missed is said to be lost, never guessed. */
    private static void verifyOutcomes(String cut, Map<String, Enum<?>> whole, Map<String, Enum<?>> outcomes) {
        outcomes.forEach((id, outcome) -> {
            if (whole.containsKey(id)) {
                assertThat(outcome).as(cut + ": " + id).isIn(whole.get(id), EntryOutcome.LOST, OfferOutcome.LOST);
            }
        });
    }

    private static Map<String, Enum<?>> outcomes(List<SccEvent> events) {
        Map<String, Enum<?>> outcomes = new HashMap<>();
        of(events, CallEvent.QueueLeft.class).forEach(left -> outcomes.put(left.entryId(), left.outcome()));
        of(events, CallEvent.OfferEnded.class).forEach(ended -> outcomes.put(ended.offerId(), ended.outcome()));
        return outcomes;
    }

    /** How often a caller joined a queue. */
    private static Map<String, Integer> visits(List<SccEvent> events) {
        Map<String, Integer> visits = new HashMap<>();
        of(events, CallEvent.QueueJoined.class)
                .forEach(joined -> visits.merge(joined.callId() + " in " + joined.queue(), 1, Integer::sum));
        return visits;
    }

    private static <T> Set<String> once(String cut, List<SccEvent> events, Class<T> type, Function<T, String> id) {
        List<String> ids = of(events, type).stream().map(id).toList();
        assertThat(ids).as(cut + ": " + type.getSimpleName()).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    private static <T> Set<String> ids(List<SccEvent> events, Class<T> type, Function<T, String> id) {
        return new HashSet<>(of(events, type).stream().map(id).toList());
    }

    private static <T> List<T> of(List<SccEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static List<SccEvent> events(Replay replay) {
        return replay.published().stream()
                .<SccEvent>map(published -> published.envelope().data())
                .filter(CallEvent.class::isInstance)
                .toList();
    }

    /** The numbers of a call's events go on. */
    private static void verifySequence(List<CallState> left, Replay successor) {
        Map<String, Long> last = new HashMap<>();
        left.forEach(call -> last.put(call.callId(), call.seq()));
        for (Published published : successor.published()) {
            if (published.envelope().data() instanceof CallEvent event) {
                long seq = published.envelope().meta().seq();
                assertThat(seq).isEqualTo(last.getOrDefault(event.callId(), 0L) + 1);
                last.put(event.callId(), seq);
            }
        }
    }
}
