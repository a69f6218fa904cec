package io.smartcallcenter.gateway.ari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what ARI sends: JSON as maps, lists, strings and numbers. */
public final class AriFrame {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectReader EVENT = JSON.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final ObjectReader LIST = JSON.readerFor(new TypeReference<List<Map<String, Object>>>() {});

    private AriFrame() {}

    /** The event of one text frame, or empty if it is not a JSON object with a {@code type}. */
    public static Optional<Map<String, Object>> event(String text) {
        try {
            Map<String, Object> message = EVENT.readValue(text);
            return message != null && message.get("type") instanceof String ? Optional.of(message) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static Map<String, Object> object(byte[] json) {
        try {
            return EVENT.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException("ARI's answer is not an object", e);
        }
    }

    static List<Map<String, Object>> objects(byte[] json) {
        try {
            return LIST.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException("ARI's answer is not a list of objects", e);
        }
    }
}
