package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.routing.operators.Needs;
import io.smartcallcenter.routing.operators.Operator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of the document about operators, and what calls ask of them. */
final class OperatorsReader {

    static final int MOST_PENALTY = 1_000;

    private static final Set<String> KEYS = Set.of("name", "interface", "level", "languages", "skills", "queues");
    private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{1,39}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Pattern SKILL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final int MOST_NAME = 80;
    private static final int MOST_LEVEL = 10;
    private static final int MOST_SKILL = 100;

    /** The path of the operator who has an interface. */
    private final Map<String, String> phones = new HashMap<>();

    /** Null after a fault that leaves nothing to read. */
    Operator read(String extension, Node node) {
        if (!EXTENSION.matcher(extension).matches()) {
            node.fault("'" + extension + "' is no extension (1 to 39 digits, * and #)");
        }
        if (!node.mappingOf(KEYS)) {
            return null;
        }
        return new Operator(
                extension,
                node.get("name").label(MOST_NAME),
                phone(extension, node),
                node.get("level").whole(1, 1, MOST_LEVEL),
                languages(node.get("languages")),
                skills(node.get("skills")),
                queues(node.get("queues")));
    }

    private String phone(String extension, Node node) {
        Node given = node.get("interface");
        String phone = given.missing() ? "PJSIP/" + extension : given.of(DialplanText.ENDPOINT);
        String other = phones.putIfAbsent(phone, node.path());
        if (other != null) {
            given.fault("'" + phone + "' is the phone of " + other + " already");
        }
        return phone;
    }

    private static Set<String> languages(Node node) {
        return new HashSet<>(node.each((each, i) -> language(each)));
    }

    private static String language(Node node) {
        return node.like(LANGUAGE, "language such as de (ISO 639)");
    }

    private static Map<String, Integer> skills(Node node) {
        Map<String, Integer> skills = new LinkedHashMap<>();
        node.entries((skill, each) -> {
            if (!SKILL.matcher(skill).matches()) {
                each.fault("'" + skill + "' is no skill (1 to 40 letters, digits, _ -)");
            }
            skills.put(skill, each.whole(0, 1, MOST_SKILL));
        });
        return skills;
    }

    private static Map<String, Integer> queues(Node node) {
        Map<String, Integer> queues = new LinkedHashMap<>();
        node.entries((queue, each) -> {
            if (!DialplanText.QUEUE.accepts(queue)) {
                each.fault("'" + queue + "' is no " + DialplanText.QUEUE.rule());
            }
            queues.put(queue, each.whole(0, 0, MOST_PENALTY));
        });
        return queues;
    }

    /** Null if nothing is asked, or after a fault that leaves nothing to read. */
    static Needs needs(Node node) {
        if (node.missing() || !node.mappingOf(Set.of("skills", "language", "level"))) {
            return null;
        }
        Set<String> skills = new HashSet<>(
                node.get("skills").each((each, i) -> each.like(SKILL, "skill (1 to 40 letters, digits, _ -)")));
        Node language = node.get("language");
        return new Needs(
                skills,
                language.missing() ? null : language(language),
                node.get("level").whole(0, 0, MOST_LEVEL));
    }
}
