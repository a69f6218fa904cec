package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.kafka.Topic;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * States that waited on disk while another gateway took the node over: on a compacted topic they would replace the newer ones
 * of the successor. Events of the same time are delivered; consumers tell them by their epoch.
 */
final class Supersession {

    private static final Set<String> STATES = Set.of(Topic.ASTERISK_STATE.topicName(), Topic.CALL_STATE.topicName());

    private final ToLongFunction<String> newestEpoch;

    /** @param newestEpoch of an event source, {@code /asterisk/<node>}; 0 if none is known */
    Supersession(ToLongFunction<String> newestEpoch) {
        this.newestEpoch = newestEpoch;
    }

    boolean isSuperseded(Outgoing outgoing) {
        Envelope<?> envelope = outgoing.record().value();
        EventMeta meta = envelope == null ? null : envelope.meta();
        return meta != null
                && STATES.contains(outgoing.record().topic())
                && meta.epoch() < newestEpoch.applyAsLong(meta.source());
    }
}
