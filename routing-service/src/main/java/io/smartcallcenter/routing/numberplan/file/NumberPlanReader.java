package io.smartcallcenter.routing.numberplan.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.routing.numberplan.BusinessHours;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Outside;
import io.smartcallcenter.routing.numberplan.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the YAML text into a {@link NumberPlan}, or says everything that is wrong with it. */
public final class NumberPlanReader {

    /** Names become extensions of our dialplan contexts, {@code _[a-z].}: two characters at least. */
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_-]{1,63}");

    private static final Pattern MAILBOX = Pattern.compile("[0-9]{1,32}");
    private static final Pattern ENDPOINT =
            Pattern.compile("[A-Za-z0-9]+/[A-Za-z0-9_.@-]*(\\{number})?[A-Za-z0-9_.@-]*");
    private static final Pattern CAUSE = Pattern.compile("busy|congestion|normal");
    private static final Pattern OPTIONS = Pattern.compile("[A-Za-z0-9()]{0,40}");
    private static final int RING_S = 20;

    private static final Set<String> QUEUE_KEYS =
            Set.of("queue", "timeout-s", "options", "answer", "then", "nobody-available");
    private static final Set<String> EXTENSION_KEYS = Set.of("direct", "ring-s", "when-busy", "then");
    private static final Set<String> SERVICE_KEYS = Set.of("service", "then");

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final List<String> faults = new ArrayList<>();
    private final Map<String, BusinessHours> hours = new HashMap<>();

    private NumberPlanReader() {}

    /** @throws InvalidNumberPlan naming the path of each fault, or line and column when it is no YAML */
    public static NumberPlan read(String yaml) {
        return new NumberPlanReader().plan(yaml);
    }

    private NumberPlan plan(String yaml) {
        Node file = new Node("", parse(yaml), faults);
        file.mappingOf(Set.of("default", "hours", "numbers"));
        Node fallback = file.get("default");
        Target.Queue defaultQueue = fallback.missing() ? missing(fallback) : queue(fallback);
        readHours(file.get("hours"));
        List<Entry> entries = file.get("numbers").each((node, i) -> entry(node));
        if (!faults.isEmpty()) {
            throw new InvalidNumberPlan(faults);
        }
        return new NumberPlan(defaultQueue, entries);
    }

    private JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new InvalidNumberPlan(List.of("line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage()));
        }
    }

    private static Target.Queue missing(Node node) {
        node.fault("is missing: the queue for unknown numbers");
        return Target.Queue.named("missing");
    }

    private void readHours(Node all) {
        if (all.missing()) {
            return;
        }
        if (!all.value().isObject()) {
            all.fault("must be a mapping of names to business hours");
            return;
        }
        all.value().fieldNames().forEachRemaining(name -> {
            BusinessHours read = BusinessHoursReader.read(name, all.get(name));
            if (read != null) {
                hours.put(name, read);
            }
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
        BusinessHours open = hours(node.get("hours"));
        Outside outside = outside(node);
        return number == null || (open == null) != (outside == null) ? null : new Entry(number, target, open, outside);
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
                    node.get("direct").matching(ENDPOINT, "endpoint such as PJSIP/{number}"),
                    node.get("ring-s").seconds(RING_S),
                    node.get("when-busy").oneOf(Target.WhenBusy.class, Target.WhenBusy.RING),
                    then(node.get("then")));
        }
        return new Target.Service(name(node.get("service"), "flow"), then(node.get("then")));
    }

    private Target.Queue queue(Node node) {
        if (node.path().equals("default")) {
            node.mappingOf(QUEUE_KEYS);
        }
        Node other = node.get("nobody-available");
        return new Target.Queue(
                name(node.get("queue"), "queue"),
                node.get("timeout-s").seconds(0),
                node.get("options").missing() ? "" : node.get("options").matching(OPTIONS, "option string of Queue()"),
                node.get("answer").yes(true),
                then(node.get("then")),
                other.missing() ? null : otherQueue(other));
    }

    private static String otherQueue(Node node) {
        node.mappingOf(Set.of("queue"));
        return name(node.get("queue"), "queue");
    }

    private static String name(Node node, String what) {
        return node.matching(NAME, what + " name (a small letter, then letters, digits, - and _)");
    }

    private static Then then(Node node) {
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
                ? Then.queue(name(node.get("queue"), "queue"))
                : new Then(ThenAction.VOICEMAIL, node.get("voicemail").matching(MAILBOX, "mailbox number"));
    }

    private BusinessHours hours(Node node) {
        String name = node.text(null);
        if (name == null) {
            return null;
        }
        BusinessHours found = hours.get(name);
        if (found == null) {
            node.fault("no business hours named '" + name + "'");
        }
        return found;
    }

    private static Outside outside(Node entry) {
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
            return new Outside.Announce(name(node.get("announce"), "prompt"), then(node.get("then")));
        }
        return node.has("queue")
                ? new Outside.OtherQueue(name(node.get("queue"), "queue"))
                : new Outside.Reject(node.get("reject").matching(CAUSE, "cause (busy, congestion, normal)"));
    }
}
