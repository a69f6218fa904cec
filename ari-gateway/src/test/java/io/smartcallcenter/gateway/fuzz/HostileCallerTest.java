package io.smartcallcenter.gateway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.gateway.ari.AriFrame;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Published;
import io.smartcallcenter.gateway.normalize.Settings;
import io.smartcallcenter.gateway.normalize.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller's name and number, from the bytes of the WebSocket to the bytes of Kafka and back. */
class HostileCallerTest {

    static Stream<String> names() {
        return HostileNames.all();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNameArrivesAsItWas(String name) {
        byte[] wire = WireFrames.json(stasisStart(name));
        Map<String, Object> message = AriFrame.event(new String(wire, UTF_8)).orElseThrow();

        List<Published> published =
                new Normalizer("pbx1", 7, Settings.DEFAULTS).accept(new Signal.Ari(message, Instant.EPOCH));

        CallEvent.Started started = published.stream()
                .map(HostileCallerTest::overKafka)
                .filter(CallEvent.Started.class::isInstance)
                .map(CallEvent.Started.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(started.caller().name()).isEqualTo(name);
        assertThat(started.caller().number()).isEqualTo(name);
    }

    private static Object overKafka(Published event) {
        Headers headers = new RecordHeaders();
        byte[] value = new EnvelopeSerializer().serialize(event.topic().topicName(), headers, event.envelope());
        Envelope<?> read = new EnvelopeDeserializer().deserialize(event.topic().topicName(), headers, value);
        assertThat(read).isEqualTo(event.envelope());
        return read.data();
    }

    private static Map<String, Object> stasisStart(String name) {
        return Map.of(
                "type", "StasisStart",
                "timestamp", "2026-11-22T22:28:20.174+0000",
                "application", "SmartCallCenter",
                "args", List.of("700"),
                "channel",
                        Map.of(
                                "id", "1.0",
                                "name", "PJSIP/trunk-00000001",
                                "state", "Ring",
                                "caller", Map.of("name", name, "number", name),
                                "dialplan", Map.of("context", "internal", "exten", "700")));
    }
}
