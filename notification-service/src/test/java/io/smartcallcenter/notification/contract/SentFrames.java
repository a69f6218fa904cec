package io.smartcallcenter.notification.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.smartcallcenter.notification.feed.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Holds frames of the server to the published document, and to nothing else: a field that it does not name is an error too. */
public final class SentFrames {

    private static final List<String> NO_REPLIES = List.of("Welcome", "Closing", "Failure", "Event");
    private static final JsonSchema SCHEMA = schema();

    private SentFrames() {}

    /** @return what is wrong with the frame */
    public static Set<ValidationMessage> errorsOf(JsonNode frame) {
        return SCHEMA.validate(frame);
    }

    /** Fails when the frame is not one of the document. */
    public static JsonNode checked(JsonNode frame) {
        if (!errorsOf(frame).isEmpty()) {
            throw new AssertionError("not in the document: " + frame);
        }
        return frame;
    }

    static ObjectNode document() {
        try (InputStream file = SentFrames.class.getResourceAsStream("/contract/asyncapi.json")) {
            return (ObjectNode) Json.MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        JsonNode schemas = document().at("/components/schemas");
        schemas.forEach(SentFrames::close);
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.putObject("components").set("schemas", schemas);
        ArrayNode frames = root.putArray("anyOf");
        schemas.fieldNames().forEachRemaining(name -> {
            if (name.endsWith("Reply") || NO_REPLIES.contains(name)) {
                frames.addObject().put("$ref", "#/components/schemas/" + name);
            }
        });
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(root);
    }

    private static void close(JsonNode schema) {
        if (schema.isObject() && schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(SentFrames::close);
    }
}
