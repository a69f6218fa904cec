package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Asterisk itself would answer at any point of a recording: channels, bridges, queues, members, from the frames so far. */
final class AsteriskModel {

    private final Map<String, Map<String, String>> channels = new LinkedHashMap<>();
    private final Map<String, Instant> created = new HashMap<>();
    private final Map<String, String> stasis = new HashMap<>();
    private final Map<String, String> bridges = new HashMap<>();
    private final Map<String, List<Map<String, String>>> waiting = new TreeMap<>();
    private final Map<String, Instant> joined = new HashMap<>();
    private final Map<String, Map<String, String>> members = new TreeMap<>();
    private final Set<Link> up = EnumSet.noneOf(Link.class);

    Set<Link> up() {
        return up;
    }

    void hear(Signal signal) {
        if (signal instanceof Signal.LinkUp link) {
            up.add(link.link());
        } else if (signal instanceof Signal.LinkDown link) {
            up.remove(link.link());
        } else if (signal instanceof Signal.Ami ami) {
            hear(ami.fields(), ami.receivedAt());
        } else if (signal instanceof Signal.Ari ari) {
            hear(new AriFrame(ari.message(), ari.receivedAt()));
        }
    }

    private void hear(AriFrame frame) {
        String id = frame.text("channel.id");
        if (frame.text("type").equals("StasisStart")
                && frame.text("application").equals("SmartCallCenter")) {
            List<String> args = frame.texts("args");
            stasis.put(id, String.join(",", args));
            if (args.size() == 1 && !created.containsKey(id)) {
                create(id, caller(id, frame), frame.moment().receivedAt());
            }
        } else if (frame.text("type").equals("StasisEnd")) {
            stasis.remove(id);
        }
    }

    /** StasisStart may be heard before Newchannel: the channel exists all the same. */
    private static Map<String, String> caller(String id, AriFrame frame) {
        return Map.of("Uniqueid", id, "Linkedid", id, "Channel", frame.text("channel.name"));
    }

    private void create(String id, Map<String, String> fields, Instant at) {
        channels.put(id, fields);
        created.put(id, at);
    }

    private void hear(Map<String, String> fields, Instant at) {
        String id = fields.getOrDefault("Uniqueid", "");
        String queue = fields.getOrDefault("Queue", "");
        switch (fields.getOrDefault("Event", "")) {
            case "FullyBooted" -> {
                if (Integer.parseInt(fields.getOrDefault("Uptime", "99")) < 2) {
                    List.of(channels, stasis, bridges, waiting, created, joined).forEach(Map::clear);
                }
            }
            case "Newchannel" -> create(id, fields, at);
            case "Hangup" -> {
                channels.remove(id);
                stasis.remove(id);
                bridges.remove(id);
            }
            case "Newexten" -> {
                stasis.remove(id);
                if ("Stasis".equals(fields.get("Application"))) {
                    stasis.put(id, fields.get("AppData").replaceFirst("^SmartCallCenter,", ""));
                }
            }
            case "BridgeEnter" -> bridges.put(id, fields.get("BridgeUniqueid"));
            case "BridgeLeave" -> bridges.remove(id);
            case "QueueCallerJoin" -> {
                waiting.computeIfAbsent(queue, name -> new ArrayList<>()).add(fields);
                joined.put(queue + id, at);
            }
            case "QueueCallerLeave" ->
                waiting.getOrDefault(queue, new ArrayList<>())
                        .removeIf(entry -> entry.get("Uniqueid").equals(id));
            case "QueueMemberAdded", "QueueMemberPause", "QueueMemberStatus" ->
                members.put(queue + "/" + fields.get("Interface"), fields);
            case "QueueMemberRemoved" -> members.remove(queue + "/" + fields.get("Interface"));
            default -> {}
        }
    }

    Signal.Resync resync(Instant now) {
        boolean ari = up.contains(Link.ARI);
        boolean ami = up.contains(Link.AMI);
        return new Signal.Resync(
                new Signal.Resync.State(
                        ari ? ariChannels() : null,
                        ari ? ariBridges() : null,
                        ami ? amiChannels(now) : null,
                        ami ? queueStatus(now) : null,
                        null),
                now);
    }

    private List<Map<String, Object>> ariChannels() {
        List<Map<String, Object>> list = new ArrayList<>();
        channels.forEach((id, fields) -> {
            String args = stasis.get(id);
            Map<String, Object> dialplan = args == null
                    ? Map.of("app_name", "Queue", "app_data", "")
                    : Map.of("app_name", "Stasis", "app_data", "SmartCallCenter," + args);
            list.add(Map.of("id", id, "name", fields.get("Channel"), "dialplan", dialplan));
        });
        return list;
    }

    private List<Map<String, Object>> ariBridges() {
        Map<String, List<String>> inside = new TreeMap<>();
        bridges.forEach((channel, bridge) ->
                inside.computeIfAbsent(bridge, id -> new ArrayList<>()).add(channel));
        List<Map<String, Object>> list = new ArrayList<>();
        inside.forEach((bridge, ids) -> list.add(Map.of("id", bridge, "channels", ids)));
        return list;
    }

    private List<Map<String, String>> amiChannels(Instant now) {
        List<Map<String, String>> list = new ArrayList<>();
        channels.forEach((id, fields) -> {
            Map<String, String> shown = new HashMap<>(fields);
            shown.remove("Timestamp");
            Duration age = Duration.between(created.get(id), now);
            shown.put("Event", "CoreShowChannel");
            shown.put("Duration", String.format("%02d:%02d:%02d", 0, age.toMinutes(), age.toSecondsPart()));
            shown.put("BridgeId", bridges.getOrDefault(id, ""));
            list.add(shown);
        });
        return list;
    }

    private List<Map<String, String>> queueStatus(Instant now) {
        List<Map<String, String>> list = new ArrayList<>();
        members.values().forEach(fields -> {
            Map<String, String> member = new HashMap<>(fields);
            member.remove("Timestamp");
            member.put("Event", "QueueMember");
            member.put("Location", fields.get("Interface"));
            member.put("Name", fields.get("MemberName"));
            list.add(member);
        });
        waiting.forEach((queue, entries) -> {
            int position = 0;
            for (Map<String, String> fields : entries) {
                Map<String, String> entry = new HashMap<>(fields);
                entry.remove("Timestamp");
                entry.put("Event", "QueueEntry");
                entry.put("Position", String.valueOf(++position));
                Instant since = joined.get(queue + fields.get("Uniqueid"));
                entry.put("Wait", String.valueOf(Duration.between(since, now).toSeconds()));
                list.add(entry);
            }
        });
        return list;
    }
}
