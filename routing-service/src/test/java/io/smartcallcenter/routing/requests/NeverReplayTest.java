package io.smartcallcenter.routing.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class NeverReplayTest {

    private static final TopicPartition BACKLOG = new TopicPartition("call-events", 0);
    private static final TopicPartition QUIET = new TopicPartition("call-events", 1);
    private static final TopicPartition LIVE = new TopicPartition("call-events", 2);

    @Test
    void skipsWhatIsOlderThanACommandLivesAndNothingElse() {
        OffsetsByTime consumer = new OffsetsByTime(Map.of(BACKLOG, 90L, LIVE, 40L));
        consumer.assign(List.of(BACKLOG, QUIET, LIVE));
        consumer.updateBeginningOffsets(Map.of(BACKLOG, 0L, QUIET, 0L, LIVE, 0L));
        consumer.updateEndOffsets(Map.of(BACKLOG, 100L, QUIET, 70L, LIVE, 50L));
        consumer.seek(BACKLOG, 10);
        consumer.seek(QUIET, 10);
        consumer.seek(LIVE, 45);

        new NeverReplay(Duration.ofSeconds(2)).onPartitionsAssigned(consumer, List.of(BACKLOG, QUIET, LIVE));

        assertThat(consumer.position(BACKLOG))
                .as("the first that is still alive")
                .isEqualTo(90);
        assertThat(consumer.position(QUIET))
                .as("nothing is still alive: the end")
                .isEqualTo(70);
        assertThat(consumer.position(LIVE)).as("never backwards").isEqualTo(45);
    }

    @Test
    void aRequestThatComesWhileTheOffsetsAreAskedForIsNotSkipped() {
        OffsetsByTime consumer = new OffsetsByTime(Map.of()) {
            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> wanted) {
                Map<TopicPartition, OffsetAndTimestamp> found = super.offsetsForTimes(wanted);
                updateEndOffsets(Map.of(QUIET, 71L));
                return found;
            }
        };
        consumer.assign(List.of(QUIET));
        consumer.updateBeginningOffsets(Map.of(QUIET, 0L));
        consumer.updateEndOffsets(Map.of(QUIET, 70L));
        consumer.seek(QUIET, 10);

        new NeverReplay(Duration.ofSeconds(2)).onPartitionsAssigned(consumer, List.of(QUIET));

        assertThat(consumer.position(QUIET)).isEqualTo(70);
    }

    /** {@link MockConsumer} does not know times. */
    private static class OffsetsByTime extends MockConsumer<String, String> {

        private final Map<TopicPartition, Long> firstAlive;

        private OffsetsByTime(Map<TopicPartition, Long> firstAlive) {
            super("earliest");
            this.firstAlive = firstAlive;
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> wanted) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            wanted.forEach((partition, time) -> found.put(
                    partition,
                    firstAlive.containsKey(partition)
                            ? new OffsetAndTimestamp(firstAlive.get(partition), time)
                            : null));
            return found;
        }
    }
}
