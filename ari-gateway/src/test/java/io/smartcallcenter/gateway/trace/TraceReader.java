package io.smartcallcenter.gateway.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.gateway.normalize.Signal;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges the links of a recording by receive time into signals, with a tick every 250 ms and five seconds of silence at the
 * end. What the lab asked for by QueueStatus and CoreShowChannels after a lost link becomes a {@link Signal.Resync}.
 */
final class TraceReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Set<String> QUEUE_STATUS = Set.of("QueueParams", "QueueMember", "QueueEntry");

    private final Trace trace;
    private final Trace.Options options;
    private final List<Signal> signals = new ArrayList<>();
    private List<Map<String, String>> queueStatus = new ArrayList<>();
    private List<Map<String, String>> coreShowChannels = new ArrayList<>();
    private boolean lostALink;

    TraceReader(Trace trace, Trace.Options options) {
        this.trace = trace;
        this.options = options;
    }

    List<Signal> read() {
        lostALink = trace.frames("ari.jsonl").stream().anyMatch(line -> line.contains("\"websocket error"));
        for (String file : List.of("ari.jsonl", "ari2.jsonl", "ari3.jsonl")) {
            if (trace.has(file)) {
                trace.frames(file).forEach(line -> ari(parse(line)));
            }
        }
        trace.frames("ami.jsonl").forEach(line -> ami(parse(line)));
        signals.sort(Comparator.comparing(Signal::receivedAt));
        return ticked();
    }

    private void ari(Map<String, Object> line) {
        Instant at = time(line).plusMillis(options.ariDelayMs());
        if (line.get("ev") instanceof Map<?, ?> event) {
            addFrame(new Signal.Ari(object(event), at));
            return;
        }
        String note = String.valueOf(line.get("note"));
        if (note.equals("websocket connected")) {
            signals.add(new Signal.LinkUp(Link.ARI, at));
        } else if (note.startsWith("websocket error")) {
            signals.add(new Signal.LinkDown(Link.ARI, note, at));
        }
    }

    private void ami(Map<String, Object> line) {
        Instant at = time(line).plusMillis(options.amiDelayMs());
        if (line.get("ev") instanceof Map<?, ?> event) {
            amiEvent(fields(event), at);
            return;
        }
        if (line.get("resp") instanceof Map<?, ?> response && "login".equals(response.get("ActionID"))) {
            signals.add(new Signal.LinkUp(Link.AMI, time(line)));
            return;
        }
        String note = String.valueOf(line.get("note"));
        if (note.startsWith("AMI closed") || note.startsWith("AMI error")) {
            signals.add(new Signal.LinkDown(Link.AMI, note, at));
        }
    }

    private void amiEvent(Map<String, String> fields, Instant at) {
        String event = fields.getOrDefault("Event", "");
        if (QUEUE_STATUS.contains(event)) {
            queueStatus.add(fields);
        } else if (event.equals("CoreShowChannel")) {
            coreShowChannels.add(fields);
        } else if (event.equals("CoreShowChannelsComplete")) {
            resync(at);
        } else if (!fields.containsKey("ActionID")) {
            addFrame(new Signal.Ami(fields, at));
        }
    }

    /** The gateway resyncs after a reconnect only; the lab took snapshots at other times too. */
    private void resync(Instant at) {
        if (lostALink && reconnectedBefore(at)) {
            signals.add(
                    new Signal.Resync(new Signal.Resync.State(null, null, coreShowChannels, queueStatus, null), at));
        }
        queueStatus = new ArrayList<>();
        coreShowChannels = new ArrayList<>();
    }

    private boolean reconnectedBefore(Instant at) {
        return signals.stream()
                .anyMatch(signal ->
                        signal instanceof Signal.LinkDown && signal.receivedAt().isBefore(at));
    }

    private void addFrame(Signal frame) {
        signals.add(frame);
        if (options.doubled()) {
            signals.add(frame);
        }
    }

    private List<Signal> ticked() {
        List<Signal> ticked = new ArrayList<>();
        Instant next = signals.get(0).receivedAt().plus(TICK);
        for (Signal signal : signals) {
            while (!next.isAfter(signal.receivedAt())) {
                ticked.add(new Signal.Tick(next));
                next = next.plus(TICK);
            }
            ticked.add(signal);
        }
        Instant end = next.plus(SILENCE);
        while (next.isBefore(end)) {
            ticked.add(new Signal.Tick(next));
            next = next.plus(TICK);
        }
        return ticked;
    }

    private static Instant time(Map<String, Object> line) {
        BigDecimal seconds = new BigDecimal(String.valueOf(line.get("t")));
        long micros = seconds.movePointRight(6).longValue();
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    /** Repeated keys of one packet are lists in the recording; the last one wins. */
    private static Map<String, String> fields(Map<?, ?> event) {
        Map<String, String> fields = new LinkedHashMap<>();
        event.forEach((key, value) -> {
            Object last = value instanceof List<?> list ? list.get(list.size() - 1) : value;
            fields.put(String.valueOf(key), String.valueOf(last));
        });
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<?, ?> event) {
        return (Map<String, Object>) event;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String line) {
        try {
            return JSON.readValue(line, Map.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
