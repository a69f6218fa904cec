package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Party;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Typed reading of one ARI message: dotted paths into maps. */
final class AriFrame {

    /** As Asterisk writes it: {@code 2026-11-22T22:28:20.174+0000}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final Map<String, Object> message;
    private final Instant receivedAt;

    AriFrame(Map<String, Object> message, Instant receivedAt) {
        this.message = message;
        this.receivedAt = receivedAt;
    }

    String type() {
        return required("type");
    }

    Moment moment() {
        String text = text("timestamp");
        if (text.isEmpty()) {
            return Moment.ours(receivedAt);
        }
        try {
            return new Moment(OffsetDateTime.parse(text, TIME).toInstant(), receivedAt);
        } catch (DateTimeException e) {
            throw new BrokenFrame("timestamp is not a time");
        }
    }

    /** When the channel began, by Asterisk: what of it is told in a gap or late changes nothing about that. */
    Moment channelCreated() {
        try {
            return new Moment(
                    OffsetDateTime.parse(text("channel.creationtime"), TIME).toInstant(), receivedAt);
        } catch (DateTimeException e) {
            return moment();
        }
    }

    String required(String path) {
        String value = text(path);
        if (value.isBlank()) {
            throw new BrokenFrame(path + " is missing");
        }
        return value;
    }

    String text(String path) {
        Object value = value(path);
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }

    int number(String path, int fallback) {
        return value(path) instanceof Number number ? number.intValue() : fallback;
    }

    List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        if (value(path) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    Party caller(String channel) {
        return new Party(text(channel + ".caller.number"), text(channel + ".caller.name"));
    }

    private Object value(String path) {
        Object value = message;
        int from = 0;
        while (from <= path.length()) {
            int dot = path.indexOf('.', from);
            String key = dot < 0 ? path.substring(from) : path.substring(from, dot);
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            value = map.get(key);
            if (dot < 0) {
                return value;
            }
            from = dot + 1;
        }
        return null;
    }
}
