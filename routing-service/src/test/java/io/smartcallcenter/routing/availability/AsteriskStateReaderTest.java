package io.smartcallcenter.routing.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsteriskStateReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition("asterisk-state", 0);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<Membership> SUPPORT = List.of(new Membership("support", 0, false, ""));

    private final Queue<Consumer<String, Envelope<?>>> consumers = new ConcurrentLinkedQueue<>();
    private final List<Long> letters = new CopyOnWriteArrayList<>();
    private final AsteriskStateReader reader = new AsteriskStateReader(
            consumers::remove,
            new EpochFence(new SimpleMeterRegistry()),
            (record, reason) -> letters.add(record.offset()));

    @AfterEach
    void stop() {
        reader.stop();
    }

    @Test
    void aRecordWithNeitherKeyNorValueDoesNotEndTheReading() {
        consumers.add(topic(0, record(0, null, null), record(1, "agent/pbx1/PJSIP/1", agent("PJSIP/1"))));

        reader.start();

        await().atMost(PATIENCE)
                .until(() -> reader.board().of("pbx1").device("PJSIP/1").isPresent());
        assertThat(letters).containsExactly(0L);
    }

    @Test
    void aTopicThatIsNotThereYetIsAskedForAgain() {
        MockConsumer<String, Envelope<?>> nothing = new MockConsumer<>("earliest");
        nothing.updatePartitions("asterisk-state", List.of());
        consumers.add(nothing);
        consumers.add(topic(0, record(0, "agent/pbx1/PJSIP/1", agent("PJSIP/1"))));

        reader.start();

        await().atMost(PATIENCE)
                .until(() -> reader.board().of("pbx1").device("PJSIP/1").isPresent());
    }

    @Test
    void whateverGoesWrongTheTopicIsReadAgainAndAPoisonStateIsReportedOnce() {
        MockConsumer<String, Envelope<?>> breaking =
                topic(1, poison(0), poison(1), record(2, "agent/pbx1/PJSIP/1", agent("PJSIP/1")));
        consumers.add(breaking);
        consumers.add(topic(3, poison(0), poison(1), poison(3), record(4, "agent/pbx1/PJSIP/2", agent("PJSIP/2"))));

        reader.start();
        await().atMost(PATIENCE)
                .until(() -> reader.board().of("pbx1").device("PJSIP/1").isPresent());
        breaking.schedulePollTask(() -> {
            throw new IllegalStateException("a bug");
        });

        await().atMost(PATIENCE)
                .until(() -> reader.board().of("pbx1").device("PJSIP/2").isPresent());
        assertThat(letters).as("0 was there before us, 1 came while we read").containsExactly(1L, 3L);
    }

    @Test
    void whatADeposedOwnerOfTheNodeWritesChangesNothing() {
        consumers.add(topic(
                0,
                record(0, "agent/pbx1/PJSIP/1", agent("PJSIP/1", DeviceState.INUSE, 8)),
                record(1, "agent/pbx1/PJSIP/1", agent("PJSIP/1", DeviceState.NOT_INUSE, 7)),
                record(2, "agent/pbx1/PJSIP/2", agent("PJSIP/2", DeviceState.NOT_INUSE, 8))));

        reader.start();

        await().atMost(PATIENCE)
                .until(() -> reader.board().of("pbx1").device("PJSIP/2").isPresent());
        assertThat(reader.board().of("pbx1").device("PJSIP/1")).hasValue(DeviceState.INUSE);
    }

    /** @param end the end when the reading begins */
    @SafeVarargs
    private static MockConsumer<String, Envelope<?>> topic(long end, ConsumerRecord<String, Envelope<?>>... records) {
        MockConsumer<String, Envelope<?>> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions("asterisk-state", List.of(new PartitionInfo("asterisk-state", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        consumer.schedulePollTask(() -> List.of(records).forEach(consumer::addRecord));
        return consumer;
    }

    private static ConsumerRecord<String, Envelope<?>> record(long offset, String key, Envelope<?> value) {
        return new ConsumerRecord<>("asterisk-state", 0, offset, key, value);
    }

    private static ConsumerRecord<String, Envelope<?>> poison(long offset) {
        return record(offset, "poison", envelope(new Unknown("", "no json", new byte[0])));
    }

    private static Envelope<?> agent(String iface) {
        return envelope(new AgentState("pbx1", new Agent(iface, null), DeviceState.NOT_INUSE, SUPPORT));
    }

    private static Envelope<?> agent(String iface, DeviceState device, long epoch) {
        EventMeta meta = new EventMeta("id", "/asterisk/pbx1", "x", Instant.EPOCH, epoch, 0, Instant.EPOCH, null);
        return new Envelope<>(meta, new AgentState("pbx1", new Agent(iface, null), device, SUPPORT));
    }

    private static Envelope<?> envelope(SccEvent data) {
        return new Envelope<>(EventMeta.of("id", "/asterisk/pbx1", "x", Instant.EPOCH), data);
    }
}
