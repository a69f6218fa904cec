package io.smartcallcenter.routing.requests;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Writes dead letters beside the reading, never in its way: a letter that cannot be delivered (too large, no right to write) is
 * logged and counted after a few attempts, and no caller has waited for it.
 */
@ApplicationScoped
class DeadLetterOffice {

    private static final Logger LOG = Logger.getLogger(DeadLetterOffice.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final int RETRIES = 5;

    private final BiFunction<ConsumerRecord<String, Envelope<?>>, String, Uni<Void>> send;
    private final Counter lost;

    @Inject
    DeadLetterOffice(DeadLetters deadLetters, MeterRegistry meters) {
        this(deadLetters::send, meters);
    }

    DeadLetterOffice(BiFunction<ConsumerRecord<String, Envelope<?>>, String, Uni<Void>> send, MeterRegistry meters) {
        this.send = send;
        this.lost = meters.counter("scc.routing.dead.letters.lost");
    }

    /** Returns at once. */
    void take(ConsumerRecord<String, Envelope<?>> record, String reason) {
        send.apply(record, reason)
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .atMost(RETRIES)
                .subscribe()
                .with(done -> {}, failure -> {
                    lost.increment();
                    LOG.errorf(
                            failure,
                            "No dead letter for %s-%d@%d: %s",
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            reason);
                });
    }
}
