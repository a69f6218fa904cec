package io.smartcallcenter.kpi.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The difference of two objects of numbers that have the same shape. */
final class Change {

    private Change() {}

    /** One minus other: whole numbers and decimals exactly; null where one of them is null. */
    static JsonNode between(JsonNode one, JsonNode other) {
        if (one.isObject()) {
            ObjectNode change = JsonNodeFactory.instance.objectNode();
            one.properties()
                    .forEach(each -> change.set(each.getKey(), between(each.getValue(), other.path(each.getKey()))));
            return change;
        }
        if (!one.isNumber() || !other.isNumber()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return one.isIntegralNumber() && other.isIntegralNumber()
                ? JsonNodeFactory.instance.numberNode(one.longValue() - other.longValue())
                : JsonNodeFactory.instance.numberNode(
                        one.decimalValue().subtract(other.decimalValue()).doubleValue());
    }
}
