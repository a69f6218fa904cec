package io.smartcallcenter.events;

import java.time.Instant;

/**
 * CloudEvents 1.0 attributes and our extensions; on Kafka they are the {@code ce_*} headers (binary mode).
 *
 * @param id deterministic: a repeated source event has the same id
 * @param source {@code /asterisk/<node>} or {@code /<service>}
 * @param subject call id, agent interface or node
 * @param time Asterisk's clock wherever Asterisk is the source
 * @param epoch the owner's epoch, header {@code ce_sccepoch}; 0 where nobody owns
 * @param seq growing per call, header {@code ce_sccseq}; 0 where not counted
 * @param receivedAt our clock when the source event arrived, header {@code ce_sccreceived}; may be null
 * @param traceparent W3C trace context; may be null
 */
public record EventMeta(
        String id,
        String source,
        String subject,
        Instant time,
        long epoch,
        long seq,
        Instant receivedAt,
        String traceparent) {

    public EventMeta {
        Required.text(id, "id");
        Required.text(source, "source");
        Required.time(time, "time");
    }

    /** An event of a service of ours that no Asterisk node owns. */
    public static EventMeta of(String id, String source, String subject, Instant time) {
        return new EventMeta(id, source, subject, time, 0, 0, null, null);
    }
}
