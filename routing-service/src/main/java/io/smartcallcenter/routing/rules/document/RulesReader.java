package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Numbering;
import io.smartcallcenter.routing.numberplan.Opening;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.callers.Callers;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the YAML text into a {@link RoutingRules}, or says everything that is wrong with it. */
public final class RulesReader {

    private static final int RING_S = 20;
    private static final int MOST_RING_S = 600;

    private static final Set<String> QUEUE_KEYS =
            Set.of("queue", "timeout-s", "options", "answer", "then", "nobody-available");
    private static final Set<String> EXTENSION_KEYS = Set.of("direct", "ring-s", "when-busy", "then");
    private static final Set<String> SERVICE_KEYS = Set.of("service", "then");

    private final Faults faults = new Faults();
    private final Map<String, BusinessHours> hours = new HashMap<>();
    private final Map<String, ServiceFlow> flows = new HashMap<>();

    private RulesReader() {}

    /** @throws InvalidRules naming the path of each fault, or line and column when it is no YAML */
    public static RoutingRules read(String yaml) {
        return read(RulesDocument.parseYaml(yaml).root());
    }

    /** @throws InvalidRules naming the path of each fault */
    public static RoutingRules read(JsonNode document) {
        return new RulesReader().rules(document);
    }

    private RoutingRules rules(JsonNode document) {
        Node file = new Node("", document, faults);
        file.mappingOf(Set.of("default", "hours", "flows", "numbers"));
        Node fallback = file.get("default");
        Target.Queue defaultQueue = fallback.missing() ? missing(fallback) : queue(fallback);
        file.get("hours").entries((name, node) -> put(hours, name, BusinessHoursReader.read(name, node)));
        file.get("flows").entries((name, node) -> put(flows, name, FlowReader.read(name, node)));
        List<Entry> entries = file.get("numbers").each((node, i) -> entry(node));
        refuseDuplicates(file.get("numbers"));
        faults.throwIfAny();
        return new RoutingRules(
                0,
                true,
                new NumberPlan(Numbering.NONE, defaultQueue, entries),
                Callers.NONE,
                Map.of(),
                Map.of(),
                hours,
                flows);
    }

    private static Target.Queue missing(Node node) {
        node.fault("is missing: the queue for unknown numbers");
        return Target.Queue.named("missing");
    }

    private static <T> void put(Map<String, T> all, String name, T read) {
        if (read != null) {
            all.put(name, read);
        }
    }

    /** Of two entries for one number only the first would ever be used. */
    private static void refuseDuplicates(Node numbers) {
        Map<String, String> paths = new HashMap<>();
        numbers.each((node, i) -> {
            String first = paths.putIfAbsent(node.value().path("number").asText(), node.path());
            if (first != null && node.has("number")) {
                node.get("number").fault("is there already, see " + first);
            }
            return null;
        });
    }

    private Entry entry(Node node) {
        Set<String> targetKeys = targetKeys(node);
        if (targetKeys.isEmpty()) {
            return null;
        }
        Set<String> known = new HashSet<>(targetKeys);
        known.addAll(Set.of("number", "hours", "outside", "description"));
        node.mappingOf(known);
        node.get("description").text("");
        NumberPattern number = number(node.get("number"));
        Target target = target(node);
        BusinessHours open = named(hours, node.get("hours"), "business hours");
        Instead outside = outside(node);
        return number == null || target == null || (open == null) != (outside == null)
                ? null
                : new Entry(number, target, open == null ? null : new Opening(open, outside), null);
    }

    private static Set<String> targetKeys(Node node) {
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

    private static NumberPattern number(Node node) {
        if (node.missing()) {
            node.fault("is missing");
            return null;
        }
        try {
            return new NumberPattern(node.text(""));
        } catch (IllegalArgumentException e) {
            node.fault(e.getMessage());
            return null;
        }
    }

    private Target target(Node node) {
        if (node.has("queue")) {
            return queue(node);
        }
        if (node.has("direct")) {
            return new Target.Extension(
                    endpoint(node.get("direct")),
                    node.get("ring-s").seconds(RING_S, 1, MOST_RING_S),
                    node.get("when-busy").oneOf(Target.WhenBusy.class, Target.WhenBusy.RING),
                    then(node.get("then")));
        }
        ServiceFlow flow = named(flows, node.get("service"), "flow");
        return flow == null ? null : new Target.Service(flow, then(node.get("then")));
    }

    private Target.Queue queue(Node node) {
        if (node.path().equals("default")) {
            node.mappingOf(QUEUE_KEYS);
        }
        Node other = node.get("nobody-available");
        return new Target.Queue(
                node.get("queue").of(DialplanText.QUEUE),
                node.get("timeout-s").seconds(0, 0, DialplanText.MOST_SECONDS),
                node.get("options").missing() ? "" : node.get("options").of(DialplanText.QUEUE_OPTIONS),
                node.get("answer").yes(true),
                then(node.get("then")),
                other.missing() ? null : otherQueue(other),
                0,
                null,
                null,
                Target.Offer.QUEUE,
                Target.Queue.RING_S);
    }

    private static Instead otherQueue(Node node) {
        node.mappingOf(Set.of("queue"));
        return new Instead.OtherQueue(node.get("queue").of(DialplanText.QUEUE));
    }

    private static String endpoint(Node node) {
        String template = node.text("");
        if (!DialplanText.ENDPOINT.accepts(template.replace(Target.Extension.NUMBER, "0"))) {
            node.fault("'" + template + "' is no " + DialplanText.ENDPOINT.rule() + " or PJSIP/{number}");
        }
        return template;
    }

    static Then then(Node node) {
        if (node.missing() || (node.value().isTextual() && node.text("").equals("hangup"))) {
            return Then.HANGUP;
        }
        if (node.value().isTextual() || !node.mappingOf(Set.of("queue", "voicemail"))) {
            node.fault("must be hangup, {queue: name} or {voicemail: mailbox}");
            return Then.HANGUP;
        }
        if (node.has("queue") == node.has("voicemail")) {
            node.fault("needs exactly one of queue, voicemail");
            return Then.HANGUP;
        }
        return node.has("queue")
                ? Then.queue(node.get("queue").of(DialplanText.QUEUE))
                : new Then(ThenAction.VOICEMAIL, node.get("voicemail").of(DialplanText.MAILBOX));
    }

    /** What was read under this name; null after a fault, or if no name is given. */
    private static <T> T named(Map<String, T> all, Node node, String what) {
        String name = node.text(null);
        T found = all.get(name);
        if (name != null && found == null) {
            node.fault("no " + what + " named '" + name + "'");
        }
        return found;
    }

    private static Instead outside(Node entry) {
        Node node = entry.get("outside");
        if (entry.has("hours") == node.missing()) {
            node.fault(node.missing() ? "is missing: what happens when it is closed" : "has no meaning without hours");
            return null;
        }
        if (node.missing() || !node.mappingOf(Set.of("announce", "then", "queue", "reject"))) {
            return null;
        }
        if (List.of("announce", "queue", "reject").stream().filter(node::has).count() != 1) {
            node.fault("needs exactly one of announce, queue, reject");
            return null;
        }
        if (node.has("then") && !node.has("announce")) {
            node.get("then").fault("belongs to announce");
        }
        if (node.has("announce")) {
            return new Instead.Announce(node.get("announce").of(DialplanText.PROMPT), then(node.get("then")));
        }
        return node.has("queue")
                ? new Instead.OtherQueue(node.get("queue").of(DialplanText.QUEUE))
                : new Instead.Reject(node.get("reject").of(DialplanText.CAUSE));
    }
}
