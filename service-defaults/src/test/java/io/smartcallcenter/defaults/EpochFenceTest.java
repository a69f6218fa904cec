package io.smartcallcenter.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.Unknown;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EpochFenceTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EpochFence fence = new EpochFence(meters);

    private static ConsumerRecord<String, Envelope<?>> record(int partition, long offset, String node, long epoch) {
        EventMeta meta = new EventMeta("id", "/asterisk/" + node, node, Instant.EPOCH, epoch, 0, Instant.EPOCH, null);
        Envelope<?> envelope = new Envelope<>(meta, new NodeEvent.Connected(node, NodeEvent.Link.ARI));
        return new ConsumerRecord<>("call-events", partition, offset, "key", envelope);
    }

    @Test
    void whatADeposedOwnerWritesAfterItsSuccessorIsDroppedAndCounted() {
        assertThat(fence.drops(record(0, 1, "pbx1", 7))).isFalse();
        assertThat(fence.drops(record(0, 2, "pbx1", 8))).isFalse();
        assertThat(fence.drops(record(0, 3, "pbx1", 7))).isTrue();
        assertThat(fence.drops(record(0, 4, "pbx1", 8))).isFalse();
        assertThat(meters.counter("scc.deposed.records", "topic", "call-events").count())
                .isEqualTo(1);
    }

    @Test
    void whatAnOwnerWroteInTimeIsKeptAlthoughItIsReadAfterItsSuccessorOnAnotherPartition() {
        assertThat(fence.drops(record(0, 9, "pbx1", 8))).isFalse();
        assertThat(fence.drops(record(1, 5, "pbx1", 7))).isFalse();
        assertThat(fence.drops(record(1, 6, "pbx1", 8))).isFalse();
        assertThat(fence.drops(record(1, 7, "pbx1", 7))).isTrue();
    }

    @Test
    void whatIsReadAgainIsJudgedAsTheFirstTime() {
        assertThat(fence.drops(record(0, 1, "pbx1", 7))).isFalse();
        assertThat(fence.drops(record(0, 2, "pbx1", 8))).isFalse();
        assertThat(fence.drops(record(0, 3, "pbx1", 7))).isTrue();
        assertThat(fence.drops(record(0, 1, "pbx1", 7))).isFalse();
        assertThat(fence.drops(record(0, 2, "pbx1", 8))).isFalse();
        assertThat(fence.drops(record(0, 3, "pbx1", 7))).isTrue();
    }

    @Test
    void nodesHaveTheirOwnEpochs() {
        assertThat(fence.drops(record(0, 1, "pbx1", 8))).isFalse();
        assertThat(fence.drops(record(0, 2, "pbx2", 7))).isFalse();
    }

    @Test
    void whatNobodyOwnsAndWhatCannotBeReadIsNotTheFencesBusiness() {
        assertThat(fence.drops(record(0, 1, "pbx1", 8))).isFalse();
        assertThat(fence.drops(record(0, 2, "pbx1", 0))).isFalse();
        assertThat(fence.drops(new ConsumerRecord<>("call-events", 0, 3, "key", null)))
                .isFalse();
        Envelope<?> unreadable = new Envelope<>(null, new Unknown("", "broken", new byte[0]));
        assertThat(fence.drops(new ConsumerRecord<>("call-events", 0, 4, "key", unreadable)))
                .isFalse();
    }
}
