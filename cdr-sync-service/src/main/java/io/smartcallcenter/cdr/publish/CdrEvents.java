package io.smartcallcenter.cdr.publish;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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

    /**
     * Says nothing about a call that is not judged yet, or is not ours.
     *
     * @param revision grows with the facts of the call: the same facts give the same event
     */
    public Uni<Void> publish(String callId, long revision, Verdict verdict, Legs legs, Instant now) {
        CdrEvent event = event(callId, verdict, legs);
        if (event == null) {
            return Uni.createFrom().voidItem();
        }
        Envelope<?> envelope = new Envelope<>(EventMeta.of(id(callId, revision, verdict), SOURCE, callId, now), event);
        OutgoingKafkaRecordMetadata<String> key =
                OutgoingKafkaRecordMetadata.<String>builder().withKey(callId).build();
        return emitter.sendMessage(Message.of(envelope, Metadata.of(key)));
    }

    static String id(String callId, long revision, Verdict verdict) {
        return "cdr/" + callId + "/" + revision + "/" + verdict.state();
    }

    private static CdrEvent event(String callId, Verdict verdict, Legs legs) {
        String reason = String.join("; ", verdict.reasons());
        return switch (verdict.state()) {
            case PENDING, NOT_OURS -> null;
            case MATCHED -> new CdrEvent.Matched(callId, legs.rows(), legs.billableS());
            case MISSING_IN_CDR -> new CdrEvent.Missing(callId, CdrEvent.Side.CDR, reason, verdict.codes());
            case MISSING_IN_EVENTS -> new CdrEvent.Missing(callId, CdrEvent.Side.EVENTS, reason, verdict.codes());
            case MISMATCHED -> new CdrEvent.Mismatched(callId, verdict.reasons(), verdict.codes());
        };
    }
}
