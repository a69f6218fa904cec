package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the document about service flows (docs/service-flows.md). */
final class FlowReader {

    private static final int TIMEOUT_S = 5;
    private static final int RETRIES = 1;
    private static final int MAX_MESSAGE_S = 120;
    private static final int SILENCE_S = 5;
    private static final int RING_S = 20;

    /** The keys of each kind of node. */
    private static final Map<String, Set<String>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("play", Set.of("play", "next"));
        KINDS.put("say", Set.of("say", "next"));
        KINDS.put("menu", Set.of("menu", "timeout-s", "retries", "keys", "otherwise"));
        KINDS.put("gather", Set.of("gather", "min", "max", "terminator", "timeout-s", "retries", "next", "otherwise"));
        KINDS.put("record", Set.of("record", "prompt", "max-s", "silence-s", "terminator", "next"));
        KINDS.put("callback", Set.of("callback", "number", "next"));
        KINDS.put("queue", Set.of("queue", "timeout-s", "options", "then"));
        KINDS.put("direct", Set.of("direct", "ring-s", "then"));
        KINDS.put("hangup", Set.of("hangup"));
    }

    private final Prompts prompts;

    FlowReader(Prompts prompts) {
        this.prompts = prompts;
    }

    /** Null after a fault. */
    ServiceFlow read(String name, Node node) {
        int faultsBefore = node.faults().found();
        if (!node.mappingOf(Set.of("start", "nodes"))) {
            return null;
        }
        String start = node.get("start").text("");
        Node all = node.get("nodes");
        List<FlowNode> nodes = new ArrayList<>();
        all.entries((id, each) -> {
            FlowNode read = step(id, each);
            if (read != null) {
                nodes.add(read);
            }
        });
        if (node.faults().found() > faultsBefore) {
            return null;
        }
        List<ServiceFlow.Fault> faults = ServiceFlow.faults(start, nodes);
        faults.forEach(fault -> (fault.node().isEmpty() ? node : all.get(fault.node())).fault(fault.message()));
        return faults.isEmpty() ? new ServiceFlow(name, start, nodes) : null;
    }

    private FlowNode step(String id, Node node) {
        List<String> kinds = KINDS.keySet().stream().filter(node::has).toList();
        if (kinds.size() != 1) {
            node.fault("needs exactly one of " + KINDS.keySet());
            return null;
        }
        String kind = kinds.get(0);
        node.mappingOf(KINDS.get(kind));
        int faultsBefore = node.faults().found();
        try {
            FlowNode read = step(id, kind, node);
            return node.faults().found() > faultsBefore ? null : read;
        } catch (IllegalArgumentException e) {
            if (node.faults().found() == faultsBefore) {
                node.fault(e.getMessage());
            }
            return null;
        }
    }

    private FlowNode step(String id, String kind, Node node) {
        String next = node.get("next").text(null);
        return switch (kind) {
            case "play" -> new FlowNode.Play(id, prompts.several(node.get("play")), next);
            case "say" -> new FlowNode.Say(id, node.get("say").text(null), next);
            case "menu" -> menu(id, node);
            case "gather" -> gather(id, node, next);
            case "record" ->
                new FlowNode.Voicemail(
                        id,
                        prompts.several(node.get("prompt")),
                        node.get("record").text(null),
                        node.get("max-s").whole(MAX_MESSAGE_S),
                        node.get("silence-s").whole(SILENCE_S),
                        node.get("terminator").text("#"),
                        next);
            case "callback" ->
                new FlowNode.Callback(
                        id,
                        node.get("number").text(FlowNode.CALLER),
                        node.get("callback").text(null),
                        next);
            case "queue" ->
                new FlowNode.Queue(
                        id,
                        node.get("queue").text(null),
                        node.get("timeout-s").whole(0),
                        node.get("options").text(""),
                        ThenReader.read(node.get("then")));
            case "direct" ->
                new FlowNode.Direct(
                        id,
                        node.get("direct").text(null),
                        node.get("ring-s").whole(RING_S),
                        ThenReader.read(node.get("then")));
            default -> new FlowNode.Hangup(id, node.get("hangup").text(null));
        };
    }

    private FlowNode menu(String id, Node node) {
        Map<String, String> keys = new LinkedHashMap<>();
        node.get("keys").entries((key, target) -> keys.put(key, target.text("")));
        return new FlowNode.Menu(
                id,
                prompts.several(node.get("menu")),
                node.get("timeout-s").whole(TIMEOUT_S),
                node.get("retries").whole(RETRIES),
                keys,
                node.get("otherwise").text(null));
    }

    private FlowNode gather(String id, Node node, String next) {
        return new FlowNode.Gather(
                id,
                prompts.several(node.get("gather")),
                node.get("min").whole(1),
                node.get("max").whole(0),
                node.get("terminator").text("#"),
                node.get("timeout-s").whole(TIMEOUT_S),
                node.get("retries").whole(RETRIES),
                next,
                node.get("otherwise").text(null));
    }
}
