package io.smartcallcenter.gateway.publish;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that publishes while Kafka is away and says how much is on disk, until it is killed. */
final class KilledPublisher {

    private static final int BATCH = 50;
    /** Far less than what may wait in memory, so that a slow disk drops nothing. */
    private static final int BEHIND = 5_000;

    private KilledPublisher() {}

    public static void main(String[] arguments) throws InterruptedException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        EventPublisher publisher = new EventPublisher(
                new PublisherSettings(
                        20_000, Duration.ofMillis(100), TestEvents.bounds(Path.of(arguments[0]), 1_000_000)),
                () -> new KafkaOfTest(true),
                source -> 0,
                meters);
        publisher.start();
        for (int number = 0; ; number += BATCH) {
            for (int i = number; i < number + BATCH; i++) {
                publisher.publish(List.of(TestEvents.event(i)));
            }
            long onDisk;
            do {
                onDisk = (long) meters.get("scc.publish.disk.depth").gauge().value();
                System.out.println(onDisk);
                Thread.sleep(2);
            } while (number - onDisk > BEHIND);
        }
    }
}
