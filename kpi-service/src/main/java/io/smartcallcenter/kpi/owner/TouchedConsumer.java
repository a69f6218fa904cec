package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.KpiTouched;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hands a batch of {@code kpi-touched} to the owner; its offsets are committed when all of it is rolled up. */
@ApplicationScoped
public class TouchedConsumer {

    private final Intake<Map.Entry<RollUpKey, Touch>> intake;

    TouchedConsumer(Owner owner, DeadLetters deadLetters) {
        this.intake = new Intake<>(
                TouchedConsumer::read,
                touches -> owner.roll(Touches.merged(touches)),
                MongoContent::refused,
                deadLetters::send);
    }

    @Incoming("kpi-touched")
    Uni<Void> touched(ConsumerRecords<String, Envelope<?>> records) {
        Iterable<ConsumerRecord<String, Envelope<?>>> all = records;
        return intake.handle(all);
    }

    private static Optional<Map.Entry<RollUpKey, Touch>> read(Envelope<?> envelope) {
        if (envelope.data() instanceof KpiTouched touched) {
            return Optional.of(Touches.of(touched));
        }
        throw new IllegalArgumentException(
                "no touch: " + envelope.data().getClass().getSimpleName());
    }
}
