package io.smartcallcenter.bench.stub;

import io.smartcallcenter.bench.stub.Slots.Kind;
import io.smartcallcenter.bench.stub.Slots.Slot;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One recorded call, ready to be played as another one: two files with a JSON object per line, {@code ari.jsonl} and
 * {@code ami.jsonl}; {@code t} is the time in seconds, {@code ev} the event. Lines without {@code ev} are skipped.
 */
public final class Recording {

    private static final double NANOS = 1e9;
    /** More than a call has of its own, in whatever recording. */
    private static final int IDS = 256;
    /** Operators who serve the same queues. */
    private static final int PER_QUEUE = 50;
    /** Asterisk built for tests only. */
    private static final String TEST_EVENT = "TestEvent";

    private final List<Frame> frames;
    private final List<Slot> slots;

    private Recording(List<Frame> frames, List<Slot> slots) {
        this.frames = frames;
        this.slots = slots;
    }

    /** @param application the Stasis application to play it for */
    public static Recording read(Path folder, String application) {
        List<Line> lines = Stream.concat(
                        lines(folder.resolve("ari.jsonl"), true), lines(folder.resolve("ami.jsonl"), false))
                .sorted(Comparator.comparingDouble(Line::seconds))
                .toList();
        int first = index(lines, line -> line.ari || line.type.equals("call"));
        int last = lastHangup(lines);
        String recorded = applicationOf(lines);
        List<Line> call = lines.subList(first, last + 1).stream()
                .map(line -> line.with(line.text.replace(recorded, application)))
                .toList();
        Slots slots = Slots.in(call.stream().map(Line::text).toList());
        if (slots.all().size() > IDS) {
            throw new IllegalArgumentException("a recording of one call is needed: " + folder);
        }
        List<Frame> frames = new ArrayList<>();
        for (Line line : call) {
            long after = (long) ((line.seconds - call.get(0).seconds) * NANOS);
            frames.add(slots.cut(line.ari, line.type, after, line.asks, line.text));
        }
        return new Recording(frames, slots.all());
    }

    /** How long the call lasts. */
    public double seconds() {
        return frames.get(frames.size() - 1).afterNanos() / NANOS;
    }

    List<Frame> frames() {
        return frames;
    }

    /** How many of its frames a consumer gets. */
    int count(Predicate<Frame> wanted) {
        return (int) frames.stream().filter(wanted).count();
    }

    /**
     * The values of one more call.
     *
     * @param number unlike that of every other call
     * @param operators number of the first of the operators that are its own
     */
    String[] values(long epoch, long number, int operators) {
        String[] values = new String[slots.size()];
        for (int i = 0; i < values.length; i++) {
            Slot slot = slots.get(i);
            values[i] = switch (slot.kind()) {
                case CHANNEL -> epoch + "." + (number * IDS + i);
                case BRIDGE -> String.format(Locale.ROOT, "5cc0be9c-0000-4000-8000-%012x", number * IDS + i);
                case QUEUE -> slot.recorded() + "-" + operators / PER_QUEUE;
                case OPERATOR -> operator(operators, i);
                case NAME -> name(slot.recorded(), number, operators, i);
            };
        }
        return values;
    }

    private String name(String recorded, long number, int operators, int index) {
        String endpoint = recorded.substring(0, recorded.length() - 9);
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).kind() == Kind.OPERATOR
                    && endpoint.equals("PJSIP/" + slots.get(i).recorded())) {
                endpoint = "PJSIP/" + operator(operators, i);
            }
        }
        return String.format(Locale.ROOT, "%s-%08x", endpoint, (int) (number * IDS + index));
    }

    private String operator(int first, int slot) {
        int before = (int) slots.subList(0, slot).stream()
                .filter(other -> other.kind() == Kind.OPERATOR)
                .count();
        return String.format(Locale.ROOT, "9%05d", first + before);
    }

    /** How many operators its call has. */
    int operators() {
        return (int) slots.stream().filter(slot -> slot.kind() == Kind.OPERATOR).count();
    }

    /** The first channel is the caller's. */
    int callerSlot() {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).kind() == Kind.CHANNEL) {
                return i;
            }
        }
        throw new IllegalStateException("no channel in this recording");
    }

    private static String applicationOf(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.asks)
                .map(line -> new JsonObject(line.text).getString("application"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody enters the application in this recording"));
    }

    private static int lastHangup(List<Line> lines) {
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).text.startsWith("Event: Hangup\r\n")
                    || lines.get(i).type.equals("ChannelDestroyed")) {
                last = i;
            }
        }
        // What the hangup means for the operators follows at once.
        double end = lines.get(last).seconds + 0.2;
        while (last + 1 < lines.size() && lines.get(last + 1).seconds < end) {
            last++;
        }
        return last;
    }

    private static int index(List<Line> lines, Predicate<Line> of) {
        for (int i = 0; i < lines.size(); i++) {
            if (of.test(lines.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private static Stream<Line> lines(Path file, boolean ari) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(JsonObject::new)
                    .filter(line -> line.getJsonObject("ev") != null)
                    .filter(line -> !TEST_EVENT.equals(line.getJsonObject("ev").getString("Event")))
                    .filter(line -> !line.getJsonObject("ev").containsKey("ActionID"))
                    .map(line -> ari ? Line.ari(line) : Line.ami(line));
        } catch (IOException e) {
            throw new UncheckedIOException("no recording: " + file, e);
        }
    }

    private record Line(boolean ari, double seconds, String type, boolean asks, String text) {

        Line with(String other) {
            return new Line(ari, seconds, type, asks, other);
        }

        static Line ari(JsonObject line) {
            JsonObject event = line.getJsonObject("ev");
            String type = event.getString("type");
            boolean asks =
                    type.equals("StasisStart") && event.getJsonArray("args").size() == 1;
            return new Line(true, line.getDouble("t"), type, asks, event.encode());
        }

        static Line ami(JsonObject line) {
            JsonObject event = line.getJsonObject("ev");
            StringBuilder packet = new StringBuilder("Event: " + event.getString("Event") + "\r\n");
            for (Map.Entry<String, Object> field : event) {
                if (!field.getKey().isEmpty() && !field.getKey().equals("Event")) {
                    packet.append(field.getKey())
                            .append(": ")
                            .append(field.getValue())
                            .append("\r\n");
                }
            }
            String type = event.getString("Privilege", "").split(",")[0];
            return new Line(
                    false,
                    line.getDouble("t"),
                    type,
                    false,
                    packet.append("\r\n").toString());
        }
    }
}
