package io.smartcallcenter.defaults.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What CSV and spreadsheets are written from: the rows of an answer as its JSON has them, one column for each value. A value inside
 * of an object has the object's name in front ({@code refused_FULL}), a list is one text.
 *
 * @param name of the answer: {@code queues}
 * @param rows each with as many cells as there are columns: texts, whole numbers, numbers, booleans and nulls; made when they are
 *     asked for, as all at once take more memory than the answer
 * @param question what was asked, by name
 */
public record Table(String name, List<String> columns, List<List<Object>> rows, Map<String, Object> question) {

    /**
     * @param blank a row like the others: an answer without rows has columns as well
     * @param rows with the same properties as {@code blank}
     * @param question an object
     */
    public static Table of(String name, Object blank, List<?> rows, Object question, ObjectMapper json) {
        return new Table(
                name,
                List.copyOf(flat(json.valueToTree(blank)).keySet()),
                new AbstractList<>() {
                    @Override
                    public List<Object> get(int index) {
                        return cells(json.valueToTree(rows.get(index)));
                    }

                    @Override
                    public int size() {
                        return rows.size();
                    }
                },
                flat(json.valueToTree(question)));
    }

    private static List<Object> cells(JsonNode row) {
        return new ArrayList<>(flat(row).values());
    }

    private static Map<String, Object> flat(JsonNode object) {
        Map<String, Object> values = new LinkedHashMap<>();
        collect("", object, values);
        return values;
    }

    private static void collect(String prefix, JsonNode object, Map<String, Object> into) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = prefix + property.getKey();
            if (property.getValue().isObject()) {
                collect(name + "_", property.getValue(), into);
            } else {
                into.put(name, value(property.getValue()));
            }
        }
    }

    private static Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isArray() ? texts(node.elements(), ", ") : node.asText();
    }

    /** [{reason: lunch, seconds: 60.0}] is {@code lunch 60.0}. */
    private static String texts(Iterator<JsonNode> nodes, String between) {
        Iterable<JsonNode> each = () -> nodes;
        return StreamSupport.stream(each.spliterator(), false)
                .map(node -> node.isContainerNode() ? texts(node.elements(), " ") : node.asText())
                .collect(Collectors.joining(between));
    }
}
