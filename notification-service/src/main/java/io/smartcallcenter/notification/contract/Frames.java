package io.smartcallcenter.notification.contract;

import static io.smartcallcenter.notification.contract.Shape.anyOf;
import static io.smartcallcenter.notification.contract.Shape.bool;
import static io.smartcallcenter.notification.contract.Shape.constant;
import static io.smartcallcenter.notification.contract.Shape.listOf;
import static io.smartcallcenter.notification.contract.Shape.object;
import static io.smartcallcenter.notification.contract.Shape.oneOf;
import static io.smartcallcenter.notification.contract.Shape.ref;
import static io.smartcallcenter.notification.contract.Shape.text;
import static io.smartcallcenter.notification.contract.Shape.time;
import static io.smartcallcenter.notification.contract.Shape.whole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.notification.channel.Role;
import io.smartcallcenter.notification.feed.Json;
import io.smartcallcenter.notification.ws.Protocol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas of the frames in both directions, by name. */
final class Frames {

    private static final int MAX_ID = 64;

    private Frames() {}

    /** What a client sends, by operation. */
    static Map<String, ObjectNode> requests() {
        Map<String, ObjectNode> requests = new LinkedHashMap<>();
        for (String operation : Protocol.operations()) {
            requests.put(operation, request(operation));
        }
        return requests;
    }

    private static ObjectNode request(String operation) {
        Shape shape = object().always("id", id()).always("op", constant(operation));
        switch (operation) {
            case "subscribe" ->
                shape.always("ch", text()).maybe("filter", ref("Filter")).maybe("since", ref("Position"));
            case "unsubscribe", "presence" -> shape.always("ch", text());
            case "history" -> shape.always("ch", text()).maybe("limit", limit());
            case "auth" -> shape.always("token", text());
            default -> {}
        }
        return shape.done();
    }

    private static ObjectNode limit() {
        return whole().put("minimum", 1).put("maximum", 200);
    }

    /** What the server sends besides replies, and the pieces that frames share. */
    static Map<String, ObjectNode> pieces() {
        Map<String, ObjectNode> pieces = new LinkedHashMap<>();
        pieces.put(
                "Position",
                object().always("epoch", text()).always("offset", whole()).done());
        pieces.put("Filter", filter());
        pieces.put("User", user());
        pieces.put("Presence", presence());
        pieces.put("ReplyError", error());
        pieces.put("Welcome", welcome());
        pieces.put(
                "Closing",
                object().always("t", constant("closing")).always("in", whole()).done());
        return pieces;
    }

    private static ObjectNode filter() {
        return object().maybe("types", listOf(text()).put("maxItems", 64))
                .maybe("queue", listOf(text()))
                .maybe("operator", listOf(text()))
                .maybe("call", listOf(text()))
                .done();
    }

    private static ObjectNode user() {
        List<String> roles = Arrays.stream(Role.values()).map(Role::claim).toList();
        return object().always("name", text())
                .always("expires", time())
                .maybe("operator", text())
                .always("roles", listOf(oneOf(roles)))
                .done();
    }

    private static ObjectNode presence() {
        return object().always("user", text())
                .maybe("operator", text())
                .always("since", time())
                .done();
    }

    private static ObjectNode error() {
        ObjectNode code = whole();
        Protocol.errors().forEach(error -> code.withArrayProperty("enum").add(error.code()));
        return object().always("code", code)
                .always("message", text())
                .always("temporary", bool())
                .done();
    }

    private static ObjectNode welcome() {
        return object().always("t", constant("welcome"))
                .always("session", text())
                .always("epoch", text())
                .always("ping", whole())
                .always("now", time())
                .always("user", ref("User"))
                .always("channels", listOf(text()))
                .done();
    }

    /** A push of one type of event; its data is the schema of the event. */
    static ObjectNode push(String type) {
        ObjectNode cloudEvent = object().always("specversion", constant("1.0"))
                .always("id", text())
                .always("source", text())
                .always("type", constant("scc." + type + ".v1"))
                .maybe("subject", text())
                .always("time", time())
                .always("datacontenttype", constant("application/json"))
                .always("sccepoch", whole())
                .always("sccseq", whole())
                .always("data", ref(Schemas.capitals(type)))
                .done();
        return object().always("t", constant("event"))
                .always("ch", text())
                .always("o", whole())
                .always("e", cloudEvent)
                .done();
    }

    /** The results of successful requests, by operation. */
    static Map<String, ObjectNode> results() {
        Map<String, ObjectNode> results = new LinkedHashMap<>();
        for (String operation : Protocol.operations()) {
            results.put(operation, result(operation));
        }
        return results;
    }

    private static ObjectNode result(String operation) {
        return switch (operation) {
            case "subscribe" -> subscribed();
            case "history" ->
                object().always("epoch", text())
                        .always("offset", whole())
                        .always("events", listOf(ref("Event")))
                        .done();
            case "auth" ->
                object().always("user", ref("User"))
                        .always("unsubscribed", listOf(text()))
                        .done();
            case "ping" -> object().always("now", time()).done();
            case "presence" ->
                object().always("clients", listOf(ref("Presence")))
                        .always("complete", bool())
                        .done();
            default -> object().done();
        };
    }

    private static ObjectNode subscribed() {
        return object().always("mode", oneOf(List.of("stream", "cache")))
                .always("wasRecovering", bool())
                .always("recovered", bool())
                .always("epoch", text())
                .always("offset", whole())
                .maybe("snapshot", ref("Snapshot"))
                .done();
    }

    static ObjectNode success(ObjectNode result) {
        return object().always("id", id())
                .always("ok", constant(true))
                .always("result", result)
                .done();
    }

    /** {@code id} is null when the request had no usable one. */
    static ObjectNode failure() {
        ObjectNode id = anyOf(List.of(id(), Json.MAPPER.createObjectNode().put("type", "null")));
        return object().always("id", id)
                .always("ok", constant(false))
                .always("error", ref("ReplyError"))
                .done();
    }

    private static ObjectNode id() {
        ObjectNode id = Json.MAPPER.createObjectNode();
        ArrayNode types = id.putArray("type");
        types.add("integer").add("string");
        return id.put("minLength", 1).put("maxLength", MAX_ID);
    }
}
