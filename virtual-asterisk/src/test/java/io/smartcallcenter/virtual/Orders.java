package io.smartcallcenter.virtual;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of two events of the same channel came first, over all recordings. A pair that was seen often enough and always in the same
 * order is a constraint. ARI and AMI are looked at apart: between the links there is no order.
 */
final class Orders {

    /** How often a pair must have been seen; fewer would make a rule of a coincidence. */
    private static final int ENOUGH = 8;

    private static Orders recorded;

    private record Pair(String first, String second) {}

    private final Map<Pair, Integer> seen = new HashMap<>();

    static synchronized Orders ofAllTraces() {
        if (recorded == null) {
            recorded = new Orders();
            Recording.everyTrace().forEach(trace -> recorded.learn(trace));
        }
        return recorded;
    }

    private void learn(Recording recording) {
        firsts(recording).values().forEach(events -> {
            List<String> order = new ArrayList<>(events.keySet());
            for (int i = 0; i < order.size(); i++) {
                for (int j = i + 1; j < order.size(); j++) {
                    seen.merge(new Pair(order.get(i), order.get(j)), 1, Integer::sum);
                }
            }
        });
    }

    /** Each broken constraint once. */
    List<String> brokenBy(Recording recording) {
        Map<String, String> broken = new TreeMap<>();
        firsts(recording).forEach((channel, events) -> {
            List<String> order = new ArrayList<>(events.keySet());
            for (int i = 0; i < order.size(); i++) {
                for (int j = i + 1; j < order.size(); j++) {
                    Pair opposite = new Pair(order.get(j), order.get(i));
                    Pair same = new Pair(order.get(i), order.get(j));
                    if (seen.getOrDefault(opposite, 0) >= ENOUGH && !seen.containsKey(same)) {
                        broken.put(opposite.first() + " always before " + opposite.second(), channel);
                    }
                }
            }
        });
        return broken.entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .toList();
    }

    int constraints() {
        return (int) seen.entrySet().stream()
                .filter(pair -> pair.getValue() >= ENOUGH
                        && !seen.containsKey(
                                new Pair(pair.getKey().second(), pair.getKey().first())))
                .count();
    }

    /** For each channel the first event of each kind, in its order; who joins another queue begins another story. */
    private static Map<String, Map<String, Integer>> firsts(Recording recording) {
        Map<String, Map<String, Integer>> channels = new LinkedHashMap<>();
        Map<String, Integer> queues = new HashMap<>();
        Map<String, Integer> joins = new HashMap<>();
        int n = 0;
        for (Map<String, String> event : recording.ami()) {
            String channel = event.get("Uniqueid");
            if (event.containsKey("Event") && kind(event).equals("Newexten Queue")) {
                queues.merge(channel, 1, Integer::sum);
            } else if ("QueueCallerJoin".equals(event.get("Event"))) {
                joins.merge(channel, 1, Integer::sum);
            }
            // Without the class "dialplan" the beginning of Queue() is not told, only what follows at once.
            int visit = Math.max(queues.getOrDefault(channel, 0), joins.getOrDefault(channel, 0));
            if (visit > 1) {
                channel += " in queue " + visit;
            }
            if (channel != null && event.containsKey("Event") && !event.containsKey("ActionID")) {
                channels.computeIfAbsent("AMI " + channel, any -> new LinkedHashMap<>())
                        .putIfAbsent("AMI " + kind(event), n++);
            }
            String leg = event.get("DestUniqueid");
            if (leg != null && event.containsKey("Event")) {
                channels.computeIfAbsent("AMI " + leg, any -> new LinkedHashMap<>())
                        .putIfAbsent("AMI Dest " + kind(event), n++);
            }
        }
        for (JsonObject event : recording.ari()) {
            JsonObject channel = event.getJsonObject("channel");
            if (channel != null) {
                channels.computeIfAbsent("ARI " + channel.getString("id"), any -> new LinkedHashMap<>())
                        .putIfAbsent("ARI " + kind(event), n++);
            }
        }
        // A channel whose beginning was not heard, because a link was away, says nothing about order.
        channels.values().removeIf(events -> {
            String first = events.keySet().iterator().next();
            return !first.endsWith("Newchannel")
                    && !first.equals("ARI ChannelCreated")
                    && !first.endsWith("Newexten Queue")
                    && !first.endsWith("QueueCallerJoin")
                    && !first.startsWith("AMI Dest");
        });
        return channels;
    }

    private static String kind(Map<String, String> event) {
        return switch (event.get("Event")) {
            case "Newstate" -> "Newstate " + event.get("ChannelStateDesc");
            case "DialEnd" -> "DialEnd " + event.get("DialStatus");
            case "VarSet" -> "VarSet " + event.get("Variable");
            case "Newexten" -> "Newexten " + event.get("Application");
            default -> event.get("Event");
        };
    }

    private static String kind(JsonObject event) {
        return switch (event.getString("type")) {
            case "ChannelStateChange" ->
                "ChannelStateChange " + event.getJsonObject("channel").getString("state");
            case "ChannelVarset" -> "ChannelVarset " + event.getString("variable");
            case "ChannelDialplan" -> "ChannelDialplan " + event.getString("dialplan_app");
            default -> event.getString("type");
        };
    }
}
