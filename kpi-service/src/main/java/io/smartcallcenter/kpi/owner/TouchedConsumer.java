package io.smartcallcenter.kpi.owner;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.KpiTouched;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Rolled;
import io.smartcallcenter.kpi.rollup.Touch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hands a batch of {@code kpi-touched} to the owner; its offsets are committed when all of it is rolled up. */
@ApplicationScoped
public class TouchedConsumer {

    private final Owner owner;
    private final Rolled rolled;
    private final MeterRegistry meters;
    private final Timer time;
    private final Intake<Map.Entry<RollUpKey, Touch>> intake;

    TouchedConsumer(Owner owner, Rolled rolled, DeadLetters deadLetters, MeterRegistry meters) {
        this.owner = owner;
        this.rolled = rolled;
        this.meters = meters;
        this.time = Timer.builder("scc.kpi.rollup")
                .description("Recomputing and writing what one batch of touches names")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        this.intake = new Intake<>(this::read, this::roll, MongoContent::refused, deadLetters::send);
    }

    @Incoming("kpi-touched")
    Uni<Void> touched(ConsumerRecords<String, Envelope<?>> records) {
        Iterable<ConsumerRecord<String, Envelope<?>>> all = records;
        return intake.handle(all);
    }

    private Uni<Void> roll(List<Map.Entry<RollUpKey, Touch>> touches) {
        Timer.Sample begun = Timer.start(meters);
        return owner.roll(Touches.merged(touches)).invoke(() -> begun.stop(time));
    }

    private Optional<Map.Entry<RollUpKey, Touch>> read(Envelope<?> envelope) {
        if (envelope.data() instanceof KpiTouched touched) {
            Map.Entry<RollUpKey, Touch> touch = Touches.of(touched);
            if (touched.since() != null) {
                rolled.expect(touch.getKey(), touched.since());
            }
            return Optional.of(touch);
        }
        throw new IllegalArgumentException(
                "no touch: " + envelope.data().getClass().getSimpleName());
    }
}
