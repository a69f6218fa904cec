package io.smartcallcenter.gateway.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Envelope;
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
import org.junit.jupiter.api.Test;

/** Spoiled packets through the parser and the normalizer: nothing throws, nothing is stuck, nothing grows. */
class AmiParserFuzzTest {

    private static final int FRAMES = 5_000;
    private static final int SEED = 20261122;
    private static final Instant NOW = Instant.parse("2026-11-22T22:28:20Z");

    private final Normalizer normalizer = new Normalizer("pbx1", 7, Settings.DEFAULTS);
    private final List<Envelope<?>> events = new ArrayList<>();
    private Map<String, String> last = Map.of();
    private int broken;

    @Test
    void afterEachSpoiledFrameAGoodOneIsRead() {
        AmiParser parser = new AmiParser((packet, bytes) -> packet(packet), () -> broken++);
        parser.feed("Asterisk Call Manager/11.0.0\r\n".getBytes(UTF_8));
        Mutator mutator = new Mutator(SEED, WireFrames.ami());
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = mutator.next();
            parser.feed(frame);
            parser.feed("\r\n\r\n".getBytes(UTF_8));
            Map<String, String> good = Map.of("Event", "Good", "Number", Integer.toString(i));
            parser.feed(WireFrames.packet(good));
            assertThat(last).as("after frame %d of seed %d", i, SEED).isEqualTo(good);
        }
        assertThat(broken).as("the mutator spoils").isPositive();
        assertThat(events).as("and not everything").isNotEmpty();
    }

    @Test
    void aPacketIsBoundedHoweverItIsMade() {
        AmiParser parser = new AmiParser((packet, bytes) -> packet(packet), () -> broken++);
        parser.feed("Asterisk Call Manager/11.0.0\r\n".getBytes(UTF_8));
        byte[] line = ("Key%d: " + "x".repeat(AmiParser.MAX_LINE - 20)).getBytes(UTF_8);
        parser.feed("Event: Large\r\n".getBytes(UTF_8));
        for (int i = 0; i < 1_000; i++) {
            parser.feed(new String(line, UTF_8).formatted(i).getBytes(UTF_8));
            parser.feed("\r\n".getBytes(UTF_8));
        }
        parser.feed("\r\n".getBytes(UTF_8));
        assertThat(last).isEmpty();
        assertThat(broken).isEqualTo(1);
        parser.feed(WireFrames.packet(Map.of("Event", "Good")));
        assertThat(last).containsEntry("Event", "Good");
    }

    private void packet(Map<String, String> packet) {
        last = packet;
        int size = packet.entrySet().stream()
                .mapToInt(field -> field.getKey().length() + field.getValue().length())
                .sum();
        assertThat(size).isLessThanOrEqualTo(AmiParser.MAX_PACKET);
        for (Published published : normalizer.accept(new Signal.Ami(packet, NOW))) {
            events.add(published.envelope());
        }
    }
}
