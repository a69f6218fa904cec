package io.smartcallcenter.gateway.ari;

import java.util.List;
import java.util.Map;

/** Looks into an ARI event without trusting its shape: what is missing or of another kind is an empty string. */
public record AriEvent(Map<String, Object> message) {

    public String type() {
        return text("type");
    }

    public String channelId() {
        return text("channel", "id");
    }

    public List<String> args() {
        return message.get("args") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public boolean has(String field) {
        return message.get(field) != null;
    }

    /** The text at a path of field names. */
    public String text(String... path) {
        return value(path) instanceof String text ? text : "";
    }

    /** The whole number at a path of field names; 0 if there is none. */
    public int number(String... path) {
        return value(path) instanceof Number number ? number.intValue() : 0;
    }

    private Object value(String... path) {
        Object value = message;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}
