package io.smartcallcenter.virtual;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes recordings comparable: ids become leg numbers, moments disappear, and every event becomes one line of text. */
final class Canonical {

    /** The classes {@code call} and {@code agent}, which the gateway logs in for. */
    private static final Set<String> CLASSES = Set.of("call,all", "agent,all");

    /** Values that say something about the call. Other fields are compared by name only. */
    private static final Set<String> VALUES = Set.of(
            "Queue",
            "Interface",
            "MemberName",
            "Position",
            "OriginalPosition",
            "Count",
            "HoldTime",
            "RingTime",
            "TalkTime",
            "Reason",
            "DialStatus",
            "Cause",
            "Cause-txt",
            "TechCause",
            "Status",
            "Paused",
            "PausedReason",
            "InCall",
            "CallsTaken",
            "BridgeType",
            "BridgeNumChannels",
            "BridgeCreator",
            "Membership",
            "CallerIDNum",
            "CallerIDName",
            "DestCallerIDNum",
            "Context",
            "Device",
            "State",
            "Class",
            "Penalty",
            "Digit",
            "AccountCode",
            "DialString");

    /** Fields that say what kind of event it is, and that a reader may rely on. */
    private static final Set<String> IDS =
            Set.of("Uniqueid", "Linkedid", "DestUniqueid", "DestLinkedid", "BridgeUniqueid", "Channel", "DestChannel");

    private static final Set<String> ARI_FILTERED =
            Set.of("ChannelVarset", "ChannelDialplan", "ChannelConnectedLine", "ChannelCallerId");

    private final Recording recording;
    private final String queue;
    private final Map<String, String> aliases = new HashMap<>();

    /** {@code queue}: the scenario's queue; the repetitions for other queues depend on the lab's configuration. */
    Canonical(Recording recording, String queue) {
        this.recording = recording;
        this.queue = queue;
        for (Map<String, String> created : recording.ami("Newchannel")) {
            String alias = "leg" + aliases.size() / 2;
            aliases.put(created.get("Uniqueid"), alias);
            aliases.put(created.get("Channel"), alias);
        }
        int bridges = 0;
        for (Map<String, String> created : recording.ami("BridgeCreate")) {
            aliases.put(created.get("BridgeUniqueid"), "bridge" + bridges++);
        }
    }

    List<String> ami() {
        return recording.ami().stream()
                .filter(event -> CLASSES.contains(event.getOrDefault("Privilege", "")) && concerns(event))
                .map(this::line)
                .sorted()
                .toList();
    }

    private boolean concerns(Map<String, String> event) {
        if (event.get("Event").equals("QueueMemberStatus")) {
            return queue.equals(event.get("Queue"));
        }
        return !event.getOrDefault("Device", "").endsWith("_avail")
                && !event.get("Event").equals("MessageWaiting");
    }

    private String line(Map<String, String> event) {
        StringBuilder line = new StringBuilder(event.get("Event"));
        // Whether the member's "in use" is told before or after AgentConnect differs from run to run.
        boolean answering = "2".equals(event.get("Status"));
        for (String key : new TreeSet<>(event.keySet())) {
            if (IDS.contains(key)) {
                line.append(' ').append(key).append('=').append(aliases.getOrDefault(event.get(key), "?"));
            } else if (VALUES.contains(key) && !(answering && key.equals("InCall"))) {
                line.append(' ').append(key).append('=').append(event.get(key));
            } else if (!key.equals("Event") && !key.equals("SwapUniqueid")) {
                line.append(' ').append(key);
            }
        }
        return line.toString();
    }

    List<String> ari() {
        return recording.ari().stream()
                .filter(event -> !ARI_FILTERED.contains(event.getString("type")) && concerns(event))
                .map(event -> text(settled(event), ""))
                .sorted()
                .toList();
    }

    private static boolean concerns(JsonObject event) {
        JsonObject device = event.getJsonObject("device_state");
        return device == null || !device.getString("name").endsWith("_avail");
    }

    /** While a leg begins to ring, or a bridge falls apart, the recorded snapshots of it differ from run to run: only their fields are compared. */
    private static JsonObject settled(JsonObject event) {
        if (event.getString("type").equals("ChannelLeftBridge")) {
            JsonObject copy = event.copy();
            copy.getJsonObject("bridge").put("technology", "*");
            return copy;
        }
        if (!Set.of("", "RINGING").contains(event.getString("dialstatus", "ended"))) {
            return event;
        }
        JsonObject copy = event.copy();
        for (String side : List.of("caller", "peer")) {
            JsonObject channel = copy.getJsonObject(side);
            if (channel != null) {
                channel.put("state", "*").put("connected", masked(channel, "connected"));
                channel.put("dialplan", masked(channel, "dialplan"));
            }
        }
        return copy;
    }

    private static JsonObject masked(JsonObject channel, String name) {
        JsonObject object = channel.getJsonObject(name).copy();
        object.fieldNames().forEach(field -> object.put(field, "*"));
        return object;
    }

    private String text(Object value, String key) {
        if (value instanceof JsonObject object) {
            Map<String, String> fields = new TreeMap<>();
            object.forEach(field -> fields.put(field.getKey(), text(field.getValue(), field.getKey())));
            return fields.toString();
        }
        if (value instanceof JsonArray array) {
            List<String> items = new ArrayList<>();
            // The recorded dialplan did not pass on what follows the queue: there the last argument is missing, here it
            // is empty.
            array.stream().filter(item -> !"".equals(item)).forEach(item -> items.add(text(item, key)));
            items.sort(null);
            return items.toString();
        }
        return switch (key) {
            case "id", "name", "args", "channels", "channel_ids" ->
                aliases.getOrDefault(String.valueOf(value), String.valueOf(value));
            // The steps of the recorded dialplan were numbered otherwise.
            case "timestamp", "creationtime", "protocol_id", "asterisk_id", "app_data", "priority", "uri" -> "*";
            default -> String.valueOf(value);
        };
    }

    /** Moments and ids are masked; the milliseconds of a cancelled ring are rounded to seconds. */
    List<String> queueLog() {
        return recording.queueLog().stream()
                .filter(line -> !line.contains("|QUEUESTART|"))
                .map(this::logLine)
                .toList();
    }

    private String logLine(String line) {
        String[] parts = line.split("\\|", -1);
        parts[0] = "*";
        for (int i = 1; i < parts.length; i++) {
            parts[i] = aliases.getOrDefault(parts[i], parts[i]);
        }
        if (parts[4].equals("RINGCANCELED")) {
            parts[5] = Math.round(Integer.parseInt(parts[5]) / 1000.0) + " s";
        }
        return String.join("|", parts);
    }

    /** The columns that reconciliation reads. */
    List<String> cdr() {
        return cdr(List.of(
                "src",
                "dst",
                "dcontext",
                "channel",
                "dstchannel",
                "lastapp",
                "lastdata",
                "duration",
                "billsec",
                "disposition",
                "uniqueid",
                "linkedid",
                "sequence",
                "clid"));
    }

    List<String> cdr(List<String> columns) {
        return recording.cdr().stream()
                .map(row -> columns.stream()
                        .map(column -> column + "="
                                + aliases.getOrDefault(row.get(column), row.get(column))
                                        .replaceFirst("^(SmartCallCenter,queue-exit,.*),$", "$1"))
                        .toList()
                        .toString())
                .toList();
    }
}
