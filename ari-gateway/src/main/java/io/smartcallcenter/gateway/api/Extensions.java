package io.smartcallcenter.gateway.api;

import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.gateway.normalize.LiveView;
import io.smartcallcenter.gateway.ownership.NodeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The phones of the nodes that the answering gateway runs.
 *
 * @param elsewhere nodes of other gateways, and where to ask for them
 */
public record Extensions(Instant at, List<Extension> extensions, List<Elsewhere> elsewhere) {

    /**
     * @param endpoint technology and name, as in queues.conf
     * @param registered ARI's state of the endpoint: {@code online}, {@code offline}, {@code unknown}; null for a member of a queue
     *     that is no endpoint
     * @param device what the phone does; null if it is a member of no queue
     * @param lastCall when the last call of any queue ended; null without one since Asterisk's start
     */
    public record Extension(
            @Schema(examples = "pbx1") String node,
            @Schema(examples = "PJSIP/0001") String endpoint,
            @Schema(examples = "online") String registered,
            DeviceState device,
            @Schema(examples = "0") int channels,
            boolean paused,
            Instant lastCall,
            List<Membership> queues) {}

    /**
     * @param callsTaken since Asterisk's start or the last reset of the statistics
     * @param lastCall null without one since then
     */
    public record Membership(
            @Schema(examples = "support") String queue,
            @Schema(examples = "Agent One") String name,
            int penalty,
            boolean paused,
            @Schema(examples = "lunch") String pauseReason,
            int callsTaken,
            Instant lastCall) {}

    public record Elsewhere(
            @Schema(examples = "pbx2") String node,
            @Schema(examples = "gateway-2-8081") String owner,
            @Schema(examples = "http://gateway-2:8081") String ownerAddress) {

        static Elsewhere of(NodeStatus status) {
            return new Elsewhere(status.node(), status.owner(), status.address());
        }
    }

    /**
     * @param endpoints ARI's list
     * @param members the QueueMember events of the AMI
     */
    static List<Extension> of(
            String node, List<Map<String, Object>> endpoints, List<Map<String, String>> members, LiveView view) {
        Map<String, List<Membership>> queues = new TreeMap<>();
        members.forEach(member -> queues.computeIfAbsent(text(member, "Location"), name -> new ArrayList<>())
                .add(membership(member)));
        Map<String, DeviceState> devices = new TreeMap<>();
        view.operators().forEach(operator -> devices.put(operator.agent().iface(), operator.device()));
        Map<String, Map<String, Object>> known = new TreeMap<>();
        endpoints.forEach(endpoint -> known.put(endpoint.get("technology") + "/" + endpoint.get("resource"), endpoint));
        queues.keySet().forEach(name -> known.putIfAbsent(name, Map.of()));
        List<Extension> extensions = new ArrayList<>();
        known.forEach((name, endpoint) -> extensions.add(
                extension(node, name, endpoint, devices.get(name), queues.getOrDefault(name, List.of()))));
        return extensions;
    }

    private static Extension extension(
            String node, String name, Map<String, Object> endpoint, DeviceState device, List<Membership> queues) {
        Instant lastCall = queues.stream()
                .map(Membership::lastCall)
                .filter(time -> time != null)
                .max(Instant::compareTo)
                .orElse(null);
        return new Extension(
                node,
                name,
                endpoint.get("state") instanceof String state ? state : null,
                device,
                endpoint.get("channel_ids") instanceof Collection<?> channels ? channels.size() : 0,
                queues.stream().anyMatch(Membership::paused),
                lastCall,
                queues);
    }

    private static Membership membership(Map<String, String> member) {
        long last = number(member, "LastCall");
        return new Membership(
                text(member, "Queue"),
                text(member, "Name"),
                (int) number(member, "Penalty"),
                "1".equals(member.get("Paused")),
                text(member, "PausedReason"),
                (int) number(member, "CallsTaken"),
                last == 0 ? null : Instant.ofEpochSecond(last));
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Math.max(0, Long.parseLong(text(fields, name)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
