package io.smartcallcenter.routing.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterOfficeTest {

    private static final ConsumerRecord<String, Envelope<?>> RECORD =
            new ConsumerRecord<>("call-events", 0, 7, "key", null);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aLetterThatCanNeverBeDeliveredIsCountedAndGivenUp() {
        AtomicInteger attempts = new AtomicInteger();
        DeadLetterOffice office = new DeadLetterOffice(
                (record, reason) -> Uni.createFrom()
                        .item(attempts::incrementAndGet)
                        .onItem()
                        .transformToUni(n -> Uni.createFrom().<Void>failure(new IllegalStateException("too large"))),
                meters);

        office.take(RECORD, "no json");

        await().atMost(Duration.ofMinutes(3))
                .until(() -> meters.counter("scc.routing.dead.letters.lost").count() == 1);
        assertThat(attempts).hasValue(6);
    }

    @Test
    void nobodyWaitsForALetter() {
        DeadLetterOffice office =
                new DeadLetterOffice((record, reason) -> Uni.createFrom().nothing(), meters);

        office.take(RECORD, "no json");

        assertThat(meters.counter("scc.routing.dead.letters.lost").count()).isZero();
    }
}
