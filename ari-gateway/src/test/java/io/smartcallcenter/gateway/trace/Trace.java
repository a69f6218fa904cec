package io.smartcallcenter.gateway.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.gateway.normalize.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A recording of a real Asterisk 22: both links, its own queue_log and CDR, and the figures that follow from them. */
public final class Trace {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;

    private Trace(String name) {
        this.name = name;
    }

    public static Trace named(String name) {
        return new Trace(name);
    }

    /** All recordings of the test data, in order. */
    public static List<String> names() {
        return lines("/traces/index.txt");
    }

    public String name() {
        return name;
    }

    /** How the recording is played. The delays are added to the receive time of every frame of their link; the AMI
     * is up at once. */
    public record Options(boolean doubled, int ariDelayMs, int amiDelayMs) {
        public static final Options PLAIN = new Options(false, 0, 0);
    }

    public List<Signal> signals(Options options) {
        return new TraceReader(this, options).read();
    }

    /** The figures that must come out, from queue_log and AgentCalled. */
    public JsonNode expected() {
        return json("expected.json");
    }

    /** The rows that Asterisk wrote, {@code _written} = when. */
    public JsonNode cdr() {
        return json("cdr.json");
    }

    public List<String> queueLog() {
        return lines(path("queue_log"));
    }

    private JsonNode json(String file) {
        try (InputStream in = open(path(file))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String file) {
        return Trace.class.getResource(path(file)) != null;
    }

    List<String> frames(String file) {
        return lines(path(file));
    }

    private String path(String file) {
        return "/traces/" + name + "/" + file;
    }

    private static List<String> lines(String path) {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = Trace.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalArgumentException("no such test data: " + path);
        }
        return in;
    }
}
