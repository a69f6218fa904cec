package io.smartcallcenter.routing.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import java.util.Optional;

/**
 * Changes one part of a document. What comes in stays as it is: each change answers a new document, in which everything else has
 * its old place. Whether it makes sense is asked afterwards, of the whole.
 */
public final class DocumentEdit {

    private static final String NUMBER = "number";

    private DocumentEdit() {}

    /** The mapping or list of a section; empty if the document does not have it. */
    public static JsonNode section(RulesDocument document, Section section) {
        JsonNode found = document.root().path(section.key());
        if (!found.isMissingNode() && !found.isNull()) {
            return found;
        }
        return section == Section.NUMBERS
                ? JsonNodeFactory.instance.arrayNode()
                : JsonNodeFactory.instance.objectNode();
    }

    /** @param name of the part, or its number */
    public static Optional<JsonNode> part(RulesDocument document, Section section, String name) {
        JsonNode parts = section(document, section);
        if (section != Section.NUMBERS) {
            return Optional.ofNullable(parts.get(name));
        }
        int place = place(parts, name);
        return place < 0 ? Optional.empty() : Optional.of(parts.get(place));
    }

    /**
     * With this part in the place of the one of the same name, or behind the last.
     *
     * @param value of a number it may leave out the number itself
     * @throws IllegalArgumentException when it says another number
     */
    public static RulesDocument with(RulesDocument document, Section section, String name, JsonNode value) {
        ObjectNode root = document.root().deepCopy();
        JsonNode parts = section(document, section).deepCopy();
        if (section == Section.NUMBERS) {
            put((ArrayNode) parts, name, numbered(name, value));
        } else {
            ((ObjectNode) parts).set(name, value);
        }
        root.set(section.key(), parts);
        return new RulesDocument(root);
    }

    /** Without this part; empty if there is none. */
    public static Optional<RulesDocument> without(RulesDocument document, Section section, String name) {
        if (part(document, section, name).isEmpty()) {
            return Optional.empty();
        }
        ObjectNode root = document.root().deepCopy();
        JsonNode parts = root.get(section.key());
        if (section == Section.NUMBERS) {
            ((ArrayNode) parts).remove(place(parts, name));
        } else {
            ((ObjectNode) parts).remove(name);
        }
        return Optional.of(new RulesDocument(root));
    }

    private static void put(ArrayNode numbers, String number, JsonNode value) {
        int place = place(numbers, number);
        if (place < 0) {
            numbers.add(value);
        } else {
            numbers.set(place, value);
        }
    }

    private static int place(JsonNode numbers, String number) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).path(NUMBER).asText().equals(number)) {
                return i;
            }
        }
        return -1;
    }

    private static JsonNode numbered(String number, JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        if (value.has(NUMBER)) {
            if (!value.get(NUMBER).asText().equals(number)) {
                throw new IllegalArgumentException(
                        "'" + value.get(NUMBER).asText() + "' is not the number of the path");
            }
            return value;
        }
        ObjectNode numbered = JsonNodeFactory.instance.objectNode().put(NUMBER, number);
        return numbered.setAll((ObjectNode) value);
    }
}
