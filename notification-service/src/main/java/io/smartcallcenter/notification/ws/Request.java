package io.smartcallcenter.notification.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smartcallcenter.notification.channel.EventFilter;
import io.smartcallcenter.notification.channel.TypeFilter;
import io.smartcallcenter.notification.feed.Json;
import io.smartcallcenter.notification.feed.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One request of a client.
 *
 * @param id echoed in the reply
 * @param channel the name as the client wrote it; null where the operation has no channel
 * @param since null when absent
 * @param limit of {@code history}
 * @param token of {@code auth}; never logged
 */
record Request(JsonNode id, Op op, String channel, EventFilter filter, Position since, int limit, String token) {

    enum Op {
        SUBSCRIBE,
        UNSUBSCRIBE,
        HISTORY,
        PRESENCE,
        AUTH,
        PING
    }

    private static final Set<String> FILTER = Set.of("types", "queue", "operator", "call");
    private static final int MAX_ID = 64;
    private static final int MAX_TEXT = 256;
    private static final int MAX_HISTORY = 200;
    private static final int DEFAULT_HISTORY = 50;
    private static final ObjectReader READER =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public String toString() {
        return "Request[" + op + " " + channel + "]";
    }

    static Request parse(String text) throws BadFrame {
        JsonNode frame = tree(text);
        JsonNode id = id(frame);
        Op op = op(frame, id);
        return new Request(
                id,
                op,
                needsChannel(op) ? text(frame, "ch", id) : null,
                filter(frame.path("filter"), id),
                since(frame.path("since"), id),
                limit(frame.path("limit"), id),
                op == Op.AUTH ? token(frame.path("token"), id) : null);
    }

    private static boolean needsChannel(Op op) {
        return op == Op.SUBSCRIBE || op == Op.UNSUBSCRIBE || op == Op.HISTORY || op == Op.PRESENCE;
    }

    private static JsonNode tree(String text) throws BadFrame {
        try {
            JsonNode frame = READER.readTree(text);
            if (frame.isObject()) {
                return frame;
            }
        } catch (JsonProcessingException e) {
            throw new BadFrame(null, null, "not JSON");
        }
        throw new BadFrame(null, null, "not an object");
    }

    private static JsonNode id(JsonNode frame) throws BadFrame {
        JsonNode id = frame.path("id");
        boolean number = id.isIntegralNumber() && id.canConvertToLong();
        boolean text =
                id.isTextual() && !id.textValue().isEmpty() && id.textValue().length() <= MAX_ID;
        if (number || text) {
            return id;
        }
        throw bad(null, "id: a whole number or a string of 1 to 64 characters");
    }

    private static Op op(JsonNode frame, JsonNode id) throws BadFrame {
        String name = text(frame, "op", id);
        for (Op op : Op.values()) {
            if (op.name().toLowerCase(Locale.ROOT).equals(name)) {
                return op;
            }
        }
        throw new BadFrame(id, ErrorCode.UNKNOWN_OP, ErrorCode.UNKNOWN_OP.message);
    }

    private static String text(JsonNode node, String field, JsonNode id) throws BadFrame {
        JsonNode value = node.path(field);
        if (value.isTextual()
                && !value.textValue().isEmpty()
                && value.textValue().length() <= MAX_TEXT) {
            return value.textValue();
        }
        throw bad(id, field + ": a string of 1 to 256 characters");
    }

    private static EventFilter filter(JsonNode filter, JsonNode id) throws BadFrame {
        if (filter.isMissingNode() || filter.isNull()) {
            return EventFilter.ANY;
        }
        if (!filter.isObject()) {
            throw bad(id, "filter: an object");
        }
        for (Iterator<String> names = filter.fieldNames(); names.hasNext(); ) {
            if (!FILTER.contains(names.next())) {
                throw bad(id, "filter: types, queue, operator and call only");
            }
        }
        return new EventFilter(
                new TypeFilter(texts(filter, "types", id)),
                texts(filter, "queue", id),
                texts(filter, "operator", id),
                texts(filter, "call", id));
    }

    private static List<String> texts(JsonNode filter, String field, JsonNode id) throws BadFrame {
        JsonNode values = filter.path(field);
        if (values.isMissingNode()) {
            return List.of();
        }
        if (!values.isArray() || values.size() > TypeFilter.MAX_PATTERNS) {
            throw bad(id, "filter." + field + ": an array of at most 64 strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
                throw bad(id, "filter." + field + ": strings only");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    private static Position since(JsonNode since, JsonNode id) throws BadFrame {
        if (since.isMissingNode() || since.isNull()) {
            return null;
        }
        JsonNode offset = since.path("offset");
        if (!since.isObject() || !offset.isIntegralNumber() || !offset.canConvertToLong()) {
            throw bad(id, "since: an object with epoch and offset");
        }
        return new Position(text(since, "epoch", id), offset.longValue());
    }

    private static int limit(JsonNode limit, JsonNode id) throws BadFrame {
        if (limit.isMissingNode()) {
            return DEFAULT_HISTORY;
        }
        if (!limit.isInt() || limit.intValue() < 1 || limit.intValue() > MAX_HISTORY) {
            throw bad(id, "limit: a whole number from 1 to 200");
        }
        return limit.intValue();
    }

    private static String token(JsonNode token, JsonNode id) throws BadFrame {
        if (!token.isTextual() || token.textValue().isEmpty()) {
            throw bad(id, "token: a string");
        }
        return token.textValue();
    }

    private static BadFrame bad(JsonNode id, String message) {
        return new BadFrame(id, ErrorCode.BAD_REQUEST, message);
    }
}
