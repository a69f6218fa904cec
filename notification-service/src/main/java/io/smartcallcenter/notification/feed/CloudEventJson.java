package io.smartcallcenter.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;

/** An event in CloudEvents' structured mode (JSON format 1.0), as channels and webhooks have it. */
public final class CloudEventJson {

    public static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private CloudEventJson() {}

    public static String of(Envelope<?> envelope) {
        EventMeta meta = envelope.meta();
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", meta.id());
        event.put("source", meta.source());
        event.put("type", EventCodec.cloudType(envelope.data()));
        if (meta.subject() != null) {
            event.put("subject", meta.subject());
        }
        event.put("time", meta.time().toString());
        event.put("datacontenttype", "application/json");
        event.put("sccepoch", meta.epoch());
        event.put("sccseq", meta.seq());
        event.putRawValue("data", new RawValue(new String(EventCodec.write(envelope.data()), UTF_8)));
        return Json.write(event);
    }
}
