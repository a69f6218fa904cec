package io.smartcallcenter.gateway.ari;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.gateway.fuzz.Mutator;
import io.smartcallcenter.gateway.fuzz.WireFrames;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Published;
import io.smartcallcenter.gateway.normalize.Settings;
import io.smartcallcenter.gateway.normalize.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Spoiled frames through the reader and the normalizer: nothing throws, and what comes out can be written and read. */
class AriFrameFuzzTest {

    private static final int FRAMES = 5_000;
    private static final int SEED = 20261122;
    private static final Instant NOW = Instant.parse("2026-11-22T22:28:20Z");

    private final Normalizer normalizer = new Normalizer("pbx1", 7, Settings.DEFAULTS);

    @Test
    void afterEachSpoiledFrameACallerIsStillHeard() {
        Mutator mutator = new Mutator(SEED, WireFrames.ari());
        int events = 0;
        int broken = 0;
        for (int i = 0; i < FRAMES; i++) {
            Optional<Map<String, Object>> event = AriFrame.event(new String(mutator.next(), UTF_8));
            broken += event.isEmpty() ? 1 : 0;
            event.map(this::normalize).ifPresent(AriFrameFuzzTest::writtenAndRead);
            events += event.isPresent() ? 1 : 0;
            if (i % 100 == 0) {
                assertThat(normalize(AriFrame.event(caller(i)).orElseThrow()))
                        .as("after frame %d of seed %d", i, SEED)
                        .anyMatch(CallEvent.RouteRequested.class::isInstance);
            }
        }
        assertThat(broken).as("the mutator spoils").isPositive();
        assertThat(events).as("and not everything").isPositive();
    }

    @Test
    void listsThatAreNoneFailAsBrokenAndNotOtherwise() {
        Mutator mutator = new Mutator(SEED, WireFrames.ari());
        for (int i = 0; i < FRAMES / 10; i++) {
            byte[] frame = mutator.next();
            try {
                AriFrame.objects(frame);
            } catch (java.io.UncheckedIOException expected) {
                assertThat(expected).hasMessageContaining("not a list");
            }
        }
    }

    private List<SccEvent> normalize(Map<String, Object> message) {
        List<SccEvent> events = new ArrayList<>();
        for (Published published : normalizer.accept(new Signal.Ari(message, NOW))) {
            events.add(published.envelope().data());
        }
        return events;
    }

    private static void writtenAndRead(List<SccEvent> events) {
        for (SccEvent event : events) {
            assertThat(EventCodec.read(EventCodec.write(event))).isEqualTo(event);
        }
    }

    private static String caller(int number) {
        return """
                {"type":"StasisStart","timestamp":"2026-11-22T22:28:20.174+0000","args":["700"],"application":"SmartCallCenter",\
                "channel":{"id":"good.%1$d","name":"PJSIP/trunk-%1$08x","state":"Ring","caller":{"name":"","number":"7"},\
                "dialplan":{"context":"internal","exten":"700","priority":1}}}"""
                .formatted(number);
    }
}
