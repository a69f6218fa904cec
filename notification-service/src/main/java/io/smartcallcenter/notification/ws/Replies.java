package io.smartcallcenter.notification.ws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.Role;
import io.smartcallcenter.notification.channel.User;
import io.smartcallcenter.notification.feed.Frame;
import io.smartcallcenter.notification.feed.Json;
import io.smartcallcenter.notification.feed.Position;
import io.smartcallcenter.notification.feed.Subscribed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The server's frames, except pushes. */
final class Replies {

    private Replies() {}

    static Frame welcome(
            String session, Position position, Duration ping, Instant now, User user, List<Channel> channels) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.put("t", "welcome").put("session", session).put("epoch", position.epoch());
        frame.put("ping", ping.toSeconds()).put("now", now.toString());
        frame.set("user", user(user));
        ArrayNode names = frame.putArray("channels");
        channels.forEach(channel -> names.add(channel.name()));
        return Frame.of(Json.write(frame));
    }

    static Frame subscribed(JsonNode id, Channel channel, Subscribed result) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("mode", channel.mode() == Channel.Mode.STREAM ? "stream" : "cache");
        body.put("wasRecovering", result.wasRecovering()).put("recovered", result.recovered());
        body.put("epoch", result.epoch()).put("offset", result.offset());
        if (result.snapshot() != null) {
            body.putRawValue("snapshot", new RawValue(result.snapshot()));
        }
        return ok(id, body);
    }

    /** @param events push frames */
    static Frame history(JsonNode id, Position position, List<String> events) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("epoch", position.epoch()).put("offset", position.offset());
        ArrayNode list = body.putArray("events");
        events.forEach(event -> list.addRawValue(new RawValue(event)));
        return ok(id, body);
    }

    static Frame authenticated(JsonNode id, User user, List<Channel> lost) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("user", user(user));
        ArrayNode names = body.putArray("unsubscribed");
        lost.forEach(channel -> names.add(channel.name()));
        return ok(id, body);
    }

    static Frame presence(JsonNode id, Presence.Clients clients) {
        ObjectNode body = Json.MAPPER.valueToTree(clients);
        return ok(id, body);
    }

    /** Before this replica ends: in so many seconds. */
    static Frame closing(Duration in) {
        return Frame.of(
                Json.write(Json.MAPPER.createObjectNode().put("t", "closing").put("in", in.toSeconds())));
    }

    static Frame now(JsonNode id, Instant now) {
        return ok(id, Json.MAPPER.createObjectNode().put("now", now.toString()));
    }

    static Frame done(JsonNode id) {
        return ok(id, Json.MAPPER.createObjectNode());
    }

    /** @param id null when the request had no usable one */
    static Frame error(JsonNode id, ErrorCode error, String message) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.set("id", id);
        frame.put("ok", false);
        frame.putObject("error").put("code", error.code).put("message", message).put("temporary", error.temporary);
        return Frame.of(Json.write(frame));
    }

    private static Frame ok(JsonNode id, ObjectNode result) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.set("id", id);
        frame.put("ok", true);
        frame.set("result", result);
        return Frame.of(Json.write(frame));
    }

    private static ObjectNode user(User user) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("name", user.name()).put("expires", user.expires().toString());
        if (user.operator() != null) {
            node.put("operator", user.operator());
        }
        ArrayNode roles = node.putArray("roles");
        user.roles().stream().map(Role::claim).sorted().forEach(roles::add);
        return node;
    }
}
