package io.smartcallcenter.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.notification.channel.Channel;
import java.util.List;

/** An event at its place in the log, with its channels. The CloudEvent is encoded when the first reader needs it, and once. */
public final class FeedEvent {

    private final long offset;
    private final Envelope<?> envelope;
    private final List<Channel> channels;
    private final String type;
    private final int bytes;
    private String cloudEvent;

    /** @param bytes the size of the event's value in the log */
    FeedEvent(long offset, Envelope<?> envelope, List<Channel> channels, int bytes) {
        this.bytes = bytes;
        this.offset = offset;
        this.envelope = envelope;
        this.channels = channels;
        this.type = EventCodec.typeOf(envelope.data());
    }

    long offset() {
        return offset;
    }

    int bytes() {
        return bytes;
    }

    String type() {
        return type;
    }

    List<Channel> channels() {
        return channels;
    }

    /** What a newer state of the same thing replaces; null where every event counts. */
    String stateKey() {
        if (envelope.data() instanceof KpiUpdate.Queue kpi) {
            return kpi.queue();
        }
        return envelope.data() instanceof KpiUpdate.Operator kpi ? kpi.agent().iface() : null;
    }

    Frame frame(Channel channel) {
        return Frame.of("{\"t\":\"event\",\"ch\":" + Json.write(channel.name()) + ",\"o\":" + offset + ",\"e\":"
                + cloudEvent() + "}");
    }

    private String cloudEvent() {
        if (cloudEvent == null) {
            cloudEvent = encode();
        }
        return cloudEvent;
    }

    private String encode() {
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
