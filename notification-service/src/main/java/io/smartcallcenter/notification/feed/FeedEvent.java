package io.smartcallcenter.notification.feed;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.notification.channel.Channel;
import java.util.List;

/** An event at its place in the log, with its channels. The CloudEvent is encoded when the first reader needs it, and once. */
public final class FeedEvent {

    private final long offset;
    private final Envelope<?> envelope;
    private List<Channel> channels;
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

    /** @param same the same channels, in instances that other events have too */
    void share(List<Channel> same) {
        channels = same;
    }

    /** Null when it is about no call. */
    String callId() {
        if (envelope.data() instanceof CallEvent call) {
            return call.callId();
        }
        return envelope.data() instanceof CustomerEvent.Card card ? card.callId() : null;
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
            cloudEvent = CloudEventJson.of(envelope);
        }
        return cloudEvent;
    }
}
