package io.smartcallcenter.gateway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.gateway.normalize.Signal;
import io.smartcallcenter.gateway.trace.Trace;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The recorded frames as they were on the wire. */
public final class WireFrames {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TRACES =
            List.of("01-kpi-missed-then-answered", "06-ringall-one-answers", "15-blind-transfer");

    private WireFrames() {}

    public static List<byte[]> ari() {
        return signals()
                .filter(Signal.Ari.class::isInstance)
                .map(signal -> json(((Signal.Ari) signal).message()))
                .toList();
    }

    public static List<byte[]> ami() {
        return signals()
                .filter(Signal.Ami.class::isInstance)
                .map(signal -> packet(((Signal.Ami) signal).fields()))
                .toList();
    }

    public static byte[] json(Map<String, ?> message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] packet(Map<String, String> fields) {
        StringBuilder packet = new StringBuilder();
        fields.forEach(
                (name, value) -> packet.append(name).append(": ").append(value).append("\r\n"));
        return packet.append("\r\n").toString().getBytes(UTF_8);
    }

    private static Stream<Signal> signals() {
        return TRACES.stream().flatMap(name -> Trace.named(name).signals(Trace.Options.PLAIN).stream());
    }
}
