package io.smartcallcenter.virtual;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which events came, each with the set of its fields: one line of text per event type and field set. */
record Shapes(Set<String> all) {

    /** What this PBX has no part for, and what no client reads. */
    private static final Set<String> LEFT_OUT = Set.of(
            "TestEvent", // of Debian's build with TEST_FRAMEWORK
            "RTCPSent", // no media
            "RTCPReceived",
            "SuccessfulAuth", // the class "security", of the SIP phones' registrations and of the links
            "ChallengeSent",
            "MessageWaiting"); // voicemail's message lamp

    /** A transferred leg's place is told by the swapped channel's id only sometimes, by who got there first. */
    private static final Set<String> OPTIONAL_FIELDS = Set.of("SwapUniqueid");

    private static Set<String> recorded;

    static Shapes of(Recording recording) {
        Set<String> all = new TreeSet<>();
        recording.ami().stream()
                .filter(event -> event.containsKey("Event") && !event.containsKey("ActionID"))
                .filter(event -> !LEFT_OUT.contains(event.get("Event")))
                .forEach(event -> all.add("AMI " + event.get("Event") + " " + fields(event)));
        recording.ari().forEach(event -> all.add("ARI " + event.getString("type") + " " + paths(event)));
        return new Shapes(all);
    }

    private static Set<String> fields(Map<String, String> event) {
        Set<String> fields = new TreeSet<>(event.keySet());
        fields.removeAll(OPTIONAL_FIELDS);
        return fields;
    }

    private static Set<String> paths(JsonObject event) {
        Set<String> paths = new TreeSet<>();
        collect("", event, paths);
        return paths;
    }

    private static void collect(String path, Object value, Set<String> paths) {
        if (value instanceof JsonObject object) {
            object.forEach(field -> collect(path + "." + field.getKey(), field.getValue(), paths));
        } else if (value instanceof JsonArray) {
            paths.add(path + "[]");
        } else {
            paths.add(path);
        }
    }

    static synchronized Set<String> ofAllTraces() {
        if (recorded == null) {
            recorded = new TreeSet<>();
            Recording.everyTrace().forEach(trace -> recorded.addAll(of(trace).all()));
        }
        return recorded;
    }
}
