package io.smartcallcenter.notification.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.feed.Json;
import io.smartcallcenter.notification.ws.Protocol;
import java.util.List;
import java.util.Locale;

/**
 * The AsyncAPI 3 document: the socket with the frames that belong to no channel, and one AsyncAPI channel for each kind of
 * channel with the events that it carries. Written from the server's side: it sends events and receives requests.
 */
final class ContractDocument {

    static final String SOCKET = "socket";

    private static final String MESSAGES = "#/components/messages/";

    private final ChannelEvents events;
    private final ObjectNode document = Json.MAPPER.createObjectNode();
    private final ObjectNode messages = Json.MAPPER.createObjectNode();
    private final ObjectNode operations = Json.MAPPER.createObjectNode();
    private final ObjectNode channels = Json.MAPPER.createObjectNode();
    private final ObjectNode schemas;

    ContractDocument(ChannelEvents events) {
        this.events = events;
        this.schemas = schemas(events);
    }

    /** Schemas of events, views and frames, by name. */
    static ObjectNode schemas(ChannelEvents events) {
        Schemas records = new Schemas();
        events.types().values().forEach(records::reference);
        records.reference(Snapshot.class);
        ObjectNode schemas = records.collected();
        ((ObjectNode) schemas.path("Snapshot")).remove("required");
        Frames.pieces().forEach(schemas::set);
        events.types().keySet().forEach(type -> schemas.set(pushName(type), Frames.push(type)));
        schemas.set(
                "Event",
                Shape.anyOf(events.types().keySet().stream()
                        .map(type -> Shape.ref(pushName(type)))
                        .toList()));
        Frames.requests().forEach((operation, request) -> schemas.set(requestName(operation), request));
        Frames.results().forEach((operation, result) -> schemas.set(replyName(operation), Frames.success(result)));
        schemas.set("Failure", Frames.failure());
        return schemas;
    }

    ObjectNode build() {
        document.put("asyncapi", "3.0.0");
        document.set("info", info());
        document.put("defaultContentType", "application/json");
        document.set("servers", servers());
        document.set("channels", channels);
        document.set("operations", operations);
        socket();
        for (Kind kind : Kind.values()) {
            channel(kind);
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components.set("messages", messages);
        components.set("securitySchemes", security());
        document.set("x-error-codes", Json.MAPPER.valueToTree(Protocol.errors()));
        document.set("x-close-codes", Json.MAPPER.valueToTree(Protocol.closes()));
        return document;
    }

    private static ObjectNode info() {
        return Json.MAPPER
                .createObjectNode()
                .put("title", "Smart Call Center notifications")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "WebSocket protocol v1, subprotocol " + Protocol.SUBPROTOCOL
                                + ". The first frame is welcome; offsets grow per channel with gaps; delivery is at least once, and a"
                                + " repetition has the same channel and offset.");
    }

    private static ObjectNode servers() {
        ObjectNode servers = Json.MAPPER.createObjectNode();
        ObjectNode server = servers.putObject("notifications");
        server.put("host", "{host}").put("pathname", "/ws/v1").put("protocol", "wss");
        server.putObject("variables").putObject("host").put("default", "localhost:8085");
        server.putArray("security")
                .add(Json.MAPPER.createObjectNode().put("$ref", "#/components/securitySchemes/bearer"))
                .add(Json.MAPPER.createObjectNode().put("$ref", "#/components/securitySchemes/ticket"));
        return servers;
    }

    private static ObjectNode security() {
        ObjectNode schemes = Json.MAPPER.createObjectNode();
        schemes.putObject("bearer")
                .put("type", "httpApiKey")
                .put("in", "header")
                .put("name", "Sec-WebSocket-Protocol")
                .put(
                        "description",
                        "A second subprotocol value, bearer.<jwt>, after " + Protocol.SUBPROTOCOL
                                + ". It is never selected, so it is not sent back.");
        schemes.putObject("ticket")
                .put("type", "httpApiKey")
                .put("in", "query")
                .put("name", "ticket")
                .put("description", "One-shot ticket of POST /api/ws/ticket.");
        return schemes;
    }

    private void socket() {
        ObjectNode socket = channels.putObject(SOCKET).put("address", "/");
        socket.put("description", "Frames that belong to no channel: welcome, closing, requests and their replies.");
        message(socket, "Welcome");
        message(socket, "Closing");
        message(socket, "Failure");
        operation("sendWelcome", "send", SOCKET, List.of("Welcome"));
        operation("sendClosing", "send", SOCKET, List.of("Closing"));
        for (String name : Protocol.operations()) {
            message(socket, requestName(name));
            message(socket, replyName(name));
            ObjectNode operation = operation(name, "receive", SOCKET, List.of(requestName(name)));
            ObjectNode reply = operation.putObject("reply");
            reply.putObject("channel").put("$ref", "#/channels/" + SOCKET);
            refer(reply, SOCKET, List.of(replyName(name), "Failure"));
        }
    }

    private void channel(Kind kind) {
        String id = id(kind);
        String name = Channel.of(kind).name();
        boolean named = name.endsWith(":");
        ObjectNode channel = channels.putObject(id).put("address", named ? name + "{name}" : name);
        if (named) {
            channel.putObject("parameters")
                    .putObject("name")
                    .put("description", "Name of one of them; " + Channel.ALL + " for all, where your roles allow it.");
        }
        channel.put("x-mode", Channel.of(kind).mode().name().toLowerCase(Locale.ROOT));
        channel.putObject("messages");
        List<String> pushes =
                events.of(kind).stream().map(ContractDocument::pushName).toList();
        pushes.forEach(push -> message(channel, push));
        if (!pushes.isEmpty()) {
            operation("push." + id, "send", id, pushes);
        }
    }

    private void message(ObjectNode channel, String schema) {
        channel.withObjectProperty("messages").putObject(schema).put("$ref", MESSAGES + schema);
        if (!messages.has(schema)) {
            messages.putObject(schema).put("name", schema).set("payload", Shape.ref(schema));
        }
    }

    private ObjectNode operation(String name, String action, String channel, List<String> of) {
        ObjectNode operation = operations.putObject(name).put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        refer(operation, channel, of);
        return operation;
    }

    private static void refer(ObjectNode to, String channel, List<String> of) {
        of.forEach(name -> to.withArrayProperty("messages")
                .addObject()
                .put("$ref", "#/channels/" + channel + "/messages/" + name));
    }

    static String id(Kind kind) {
        StringBuilder id = new StringBuilder(Schemas.capitals(kind.name().toLowerCase(Locale.ROOT)));
        id.setCharAt(0, Character.toLowerCase(id.charAt(0)));
        return id.toString();
    }

    static String pushName(String type) {
        return Schemas.capitals(type) + "Event";
    }

    private static String requestName(String operation) {
        return Schemas.capitals(operation) + "Request";
    }

    private static String replyName(String operation) {
        return Schemas.capitals(operation) + "Reply";
    }

    /** For the types of TypeScript: the schemas that are no frames of requests and replies. */
    JsonNode schemas() {
        return schemas;
    }
}
