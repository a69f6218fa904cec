package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The compacted topic {@code kpi-updates}: the newest figures of each queue and operator. */
@ApplicationScoped
public class UpdateTopic {

    private final MutinyEmitter<Envelope<KpiUpdate>> emitter;
    private final Clock clock;

    UpdateTopic(
            @Channel("kpi-updates") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 10_000)
                    MutinyEmitter<Envelope<KpiUpdate>> emitter,
            Clock clock) {
        this.emitter = emitter;
        this.clock = clock;
    }

    /** Completes when Kafka has it. */
    public Uni<Void> send(String key, KpiUpdate update) {
        Instant now = clock.instant();
        EventMeta meta = EventMeta.of(key + "@" + now, "/kpi-service", key, now);
        return emitter.sendMessage(Message.of(new Envelope<>(meta, update))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .build()));
    }
}
