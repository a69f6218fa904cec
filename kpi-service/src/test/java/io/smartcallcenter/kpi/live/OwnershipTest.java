package io.smartcallcenter.kpi.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final int PARTITIONS = 4;

    private final Ownership ownership = new Ownership();
    private final List<RollUpKey> keys = Stream.concat(
                    IntStream.range(0, 50).mapToObj(i -> RollUpKey.queue("queue " + i)),
                    IntStream.range(0, 50).mapToObj(i -> RollUpKey.operator("PJSIP/оператор" + i)))
            .toList();

    private static int partition(RollUpKey key) {
        byte[] bytes = key.text().getBytes(UTF_8);
        return BuiltInPartitioner.partitionForKey(bytes, PARTITIONS);
    }

    @Test
    void nothingIsOwnedBeforePartitionsCome() {
        assertThat(keys).noneMatch(ownership);
    }

    @Test
    void theKeysOfItsPartitionsAreOwnedAndNoOthers() {
        ownership.assigned(List.of(1, 3), PARTITIONS);

        assertThat(keys).allMatch(key -> ownership.test(key) == (partition(key) % 2 == 1));
        assertThat(keys).anyMatch(ownership);
    }

    @Test
    void whatIsRevokedIsOwnedNoMoreAndWhatComesIsAdded() {
        ownership.assigned(List.of(0, 1, 2), PARTITIONS);
        ownership.revoked(List.of(0, 1));
        ownership.assigned(List.of(3), PARTITIONS);

        assertThat(keys).allMatch(key -> ownership.test(key) == (partition(key) >= 2));
        assertThat(ownership.changes()).isEqualTo(2);
    }

    @Test
    void aRevocationAloneIsNoOccasionToAskForAnything() {
        ownership.assigned(List.of(0), PARTITIONS);
        ownership.revoked(List.of(0));

        assertThat(ownership.changes()).isEqualTo(1);
        assertThat(keys).noneMatch(ownership);
    }
}
