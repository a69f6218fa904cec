package io.smartcallcenter.notification.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.notification.feed.Json;
import java.util.Collection;

/** Small pieces of JSON Schema, for the frames that no record describes. */
final class Shape {

    private final ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");

    static Shape object() {
        return new Shape();
    }

    Shape always(String name, JsonNode shape) {
        schema.withArrayProperty("required").add(name);
        return maybe(name, shape);
    }

    Shape maybe(String name, JsonNode shape) {
        schema.withObjectProperty("properties").set(name, shape);
        return this;
    }

    ObjectNode done() {
        return schema;
    }

    static ObjectNode constant(String value) {
        return Json.MAPPER.createObjectNode().put("const", value);
    }

    static ObjectNode constant(boolean value) {
        return Json.MAPPER.createObjectNode().put("const", value);
    }

    static ObjectNode text() {
        return Json.MAPPER.createObjectNode().put("type", "string");
    }

    static ObjectNode time() {
        return text().put("format", "date-time");
    }

    static ObjectNode whole() {
        return Json.MAPPER.createObjectNode().put("type", "integer");
    }

    static ObjectNode bool() {
        return Json.MAPPER.createObjectNode().put("type", "boolean");
    }

    static ObjectNode oneOf(Collection<String> values) {
        ObjectNode shape = text();
        values.forEach(shape.putArray("enum")::add);
        return shape;
    }

    static ObjectNode listOf(JsonNode items) {
        ObjectNode shape = Json.MAPPER.createObjectNode().put("type", "array");
        shape.set("items", items);
        return shape;
    }

    static ObjectNode anyOf(Collection<? extends JsonNode> shapes) {
        ObjectNode shape = Json.MAPPER.createObjectNode();
        ArrayNode list = shape.putArray("anyOf");
        shapes.forEach(list::add);
        return shape;
    }

    static ObjectNode ref(String name) {
        return Json.MAPPER.createObjectNode().put("$ref", "#/" + Schemas.PLACE + "/" + name);
    }
}
