package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

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

    private final Random random;
    private final boolean region;
    private final List<String> hours;
    private final List<String> flows;

    RandomRules(Random random) {
        this.random = random;
        this.region = random.nextBoolean();
        this.hours = some(List.of("office", "shifts", "weekend"));
        this.flows = some(List.of("menu", "message"));
    }

    JsonNode document() {
        ObjectNode document = JSON.objectNode();
        if (region) {
            document.put("region", "KZ");
        }
        sometimes(() -> document.put("armed", random.nextInt(4) > 0));
        document.set("default", queue());
        document.set("prompts", texts(List.of("custom/welcome", "custom/closed")));
        document.set("hours", each(hours, (name, node) -> openingHours(node)));
        document.set("flows", each(flows, (name, node) -> flow(node)));
        document.set("queues", each(some(QUEUES), this::queueRules));
        document.set("operators", each(some(List.of("0001", "0002", "0003", "0004")), this::operator));
        document.set("callers", each(shuffled(List.of("gold", "silver", "blocked")), (name, node) -> callers(node)));
        ArrayNode numbers = document.putArray("numbers");
        some(region ? joined(PATTERNS, INTERNATIONAL) : PATTERNS).forEach(pattern -> numbers.add(number(pattern)));
        return document;
    }

    private void openingHours(ObjectNode node) {
        node.put("zone", one(ZONES));
        ArrayNode open = node.putArray("open");
        repeat(4, () -> interval(open.addObject()).set("days", texts(atLeastOne(DAYS))));
        ArrayNode holidays = node.putArray("holidays");
        some(List.of("12-25", "02-29", "2026-11-23"))
                .forEach(date -> holidays.addObject().put("date", date));
        ArrayNode exceptions = node.putArray("exceptions");
        some(List.of("2026-12-31", "2026-12-25", "11-24")).forEach(date -> {
            ObjectNode exception = exceptions.addObject().put("date", date).put("name", "Special " + date);
            ArrayNode then = exception.putArray("open");
            repeat(2, () -> interval(then.addObject()));
        });
    }

    private ObjectNode interval(ObjectNode node) {
        int from = random.nextInt(24);
        return node.put("from", "%02d:00".formatted(from)).put("to", "%02d:30".formatted(random.nextInt(24)));
    }

    private void flow(ObjectNode flow) {
        flow.put("start", "hello");
        ObjectNode nodes = flow.putObject("nodes");
        nodes.putObject("hello").put("play", one(PROMPTS)).put("next", "choose");
        ObjectNode choose = nodes.putObject("choose").put("menu", one(PROMPTS)).put("otherwise", "end");
        choose.putObject("keys").put("1", "wait").put("2", "hello");
        nodes.set("wait", JSON.objectNode().put("queue", one(QUEUES)));
        nodes.putObject("end").put("hangup", "normal");
    }

    private void queueRules(String name, ObjectNode node) {
        List<String> others =
                QUEUES.stream().filter(queue -> !queue.equals(name)).toList();
        sometimes(() ->
                node.put("strategy", one(List.of("leastrecent", "fewestcalls", "linear", "ringall", "rrmemory"))));
        sometimes(() -> node.put("ring-s", 1 + random.nextInt(60)));
        sometimes(() -> node.put("autopause", random.nextBoolean()));
        sometimes(() -> node.put("weight", random.nextInt(10)));
        sometimes(() -> node.set("join-empty", texts(some(List.of("paused", "unavailable", "invalid", "unknown")))));
        opening(node);
        sometimes(() -> node.set("nobody-available", instead(others)));
        sometimes(() -> {
            ObjectNode overflow = node.putObject("overflow").put("waiting", 1 + random.nextInt(4));
            sometimes(() -> overflow.put("after-s", 1 + random.nextInt(300)));
            overflow.set("to", then(others));
        });
    }

    private void operator(String extension, ObjectNode node) {
        sometimes(() -> node.put("name", "Operator " + extension));
        sometimes(() -> node.put("interface", "SIP/" + extension));
        sometimes(() -> node.put("level", 1 + random.nextInt(10)));
        node.set("languages", texts(some(LANGUAGES)));
        ObjectNode skills = node.putObject("skills");
        some(SKILLS).forEach(skill -> skills.put(skill, 1 + random.nextInt(100)));
        ObjectNode queues = node.putObject("queues");
        some(QUEUES).forEach(queue -> queues.put(queue, random.nextInt(5)));
    }

    private void callers(ObjectNode node) {
        node.set("numbers", texts(atLeastOne(region ? joined(CALLERS, INTERNATIONAL_CALLERS) : CALLERS)));
        sometimes(() -> node.put("withheld", random.nextBoolean()));
        if (random.nextInt(3) == 0) {
            node.set("block", instead(QUEUES));
            return;
        }
        sometimes(() -> node.put("priority", random.nextInt(100)));
        sometimes(() -> node.put("queue", one(QUEUES)));
        sometimes(() -> node.put("caption", "Important \u2605"));
    }

    private ObjectNode number(String pattern) {
        ObjectNode node = JSON.objectNode().put("number", pattern);
        switch (random.nextInt(flows.isEmpty() ? 2 : 3)) {
            case 0 -> node.setAll(queue());
            case 1 -> {
                node.put("direct", random.nextBoolean() ? "PJSIP/{number}" : "PJSIP/0001");
                sometimes(() -> node.put("when-busy", one(List.of("ring", "next"))));
                sometimes(() -> node.set("then", then(QUEUES)));
            }
            default -> {
                node.put("service", one(flows));
                sometimes(() -> node.set("then", then(QUEUES)));
            }
        }
        opening(node);
        sometimes(() -> node.put("caption", "The line " + pattern));
        return node;
    }

    private ObjectNode queue() {
        ObjectNode node = JSON.objectNode().put("queue", one(QUEUES));
        sometimes(() -> node.put("timeout-s", random.nextInt(300)));
        sometimes(() -> node.put("answer", random.nextBoolean()));
        sometimes(() -> node.set("then", then(QUEUES)));
        sometimes(() -> node.set("nobody-available", instead(QUEUES)));
        sometimes(() -> node.put("priority", random.nextInt(100)));
        sometimes(() -> node.put("max-penalty", random.nextInt(5)));
        sometimes(() -> {
            ObjectNode needs = node.putObject("needs").put("level", random.nextInt(10));
            needs.set("skills", texts(some(SKILLS)));
            sometimes(() -> needs.put("language", one(LANGUAGES)));
        });
        sometimes(() -> node.put("offer", "best-operator").put("ring-s", 1 + random.nextInt(30)));
        return node;
    }

    private void opening(ObjectNode node) {
        if (!hours.isEmpty() && random.nextBoolean()) {
            node.put("hours", one(hours)).set("outside", instead(QUEUES));
        }
    }

    private ObjectNode instead(List<String> queues) {
        ObjectNode node = JSON.objectNode();
        switch (random.nextInt(flows.isEmpty() ? 5 : 6)) {
            case 0 -> node.put("announce", one(PROMPTS)).set("then", then(queues));
            case 1 -> node.put("queue", one(queues));
            case 2 -> node.put("voicemail", one(MAILBOXES)).put("prompt", one(PROMPTS));
            case 3 -> node.put("callback", one(queues)).set("prompt", texts(some(PROMPTS)));
            case 4 -> node.put("reject", one(List.of("busy", "congestion", "normal")));
            default -> node.put("flow", one(flows)).set("then", then(queues));
        }
        return node;
    }

    private JsonNode then(List<String> queues) {
        return switch (random.nextInt(3)) {
            case 0 -> JSON.textNode("hangup");
            case 1 -> JSON.objectNode().put("queue", one(queues));
            default -> JSON.objectNode().put("voicemail", one(MAILBOXES));
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

    private void sometimes(Runnable part) {
        repeat(2, part);
    }

    /** Less than {@code bound} times. */
    private void repeat(int bound, Runnable part) {
        for (int times = random.nextInt(bound); times > 0; times--) {
            part.run();
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> List<T> some(List<T> all) {
        return shuffled(all).subList(0, random.nextInt(all.size() + 1));
    }

    private <T> List<T> atLeastOne(List<T> all) {
        return shuffled(all).subList(0, 1 + random.nextInt(all.size()));
    }

    private <T> List<T> shuffled(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> joined = new ArrayList<>(some);
        joined.addAll(others);
        return joined;
    }
}
