package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.numberplan.Instead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a caller meets instead of the target. */
final class InsteadReader {

    /** The keys of each kind. */
    private static final Map<String, Set<String>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("announce", Set.of("announce", "then"));
        KINDS.put("queue", Set.of("queue"));
        KINDS.put("voicemail", Set.of("voicemail", "prompt"));
        KINDS.put("callback", Set.of("callback", "prompt"));
        KINDS.put("flow", Set.of("flow", "then"));
        KINDS.put("reject", Set.of("reject"));
    }

    private final Prompts prompts;
    private final Section<ServiceFlow> flows;

    InsteadReader(Prompts prompts, Section<ServiceFlow> flows) {
        this.prompts = prompts;
        this.flows = flows;
    }

    /** Null after a fault, or if it is missing. */
    Instead read(Node node) {
        if (node.missing()) {
            return null;
        }
        List<String> kinds = KINDS.keySet().stream().filter(node::has).toList();
        if (kinds.size() != 1) {
            node.fault("needs exactly one of " + String.join(", ", KINDS.keySet()));
            return null;
        }
        String kind = kinds.get(0);
        node.mappingOf(KINDS.get(kind));
        Node what = node.get(kind);
        return switch (kind) {
            case "announce" -> new Instead.Announce(prompts.one(what), ThenReader.read(node.get("then")));
            case "queue" -> new Instead.OtherQueue(what.of(DialplanText.QUEUE));
            case "voicemail" ->
                new Instead.Voicemail(what.of(DialplanText.MAILBOX), prompts.several(node.get("prompt")));
            case "callback" -> new Instead.Callback(what.of(DialplanText.QUEUE), prompts.several(node.get("prompt")));
            case "flow" -> flow(what, node.get("then"));
            default -> new Instead.Reject(what.of(DialplanText.CAUSE));
        };
    }

    private Instead flow(Node name, Node then) {
        ServiceFlow flow = flows.find(name);
        return flow == null ? null : new Instead.Flow(flow, ThenReader.read(then));
    }
}
