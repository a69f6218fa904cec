package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON of the contract. Reading never fails: what cannot be read becomes {@link Unknown}. */
public final class EventCodec {

    private static final Map<String, Class<? extends SccEvent>> TYPES = new LinkedHashMap<>();
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    static {
        register(SccEvent.class);
        TYPES.forEach((name, type) -> JSON.registerSubtypes(type));
    }

    /** Of all events: the writer is looked up once. */
    private static final ObjectWriter DATA = JSON.writerFor(SccEvent.class);

    private EventCodec() {}

    private static void register(Class<? extends SccEvent> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (name != null) {
            TYPES.put(name.value(), type);
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            register(permitted.asSubclass(SccEvent.class));
        }
    }

    /** Every event and command type of the contract by its {@code type} name. */
    public static Map<String, Class<? extends SccEvent>> types() {
        return Map.copyOf(TYPES);
    }

    /** The {@code type} name, for example {@code call.queue.joined}. */
    public static String typeOf(SccEvent event) {
        return event.getClass().getAnnotation(JsonTypeName.class).value();
    }

    /** The CloudEvents type, for example {@code scc.call.queue.joined.v1}. */
    public static String cloudType(SccEvent event) {
        return "scc." + typeOf(event) + ".v1";
    }

    public static byte[] write(SccEvent event) {
        try {
            return DATA.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the contract cannot be written: " + typeOf(event), e);
        }
    }

    /**
     * An event with the attributes that people read as one compact JSON text: {@code id}, {@code time}, {@code source}, {@code seq}
     * (if counted) and {@code data}, which names the {@code type}.
     */
    public static String text(Envelope<?> event) {
        StringWriter text = new StringWriter(512);
        EventMeta meta = event.meta();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", meta.id());
            json.writeStringField("time", meta.time().toString());
            json.writeStringField("source", meta.source());
            if (meta.seq() != 0) {
                json.writeNumberField("seq", meta.seq());
            }
            json.writeFieldName("data");
            DATA.writeValue(json, event.data());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a record of the contract cannot be written: " + typeOf(event.data()), e);
        }
        return text.toString();
    }

    /** Reads any value; null, broken or unknown input gives {@link Unknown} with the reason. */
    public static SccEvent read(byte[] value) {
        if (value == null || value.length == 0) {
            return new Unknown("", "the record has no value", new byte[0]);
        }
        String type = "";
        try {
            JsonNode tree = JSON.readTree(value);
            type = tree.path("type").asText("");
            if (!TYPES.containsKey(type) || type.equals("unknown")) {
                return new Unknown(type, "unknown type", value);
            }
            return JSON.treeToValue(tree, SccEvent.class);
        } catch (JsonProcessingException e) {
            return new Unknown(type, e.getOriginalMessage(), value);
        } catch (IOException | RuntimeException e) {
            return new Unknown(type, e.getMessage(), value);
        }
    }
}
