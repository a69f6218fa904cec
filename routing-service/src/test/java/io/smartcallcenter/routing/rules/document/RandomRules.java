package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A valid document that is made up of random parts. */
final class RandomRules {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> QUEUES = List.of("support", "sales", "vip", "night", "backup");
    private static final List<String> ZONES = List.of("Asia/Almaty", "Europe/Berlin", "America/New_York", "UTC");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> SKILLS = List.of("billing", "technics", "sales");
    private static final List<String> LANGUAGES = List.of("de", "kk", "ru");
    private static final List<String> MAILBOXES = List.of("700", "0001");
    private static final List<String> PROMPTS = List.of("vm-intro", "digits/1", "custom/welcome", "custom/closed");
    private static final List<String> PATTERNS = List.of(
            "700",
            "701",
            "0001",
            "0002",
            "007",
            "700-749",
            "720-729",
            "7000-7099",
            "0XXX",
            "00XX",
            "8XX",
            "7XX",
            "00.",
            "7.",
            ".");
    private static final List<String> INTERNATIONAL = List.of(
            "+77172123456", "+77172123400-+77172123449", "+77172123420-+77172123429", "+77172.", "+7.", "+4930.");
    private static final List<String> CALLERS =
            List.of("0001", "000X", "7701.", "8701.", "87011234567", "77011234560-77011234565");
    private static final List<String> INTERNATIONAL_CALLERS = List.of("+77011234567", "+7701.", "+7999.");

    private final Dice dice;
    private final boolean region;
    private final List<String> hours;
    private final List<String> flows;

    RandomRules(Random random) {
        this.dice = new Dice(random);
        this.region = dice.yes();
        this.hours = dice.some(List.of("office", "shifts", "weekend"));
        this.flows = dice.some(List.of("menu", "message"));
    }

    JsonNode document() {
        ObjectNode document = JSON.objectNode();
        if (region) {
            document.put("region", "KZ");
        }
        dice.sometimes(() -> document.put("armed", dice.below(4) > 0));
        document.set("default", queue());
        document.set("prompts", texts(List.of("custom/welcome", "custom/closed")));
        document.set("hours", each(hours, (name, node) -> openingHours(node)));
        document.set("flows", each(flows, (name, node) -> flow(node)));
        document.set("queues", each(dice.some(QUEUES), this::queueRules));
        document.set("operators", each(dice.some(List.of("0001", "0002", "0003", "0004")), this::operator));
        document.set(
                "callers", each(dice.shuffled(List.of("gold", "silver", "blocked")), (name, node) -> callers(node)));
        ArrayNode numbers = document.putArray("numbers");
        dice.some(region ? joined(PATTERNS, INTERNATIONAL) : PATTERNS).forEach(pattern -> numbers.add(number(pattern)));
        return document;
    }

    private void openingHours(ObjectNode node) {
        node.put("zone", dice.one(ZONES));
        ArrayNode open = node.putArray("open");
        dice.repeat(4, () -> interval(open.addObject()).set("days", texts(dice.atLeastOne(DAYS))));
        ArrayNode holidays = node.putArray("holidays");
        dice.some(List.of("12-25", "02-29", "2026-11-23"))
                .forEach(date -> holidays.addObject().put("date", date));
        ArrayNode exceptions = node.putArray("exceptions");
        dice.some(List.of("2026-12-31", "2026-12-25", "11-24")).forEach(date -> {
            ObjectNode exception = exceptions.addObject().put("date", date).put("name", "Special " + date);
            ArrayNode then = exception.putArray("open");
            dice.repeat(2, () -> interval(then.addObject()));
        });
    }

    private ObjectNode interval(ObjectNode node) {
        int from = dice.below(24);
        return node.put("from", "%02d:00".formatted(from)).put("to", "%02d:30".formatted(dice.below(24)));
    }

    private void flow(ObjectNode flow) {
        flow.put("start", "hello");
        ObjectNode nodes = flow.putObject("nodes");
        nodes.putObject("hello").put("play", dice.one(PROMPTS)).put("next", "choose");
        ObjectNode choose =
                nodes.putObject("choose").put("menu", dice.one(PROMPTS)).put("otherwise", "end");
        choose.putObject("keys").put("1", "wait").put("2", "hello");
        nodes.set("wait", JSON.objectNode().put("queue", dice.one(QUEUES)));
        nodes.putObject("end").put("hangup", "normal");
    }

    private void queueRules(String name, ObjectNode node) {
        List<String> others =
                QUEUES.stream().filter(queue -> !queue.equals(name)).toList();
        dice.sometimes(() ->
                node.put("strategy", dice.one(List.of("leastrecent", "fewestcalls", "linear", "ringall", "rrmemory"))));
        dice.sometimes(() -> node.put("ring-s", 1 + dice.below(60)));
        dice.sometimes(() -> node.put("autopause", dice.yes()));
        dice.sometimes(() -> node.put("weight", dice.below(10)));
        dice.sometimes(
                () -> node.set("join-empty", texts(dice.some(List.of("paused", "unavailable", "invalid", "unknown")))));
        opening(node);
        dice.sometimes(() -> node.set("nobody-available", instead(others)));
        dice.sometimes(() -> {
            ObjectNode overflow = node.putObject("overflow").put("waiting", 1 + dice.below(4));
            dice.sometimes(() -> overflow.put("after-s", 1 + dice.below(300)));
            overflow.set("to", then(others));
        });
    }

    private void operator(String extension, ObjectNode node) {
        dice.sometimes(() -> node.put("name", "Operator " + extension));
        dice.sometimes(() -> node.put("interface", "SIP/" + extension));
        dice.sometimes(() -> node.put("level", 1 + dice.below(10)));
        node.set("languages", texts(dice.some(LANGUAGES)));
        ObjectNode skills = node.putObject("skills");
        dice.some(SKILLS).forEach(skill -> skills.put(skill, 1 + dice.below(100)));
        ObjectNode queues = node.putObject("queues");
        dice.some(QUEUES).forEach(queue -> queues.put(queue, dice.below(5)));
    }

    private void callers(ObjectNode node) {
        node.set("numbers", texts(dice.atLeastOne(region ? joined(CALLERS, INTERNATIONAL_CALLERS) : CALLERS)));
        dice.sometimes(() -> node.put("withheld", dice.yes()));
        if (dice.below(3) == 0) {
            node.set("block", instead(QUEUES));
            return;
        }
        dice.sometimes(() -> node.put("priority", dice.below(100)));
        dice.sometimes(() -> node.put("queue", dice.one(QUEUES)));
        dice.sometimes(() -> node.put("caption", "Important \u2605"));
    }

    private ObjectNode number(String pattern) {
        ObjectNode node = JSON.objectNode().put("number", pattern);
        switch (dice.below(flows.isEmpty() ? 2 : 3)) {
            case 0 -> node.setAll(queue());
            case 1 -> {
                node.put("direct", dice.yes() ? "PJSIP/{number}" : "PJSIP/0001");
                dice.sometimes(() -> node.put("when-busy", dice.one(List.of("ring", "next"))));
                dice.sometimes(() -> node.set("then", then(QUEUES)));
            }
            default -> {
                node.put("service", dice.one(flows));
                dice.sometimes(() -> node.set("then", then(QUEUES)));
            }
        }
        opening(node);
        dice.sometimes(() -> node.put("caption", "The line " + pattern));
        return node;
    }

    private ObjectNode queue() {
        ObjectNode node = JSON.objectNode().put("queue", dice.one(QUEUES));
        dice.sometimes(() -> node.put("timeout-s", dice.below(300)));
        dice.sometimes(() -> node.put("answer", dice.yes()));
        dice.sometimes(() -> node.set("then", then(QUEUES)));
        dice.sometimes(() -> node.set("nobody-available", instead(QUEUES)));
        dice.sometimes(() -> node.put("priority", dice.below(100)));
        dice.sometimes(() -> node.put("max-penalty", dice.below(5)));
        dice.sometimes(() -> {
            ObjectNode needs = node.putObject("needs").put("level", dice.below(10));
            needs.set("skills", texts(dice.some(SKILLS)));
            dice.sometimes(() -> needs.put("language", dice.one(LANGUAGES)));
        });
        dice.sometimes(() -> node.put("offer", "best-operator").put("ring-s", 1 + dice.below(30)));
        return node;
    }

    private void opening(ObjectNode node) {
        if (!hours.isEmpty() && dice.yes()) {
            node.put("hours", dice.one(hours)).set("outside", instead(QUEUES));
        }
    }

    private ObjectNode instead(List<String> queues) {
        ObjectNode node = JSON.objectNode();
        switch (dice.below(flows.isEmpty() ? 5 : 6)) {
            case 0 -> node.put("announce", dice.one(PROMPTS)).set("then", then(queues));
            case 1 -> node.put("queue", dice.one(queues));
            case 2 -> node.put("voicemail", dice.one(MAILBOXES)).put("prompt", dice.one(PROMPTS));
            case 3 -> node.put("callback", dice.one(queues)).set("prompt", texts(dice.some(PROMPTS)));
            case 4 -> node.put("reject", dice.one(List.of("busy", "congestion", "normal")));
            default -> node.put("flow", dice.one(flows)).set("then", then(queues));
        }
        return node;
    }

    private JsonNode then(List<String> queues) {
        return switch (dice.below(3)) {
            case 0 -> JSON.textNode("hangup");
            case 1 -> JSON.objectNode().put("queue", dice.one(queues));
            default -> JSON.objectNode().put("voicemail", dice.one(MAILBOXES));
        };
    }

    private interface Part {
        void write(String name, ObjectNode node);
    }

    private static ObjectNode each(List<String> names, Part part) {
        ObjectNode all = JSON.objectNode();
        names.forEach(name -> part.write(name, all.putObject(name)));
        return all;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
