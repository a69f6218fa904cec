package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.normalize.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Events that differ by their number: key and time tell it. */
final class TestEvents {

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private TestEvents() {}

    static Published event(int number) {
        return event(number, Topic.CALL_EVENTS, Integer.toString(number), 7);
    }

    static Published event(int number, Topic topic, String key, long epoch) {
        Instant time = TIME.plusSeconds(number);
        EventMeta meta = new EventMeta("id" + number, "/asterisk/pbx1", "pbx1", time, epoch, number, time, null);
        return new Published(topic, key, new Envelope<>(meta, new NodeEvent.Connected("pbx1", NodeEvent.Link.ARI)));
    }

    static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    static List<Outgoing> outgoing(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> Outgoing.of(event(number)))
                .toList();
    }

    static JournalSettings bounds(java.nio.file.Path directory, long events) {
        return new JournalSettings(directory, events, 100_000_000, Duration.ofSeconds(1));
    }
}
