package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.cdr.CdrRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one scenario left on the wire and in the logs, from a real Asterisk or from the virtual one. */
record Recording(
        List<Map<String, String>> ami, List<JsonObject> ari, List<String> queueLog, List<Map<String, String>> cdr) {

    private static final Path TRACES = Path.of("..", "ari-gateway", "src", "test", "resources", "traces");

    /** A trace of a real Asterisk 22. */
    static Recording ofTrace(String name) {
        Path directory = TRACES.resolve(name);
        List<Map<String, String>> ami = new ArrayList<>();
        for (JsonObject event : events(directory.resolve("ami.jsonl"))) {
            Map<String, String> fields = new LinkedHashMap<>();
            // A recorded repeated key is a list, and the empty line before a packet an empty key: neither is a field.
            event.forEach(field -> {
                if (!field.getKey().isEmpty() && field.getValue() instanceof String value) {
                    fields.put(field.getKey(), value);
                }
            });
            ami.add(fields);
        }
        List<Map<String, String>> cdr = new ArrayList<>();
        for (Object row : new JsonArray(read(directory.resolve("cdr.json")))) {
            cdr.add(columns((JsonObject) row));
        }
        List<String> queueLog = read(directory.resolve("queue_log")).lines().toList();
        return new Recording(ami, events(directory.resolve("ari.jsonl")), queueLog, cdr);
    }

    /** The recordings of whole calls; the others hold what one test of the gateway needs. */
    static List<String> traces() {
        return read(TRACES.resolve("index.txt")).lines().toList();
    }

    static List<Recording> everyTrace() {
        return traces().stream().map(Recording::ofTrace).toList();
    }

    private static Map<String, String> columns(JsonObject row) {
        Map<String, String> columns = new TreeMap<>();
        row.forEach(column -> columns.put(column.getKey(), String.valueOf(column.getValue())));
        return columns;
    }

    private static List<JsonObject> events(Path file) {
        return read(file)
                .lines()
                .map(line -> new JsonObject(line).getJsonObject("ev"))
                .filter(event -> event != null)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The columns that Asterisk fills, as text like the recorded ones. */
    static Map<String, String> columns(CdrRow row) {
        Map<String, String> columns = new TreeMap<>();
        LocalDateTime start = LocalDateTime.ofEpochSecond(row.calldate() / 1_000_000, 0, ZoneOffset.UTC);
        columns.put("calldate", start.toString().replace('T', ' '));
        columns.put("clid", row.clid());
        columns.put("src", row.src());
        columns.put("dst", row.dst());
        columns.put("dcontext", row.dcontext());
        columns.put("channel", row.channel());
        columns.put("dstchannel", row.dstchannel());
        columns.put("lastapp", row.lastapp());
        columns.put("lastdata", row.lastdata());
        columns.put("duration", Long.toString(row.duration()));
        columns.put("billsec", Long.toString(row.billsec()));
        columns.put("disposition", row.disposition());
        columns.put("uniqueid", row.uniqueid());
        columns.put("linkedid", row.linkedid());
        columns.put("sequence", Long.toString(row.sequence()));
        return columns;
    }

    List<Map<String, String>> ami(String event) {
        return ami.stream().filter(each -> event.equals(each.get("Event"))).toList();
    }
}
