package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node is given up while what was heard waits on disk, because Kafka does not acknowledge. */
class NodeTenureTest {

    private NodeFixture fixture;

    @BeforeEach
    void waitOnDisk() {
        fixture = new NodeFixture(false).started();
        await().until(() -> !fixture.publisher.caughtUp());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private NodeTenure tenure(Duration delivery) {
        return new NodeTenure(
                fixture.node, fixture.publisher, delivery, new NodeMeters(fixture.meters, "pbx1"), () -> {});
    }

    @Test
    void theNodeIsNotFreeBeforeWhatWaitsOnDiskIsWithKafka() {
        NodeTenure tenure = tenure(Duration.ofMinutes(1));
        CompletableFuture<Long> left = CompletableFuture.supplyAsync(() -> {
            tenure.handOver();
            return fixture.publisher.depth();
        });
        await().until(() -> !fixture.node.ari().up());
        assertThat(fixture.publisher.depth()).isPositive();
        await().until(() -> {
            while (fixture.producer.completeNext()) {
                // Kafka takes what the publisher has sent so far.
            }
            return left.isDone();
        });
        assertThat(left.join()).isZero();
    }

    @Test
    void aKafkaThatStaysAwayDoesNotKeepTheNode() {
        tenure(Duration.ofMillis(1)).handOver();
        assertThat(fixture.publisher.depth()).isPositive();
    }
}
