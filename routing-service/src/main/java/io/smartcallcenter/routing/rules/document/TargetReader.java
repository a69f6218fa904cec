package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.numberplan.Target;
import java.util.List;
import java.util.Set;

/** Where a number leads. */
final class TargetReader {

    static final int MOST_PRIORITY = 1_000;

    private static final int RING_S = 20;
    private static final int MOST_RING_S = 600;

    private static final Set<String> QUEUE_KEYS = Set.of(
            "queue",
            "timeout-s",
            "options",
            "answer",
            "then",
            "nobody-available",
            "priority",
            "max-penalty",
            "needs",
            "offer",
            "ring-s");
    private static final Set<String> EXTENSION_KEYS = Set.of("direct", "ring-s", "when-busy", "then");
    private static final Set<String> SERVICE_KEYS = Set.of("service", "then");

    private final Section<ServiceFlow> flows;
    private final InsteadReader instead;

    TargetReader(Section<ServiceFlow> flows, InsteadReader instead) {
        this.flows = flows;
        this.instead = instead;
    }

    /** The keys of the kind of target that stands there; empty after a fault. */
    static Set<String> keys(Node node) {
        List<String> given =
                List.of("queue", "direct", "service").stream().filter(node::has).toList();
        if (given.size() != 1) {
            node.fault("needs exactly one of queue, direct, service");
            return Set.of();
        }
        return switch (given.get(0)) {
            case "queue" -> QUEUE_KEYS;
            case "direct" -> EXTENSION_KEYS;
            default -> SERVICE_KEYS;
        };
    }

    /** Null after a fault. */
    Target read(Node node) {
        if (node.has("queue")) {
            return queue(node);
        }
        if (node.has("direct")) {
            return new Target.Extension(
                    endpoint(node.get("direct")),
                    node.get("ring-s").seconds(RING_S, 1, MOST_RING_S),
                    node.get("when-busy").oneOf(Target.WhenBusy.class, Target.WhenBusy.RING),
                    ThenReader.read(node.get("then")));
        }
        ServiceFlow flow = flows.find(node.get("service"));
        return flow == null ? null : new Target.Service(flow, ThenReader.read(node.get("then")));
    }

    /** The queue for unknown numbers. */
    Target.Queue defaultQueue(Node node) {
        if (node.missing()) {
            node.fault("is missing: the queue for unknown numbers");
            return null;
        }
        return node.mappingOf(QUEUE_KEYS) ? queue(node) : null;
    }

    private Target.Queue queue(Node node) {
        Target.Offer offer = node.get("offer").oneOf(Target.Offer.class, Target.Offer.QUEUE);
        Node ring = node.get("ring-s");
        if (!ring.missing() && offer != Target.Offer.BEST_OPERATOR) {
            ring.fault("belongs to offer: best-operator; how long a queue rings stands under queues");
        }
        Node penalty = node.get("max-penalty");
        return new Target.Queue(
                node.get("queue").of(DialplanText.QUEUE),
                node.get("timeout-s").seconds(0, 0, DialplanText.MOST_SECONDS),
                node.get("options").missing() ? "" : node.get("options").of(DialplanText.QUEUE_OPTIONS),
                node.get("answer").yes(true),
                ThenReader.read(node.get("then")),
                instead.read(node.get("nobody-available")),
                node.get("priority").whole(0, 0, MOST_PRIORITY),
                penalty.missing() ? null : penalty.whole(0, 0, OperatorsReader.MOST_PENALTY),
                OperatorsReader.needs(node.get("needs")),
                offer,
                ring.seconds(Target.Queue.RING_S, 1, MOST_RING_S));
    }

    private static String endpoint(Node node) {
        String template = node.text("");
        if (node.value().isTextual()
                && !DialplanText.ENDPOINT.accepts(template.replace(Target.Extension.NUMBER, "0"))) {
            node.fault("'" + template + "' is no " + DialplanText.ENDPOINT.rule() + " or PJSIP/{number}");
        }
        return template;
    }
}
