package io.smartcallcenter.gateway.node;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.gateway.ari.AriFrame;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Published;
import io.smartcallcenter.gateway.normalize.Settings;
import io.smartcallcenter.gateway.normalize.Signal;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Runs the hot path with made-up calls before the first real one: frame, normalizer, event and command codec. Classes are
 * loaded and compiled then, not while a caller waits.
 */
final class WarmUp {

    private static final int CALLS = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final String FRAME =
            """
            {"type":"StasisStart","timestamp":"2026-01-01T00:00:00.000+0000","args":["700"],"channel":{"id":"%1$d.0",\
            "name":"PJSIP/trunk-%1$08x","state":"Ring","caller":{"name":"","number":"79010000001"},\
            "connected":{"name":"","number":""},"accountcode":"","dialplan":{"context":"internal","exten":"700",\
            "priority":1,"app_name":"Stasis","app_data":"warm-up,700"},\
            "creationtime":"2026-01-01T00:00:00.000+0000","language":"en"},"application":"warm-up"}""";

    private WarmUp() {}

    /** @return how many calls were made up within the time limit */
    static int run() {
        Instant end = Instant.now().plus(LONGEST);
        Normalizer normalizer = new Normalizer(
                "warm-up", 0, new Settings("warm-up", Settings.DEFAULTS.settle(), Settings.DEFAULTS.tombstone()));
        EnvelopeSerializer serializer = new EnvelopeSerializer();
        int calls = 0;
        while (calls < CALLS && Instant.now().isBefore(end)) {
            calls++;
            call(normalizer, serializer, calls);
        }
        return calls;
    }

    private static void call(Normalizer normalizer, EnvelopeSerializer serializer, int number) {
        Instant now = Instant.now();
        String frame = FRAME.formatted(number);
        AriFrame.event(frame).ifPresent(event -> serialize(normalizer.accept(new Signal.Ari(event, now)), serializer));
        CallCommand command = new CallCommand.RouteQueue(
                "warm-up/1.0", "d", now, "r", "support", 0, "", true, 0, null, CallCommand.Then.HANGUP);
        EventCodec.read(EventCodec.write(command));
    }

    private static void serialize(Iterable<Published> events, EnvelopeSerializer serializer) {
        events.forEach(event -> serializer.serialize(event.topic().topicName(), new RecordHeaders(), event.envelope()));
    }
}
