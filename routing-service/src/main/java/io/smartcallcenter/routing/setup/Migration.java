package io.smartcallcenter.routing.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.setup.Phones.Phone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes operators over from Asterisk. Whoever is in the rules already is compared and never changed, so it can be done again and
 * again.
 *
 * @param document the rules with those who were created
 * @param created extensions
 * @param unchanged extensions
 * @param skipped endpoints without an extension of digits: trunks, for example
 */
record Migration(
        RulesDocument document,
        List<String> created,
        List<String> unchanged,
        List<Conflict> conflicts,
        List<String> skipped) {

    private static final String OPERATORS = "operators";

    /**
     * @param field {@code name}, {@code interface} or {@code queues}; {@code extension} for a phone that is the interface of an operator
     *     of another extension
     */
    record Conflict(String extension, String field, Object ours, Object theirs) {}

    static Migration of(RulesDocument document, List<Phone> phones) {
        Map<String, FoundOperator> found = new TreeMap<>();
        List<String> skipped = new ArrayList<>();
        for (Phone phone : phones) {
            FoundOperator.of(phone)
                    .ifPresentOrElse(
                            operator -> found.merge(operator.extension(), operator, FoundOperator::with),
                            () -> skipped.add(phone.endpoint()));
        }
        return of(document, found, skipped);
    }

    private static Migration of(RulesDocument document, Map<String, FoundOperator> found, List<String> skipped) {
        ObjectNode root = document.root().deepCopy();
        ObjectNode operators = root.path(OPERATORS) instanceof ObjectNode known ? known : root.putObject(OPERATORS);
        List<String> created = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        Map<String, String> owners = owners(operators);
        for (FoundOperator theirs : found.values()) {
            JsonNode ours = operators.get(theirs.extension());
            String owner = owners.get(theirs.iface());
            if (ours == null && owner != null) {
                conflicts.add(new Conflict(theirs.extension(), "extension", owner, theirs.extension()));
                continue;
            }
            if (ours == null) {
                operators.set(theirs.extension(), written(theirs));
                created.add(theirs.extension());
                continue;
            }
            List<Conflict> differences = differences(ours, theirs);
            if (differences.isEmpty()) {
                unchanged.add(theirs.extension());
            }
            conflicts.addAll(differences);
        }
        return new Migration(new RulesDocument(root), created, unchanged, conflicts, skipped);
    }

    /** The extension of whoever has an interface already: no two operators may have the same one. */
    private static Map<String, String> owners(ObjectNode operators) {
        Map<String, String> owners = new HashMap<>();
        operators.fields().forEachRemaining(each -> owners.put(iface(each.getKey(), each.getValue()), each.getKey()));
        return owners;
    }

    private static String iface(String extension, JsonNode operator) {
        return operator.path("interface").asText(usual(extension));
    }

    private static ObjectNode written(FoundOperator operator) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (operator.name() != null) {
            node.put("name", operator.name());
        }
        if (!operator.iface().equals(usual(operator.extension()))) {
            node.put("interface", operator.iface());
        }
        if (operator.inQueues()) {
            ObjectNode queues = node.putObject("queues");
            operator.queues().forEach(queues::put);
        }
        return node;
    }

    /** The phone of an operator who has none in the document. */
    private static String usual(String extension) {
        return "PJSIP/" + extension;
    }

    private static List<Conflict> differences(JsonNode ours, FoundOperator theirs) {
        String extension = theirs.extension();
        List<Conflict> differences = new ArrayList<>();
        String name = ours.path("name").asText(null);
        if (theirs.name() != null && !theirs.name().equals(name)) {
            differences.add(new Conflict(extension, "name", name, theirs.name()));
        }
        String iface = iface(extension, ours);
        if (!theirs.iface().equals(iface)) {
            differences.add(new Conflict(extension, "interface", iface, theirs.iface()));
        }
        Map<String, Integer> queues = new TreeMap<>();
        ours.path("queues")
                .fields()
                .forEachRemaining(
                        each -> queues.put(each.getKey(), each.getValue().asInt()));
        if (!theirs.queues().equals(queues)) {
            differences.add(new Conflict(extension, "queues", queues, theirs.queues()));
        }
        return differences;
    }
}
