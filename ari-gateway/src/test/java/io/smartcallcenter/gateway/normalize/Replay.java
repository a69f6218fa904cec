package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A recording, or single signals, put through a new normalizer. */
final class Replay {

    private final Normalizer normalizer;
    private final List<Published> published = new ArrayList<>();
    private final Map<String, CallState> openCalls = new TreeMap<>();

    Replay() {
        this(7);
    }

    Replay(long epoch) {
        this(new Normalizer("pbx1", epoch, Settings.DEFAULTS));
    }

    Replay(Normalizer normalizer) {
        this.normalizer = normalizer;
    }

    static Replay of(Trace trace, Trace.Options options) {
        Replay replay = new Replay();
        trace.signals(options).forEach(replay::play);
        return replay;
    }

    void play(Signal signal) {
        for (Published event : normalizer.accept(signal)) {
            if (event.topic() != Topic.CALL_STATE) {
                published.add(event);
            } else if (event.envelope() == null) {
                openCalls.remove(event.key());
            } else {
                openCalls.put(event.key(), overTheWire(event));
            }
        }
    }

    private static CallState overTheWire(Published event) {
        return (CallState) EventCodec.read(EventCodec.write(event.envelope().data()));
    }

    /** What the compacted topic holds: the calls that are open. */
    List<CallState> openCalls() {
        return List.copyOf(openCalls.values());
    }

    Normalizer normalizer() {
        return normalizer;
    }

    List<Published> published() {
        return published;
    }

    long skipped() {
        return normalizer.skipped();
    }

    /** Ids of call and agent events: the facts, without links and states. */
    Set<String> factIds() {
        Set<String> ids = new TreeSet<>();
        for (Published event : published) {
            if (event.topic() == Topic.CALL_EVENTS || event.topic() == Topic.AGENT_EVENTS) {
                ids.add(event.envelope().meta().id());
            }
        }
        return ids;
    }

    Map<String, List<CallEvent>> calls() {
        Map<String, List<CallEvent>> calls = new LinkedHashMap<>();
        events(CallEvent.class).forEach(event -> calls.computeIfAbsent(event.callId(), key -> new ArrayList<>())
                .add(event));
        return calls;
    }

    <T> List<T> events(Class<T> type) {
        return published.stream()
                .map(event -> event.envelope().data())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
