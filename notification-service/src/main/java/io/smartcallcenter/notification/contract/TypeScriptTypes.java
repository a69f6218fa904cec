package io.smartcallcenter.notification.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.ws.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Types of the client: the schemas of the document as TypeScript, and the names of channels, events and codes. */
final class TypeScriptTypes {

    private final ChannelEvents events;
    private final JsonNode schemas;
    private final StringBuilder text =
            new StringBuilder("// Generated from the code of the server when it is built.\n");

    TypeScriptTypes(ChannelEvents events, JsonNode schemas) {
        this.events = events;
        this.schemas = schemas;
    }

    String write() {
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            if (!isFrame(schema.getKey())) {
                text.append("\nexport ").append(declared(schema.getKey(), schema.getValue()));
            }
        }
        text.append("\n/** The data of each type of event. */\nexport interface EventData {\n");
        events.types().keySet().forEach(type -> text.append("  '%s': %s;\n".formatted(type, Schemas.capitals(type))));
        text.append("}\n");
        alias("EventType", "keyof EventData");
        alias("EventFamily", quoted(families()));
        channels();
        codes("ErrorCode", Protocol.errors().stream().collect(toCodes(Protocol.Error::name, Protocol.Error::code)));
        codes("CloseCode", Protocol.closes().stream().collect(toCodes(Protocol.Close::name, Protocol.Close::code)));
        text.append("\nexport const SUBPROTOCOL = '%s';\n".formatted(Protocol.SUBPROTOCOL));
        return text.toString();
    }

    /** Frames are the business of the client alone. */
    private static boolean isFrame(String name) {
        return name.endsWith("Request")
                || name.endsWith("Reply")
                || name.endsWith("Event")
                || Set.of("Filter", "Failure").contains(name);
    }

    private static String declared(String name, JsonNode schema) {
        return schema.has("properties")
                ? "interface " + name + " " + type(schema) + "\n"
                : "type " + name + " = " + type(schema) + ";\n";
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String reference = schema.get("$ref").asText();
            return reference.substring(reference.lastIndexOf('/') + 1);
        } else if (schema.has("const")) {
            return literal(schema.get("const"));
        } else if (schema.has("enum")) {
            return union(
                    stream(schema.get("enum")).map(TypeScriptTypes::literal).toList());
        } else if (schema.has("anyOf")) {
            return union(stream(schema.get("anyOf")).map(TypeScriptTypes::type).toList());
        } else if (schema.has("allOf") && schema.get("allOf").size() == 1) {
            return type(schema.get("allOf").get(0));
        }
        return switch (schema.path("type").asText()) {
            case "string" -> "string";
            case "integer", "number" -> "number";
            case "boolean" -> "boolean";
            case "array" -> "Array<" + type(schema.path("items")) + ">";
            case "object" -> properties(schema);
            default -> "unknown";
        };
    }

    private static String properties(JsonNode schema) {
        if (!schema.has("properties")) {
            JsonNode values = schema.path("additionalProperties");
            return "Record<string, " + (values.isObject() ? type(values) : "unknown") + ">";
        }
        Set<String> always =
                stream(schema.path("required")).map(JsonNode::asText).collect(Collectors.toSet());
        StringBuilder body = new StringBuilder("{\n");
        schema.get("properties")
                .properties()
                .forEach(property -> body.append("  %s%s: %s;\n"
                        .formatted(
                                property.getKey(),
                                always.contains(property.getKey()) ? "" : "?",
                                type(property.getValue()))));
        return body.append("}").toString();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String literal(JsonNode value) {
        return value.isTextual() ? "'" + value.asText() + "'" : value.toString();
    }

    private static String union(Collection<String> members) {
        return String.join(" | ", members);
    }

    private static String quoted(Collection<String> names) {
        return names.isEmpty()
                ? "never"
                : names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" | "));
    }

    /** {@code call.*} and {@code call.queue.*}: what a filter can say instead of each type. */
    private Set<String> families() {
        Set<String> families = new TreeSet<>();
        for (String type : events.types().keySet()) {
            for (int dot = type.indexOf('.'); dot >= 0; dot = type.indexOf('.', dot + 1)) {
                families.add(type.substring(0, dot) + ".*");
            }
        }
        return families;
    }

    private void channels() {
        List<String> names = new ArrayList<>();
        StringBuilder types = new StringBuilder();
        for (Kind kind : Kind.values()) {
            String name = Channel.of(kind).name();
            String pattern = name.endsWith(":") ? "`" + name + "${string}`" : "'" + name + "'";
            names.add(pattern);
            types.append("\n  C extends %s ? %s :".formatted(pattern, quoted(events.of(kind))));
        }
        alias("ChannelName", union(names));
        text.append("\n/** The types of events that a channel carries. */");
        alias("TypesOf<C extends ChannelName>", types + "\n  never");
    }

    private void alias(String name, String type) {
        text.append("\nexport type ").append(name).append(" = ").append(type).append(";\n");
    }

    private void codes(String name, Map<String, Integer> codes) {
        text.append("\nexport const ").append(name).append(" = {\n");
        codes.forEach((key, code) -> text.append("  %s: %d,\n".formatted(key, code)));
        text.append("} as const;\n");
    }

    private static <T> Collector<T, ?, Map<String, Integer>> toCodes(
            Function<T, String> name, Function<T, Integer> code) {
        return Collectors.toMap(name, code, (a, b) -> a, LinkedHashMap::new);
    }
}
