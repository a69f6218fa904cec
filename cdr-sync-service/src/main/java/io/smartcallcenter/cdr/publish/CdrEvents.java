package io.smartcallcenter.cdr.publish;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Completes when Kafka has the event; a verdict that is told twice has the same id. */
@ApplicationScoped
public class CdrEvents {

    private static final String SOURCE = "/cdr-sync-service";

    private final MutinyEmitter<Envelope<?>> emitter;

    CdrEvents(@Channel("cdr-events") MutinyEmitter<Envelope<?>> emitter) {
        this.emitter = emitter;
    }

    /** Says nothing about a call that is not judged yet. */
    public Uni<Void> publish(String callId, Verdict verdict, List<CdrRow> rows, Instant now) {
        CdrEvent event = event(callId, verdict, rows);
        if (event == null) {
            return Uni.createFrom().voidItem();
        }
        String id = "cdr/" + callId + "/" + Integer.toHexString(event.hashCode());
        Envelope<?> envelope = new Envelope<>(EventMeta.of(id, SOURCE, callId, now), event);
        OutgoingKafkaRecordMetadata<String> key =
                OutgoingKafkaRecordMetadata.<String>builder().withKey(callId).build();
        return emitter.sendMessage(Message.of(envelope, Metadata.of(key)));
    }

    private static CdrEvent event(String callId, Verdict verdict, List<CdrRow> rows) {
        String reason = String.join("; ", verdict.reasons());
        return switch (verdict.state()) {
            case PENDING -> null;
            case MATCHED -> new CdrEvent.Matched(callId, rows.size(), billable(rows));
            case MISSING_IN_CDR -> new CdrEvent.Missing(callId, CdrEvent.Side.CDR, reason);
            case MISSING_IN_EVENTS -> new CdrEvent.Missing(callId, CdrEvent.Side.EVENTS, reason);
            case MISMATCHED -> new CdrEvent.Mismatched(callId, verdict.reasons());
        };
    }

    /** Seconds of the answered legs. */
    private static long billable(List<CdrRow> rows) {
        return rows.stream()
                .filter(row -> row.disposition().equals("ANSWERED"))
                .mapToLong(CdrRow::billsecS)
                .sum();
    }
}
