package io.smartcallcenter.kpi.ingest;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/** How large the batches of events are, and how long their documents take. */
public final class IngestMeters {

    private final MeterRegistry meters;
    private final Timer write;

    public IngestMeters(MeterRegistry meters) {
        this.meters = meters;
        this.write = Timer.builder("scc.kpi.write")
                .description("Writing what one batch of events says into the documents")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    void batch(String topic, long records) {
        DistributionSummary.builder("scc.kpi.batch.records")
                .description("Events of one batch")
                .tag("topic", topic)
                .register(meters)
                .record(records);
    }

    /** An attempt that fails is not measured. */
    Uni<Void> timed(Supplier<Uni<Void>> writing) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample begun = Timer.start(meters);
            return writing.get().invoke(() -> begun.stop(write));
        });
    }
}
