package io.smartcallcenter.gateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Hangup;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandConsumerTest {

    private static final String TOPIC = Topic.CALL_COMMANDS.topicName();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int POLL = 100;

    private final MockConsumer<String, Envelope<?>> kafka = new MockConsumer<>("latest");
    private final Queue<Runnable> loop = new ConcurrentLinkedQueue<>();
    private final List<CallCommand> executed = new CopyOnWriteArrayList<>();
    private final List<CommandRefused> refused = new CopyOnWriteArrayList<>();
    private final List<String> deadLetters = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CommandIntake intake = new CommandIntake(loop::add, new Execution(), meters);
    private final CommandConsumer consumer = new CommandConsumer(
            () -> kafka,
            node -> node.equals("pbx1") ? Optional.of(intake) : Optional.empty(),
            intake::full,
            (record, reason) -> deadLetters.add(reason));
    private long offset;

    @BeforeEach
    void start() {
        kafka.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        kafka.updateEndOffsets(Map.of(PARTITION, 0L));
        kafka.setMaxPollRecords(POLL);
        consumer.start();
        await().until(consumer::ready);
    }

    @AfterEach
    void stop() {
        consumer.stop();
    }

    @Test
    void whileALoopStandsStillNoMoreAreReadThanMayWaitAndNoneIsDropped() {
        List<CallCommand> commands = IntStream.range(0, 3 * CommandIntake.MOST_WAITING)
                .<CallCommand>mapToObj(i -> new Hangup("pbx1/17." + i, "d" + i, Instant.EPOCH))
                .toList();
        commands.forEach(this::write);
        await().until(() -> !kafka.paused().isEmpty());
        assertThat(loop).hasSizeBetween(CommandIntake.MOST_WAITING, CommandIntake.MOST_WAITING + POLL);
        assertThat(meters.get("scc.commands.waiting").gauge().value()).isEqualTo(loop.size());
        assertThat(kafka.position(PARTITION)).as("not even fetched").isEqualTo(loop.size());

        await().until(() -> {
            turn();
            return executed.size() == commands.size();
        });
        assertThat(executed).isEqualTo(commands);
        assertThat(meters.get("scc.commands.waiting").gauge().value()).isZero();
        await().until(() -> kafka.paused().isEmpty());
    }

    @Test
    void aCommandOfATypeOfTomorrowIsRefusedByTheOwnerOfItsNode() {
        write("{\"type\":\"route.oracle\",\"callId\":\"pbx1/17.1\",\"decisionId\":\"d1\",\"question\":42}");
        write("{\"type\":\"route.oracle\",\"callId\":\"pbx2/17.1\",\"decisionId\":\"d2\"}");
        await().until(() -> deadLetters.size() == 2);
        turn();
        assertThat(refused)
                .containsExactly(
                        new CommandRefused("pbx1/17.1", "d1", "route.oracle", Refusal.UNKNOWN, "unknown type"));
        assertThat(executed).isEmpty();
    }

    @Test
    void aCommandWithoutWhatItNeedsIsRefusedAsInvalid() {
        write("{\"type\":\"route.queue\",\"callId\":\"pbx1/17.1\",\"decisionId\":\"d1\"}");
        await().until(() -> deadLetters.size() == 1);
        turn();
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).reason()).isEqualTo(Refusal.INVALID);
        assertThat(refused.get(0).command()).isEqualTo("route.queue");
    }

    @Test
    void whatNamesNoDecisionIsADeadLetterOnly() {
        for (String text : List.of(
                "{\"type\":\"route.oracle\",\"callId\":\"pbx1/17.1\"}",
                "{\"type\":\"route.oracle\",\"callId\":\"pbx1/17.1\",\"decisionId\":7}",
                "{\"type\":\"route.oracle\",\"callId\":\" \",\"decisionId\":\"d1\"}",
                "[\"pbx1/17.1\",\"d1\"]",
                "null",
                "{\"callId\":\"pbx1/17.1\",\"decisionId\":\"d1\"",
                "")) {
            write(text);
        }
        await().until(() -> deadLetters.size() == 7);
        turn();
        assertThat(refused).isEmpty();
    }

    @Test
    void whatCanNeverBeExecutedIsADeadLetter() {
        write(new Hangup("pbx1", "invalid", Instant.EPOCH));
        await().until(() -> !loop.isEmpty());
        turn();
        assertThat(deadLetters).containsExactly("callId names no call");
    }

    private void turn() {
        for (Runnable work = loop.poll(); work != null; work = loop.poll()) {
            work.run();
        }
    }

    private void write(CallCommand command) {
        EventMeta meta = EventMeta.of(command.decisionId(), "/routing", command.callId(), Instant.EPOCH);
        add(new Envelope<>(meta, command));
    }

    private void write(String text) {
        add(new Envelope<>(null, EventCodec.read(text.getBytes(UTF_8))));
    }

    private void add(Envelope<?> envelope) {
        kafka.addRecord(new ConsumerRecord<>(TOPIC, 0, offset++, "key", envelope));
    }

    private final class Execution implements CommandIntake.Execution {

        @Override
        public void execute(CallCommand command) {
            if (command.decisionId().equals("invalid")) {
                throw new InvalidCommand("callId names no call");
            }
            executed.add(command);
        }

        @Override
        public void refuse(CommandRefused event) {
            refused.add(event);
        }
    }
}
