package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiTouched;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touch;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The topic {@code kpi-touched}: a record for each key. */
@ApplicationScoped
public class KafkaTouchedTopic implements TouchedTopic {

    /** After this an attempt has failed: the records that Kafka has then are sent again with the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MutinyEmitter<Envelope<KpiTouched>> emitter;
    private final Clock clock;

    KafkaTouchedTopic(
            @Channel("touches") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 100_000)
                    MutinyEmitter<Envelope<KpiTouched>> emitter,
            Clock clock) {
        this.emitter = emitter;
        this.clock = clock;
    }

    @Override
    public Uni<Void> touch(Map<RollUpKey, Touch> touched) {
        return touch(touched, Map.of());
    }

    @Override
    public Uni<Void> touch(Map<RollUpKey, Touch> touched, Map<RollUpKey, Instant> since) {
        if (touched.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        List<Uni<Void>> sent = touched.entrySet().stream()
                .map(each -> send(Touches.of(each.getKey(), each.getValue(), since.get(each.getKey())), now))
                .toList();
        return Uni.join()
                .all(sent)
                .andFailFast()
                .replaceWithVoid()
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private Uni<Void> send(KpiTouched touched, Instant now) {
        EventMeta meta = EventMeta.of(touched.key() + "@" + now, "/kpi-service", touched.key(), now);
        return emitter.sendMessage(Message.of(new Envelope<>(meta, touched))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(touched.key())
                        .build()));
    }
}
