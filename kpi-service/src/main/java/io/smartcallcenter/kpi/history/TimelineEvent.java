package io.smartcallcenter.kpi.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.kpi.call.Timeline;
import io.smartcallcenter.kpi.privacy.EventSight;
import java.time.Instant;
import java.util.Comparator;

/**
 * One event of a call.
 *
 * @param seq growing per call; 0 where not counted
 * @param type {@code call.queue.joined}
 * @param data as published on Kafka
 * @param erased the caller's data were erased from it
 */
public record TimelineEvent(
        String id, Instant time, String source, long seq, String type, ObjectNode data, boolean erased) {

    /** By time, then as they were counted. */
    public static final Comparator<TimelineEvent> ORDER = Comparator.comparing(TimelineEvent::time)
            .thenComparing(TimelineEvent::seq)
            .thenComparing(TimelineEvent::id);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param text as {@link Timeline} wrote it */
    public static TimelineEvent parse(String text) {
        boolean erased = text.startsWith(Timeline.ERASED);
        JsonNode event;
        try {
            event = JSON.readTree(erased ? text.substring(Timeline.ERASED.length()) : text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not an event that this service wrote", e);
        }
        ObjectNode data = (ObjectNode) event.get("data");
        String type = data.path("type").asText();
        return new TimelineEvent(
                event.path("id").asText(),
                Instant.parse(event.path("time").asText()),
                event.path("source").asText(),
                event.path("seq").asLong(),
                type.equals("unknown") ? data.path("eventType").asText() : type,
                data,
                erased);
    }

    /** The same as somebody sees it. */
    public TimelineEvent seenBy(Sight sight) {
        return new TimelineEvent(id, time, source, seq, type, (ObjectNode) EventSight.of(data, sight), erased);
    }

    /** Its text without anything of the caller, marked so that it stays; itself if there is nothing of the caller in it. */
    public String erasedText() {
        ObjectNode redacted = (ObjectNode) EventSight.of(data, Sight.NOTHING);
        ObjectNode event = JSON.createObjectNode().put("id", id).put("time", time.toString());
        event.put("source", source);
        if (seq != 0) {
            event.put("seq", seq);
        }
        return Timeline.ERASED + event.set("data", redacted);
    }

    /** Whether something of the caller can be read in it. */
    public boolean tellsOfTheCaller() {
        return !EventSight.of(data, Sight.NOTHING).equals(data);
    }
}
