package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.consume.ConsumerThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads {@code call-commands}: every gateway all of it, without a group, from the end. After a restart the commands of before
 * are of no use to anybody: their calls were sent to the default queue long ago.
 */
public final class CommandConsumer {

    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);
    private static final String TOPIC = Topic.CALL_COMMANDS.topicName();
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FULL = Duration.ofMillis(20);
    // What may come beyond the bound of an intake.
    private static final int POLL = 100;

    private final Supplier<Consumer<String, Envelope<?>>> consumers;
    private final Function<String, Optional<CommandIntake>> intakes;
    private final BooleanSupplier full;
    private final BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters;
    private final ConsumerThread thread = new ConsumerThread("scc-commands", PAUSE, this::run);
    private volatile boolean ready;

    /**
     * @param kafka the client settings: servers, TLS, SASL
     * @param intakes by the node's name; empty if another gateway runs the node
     * @param full one of them is: no more is read for now
     * @param deadLetters takes a record and the reason
     */
    public CommandConsumer(
            Map<String, Object> kafka,
            Function<String, Optional<CommandIntake>> intakes,
            BooleanSupplier full,
            BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters) {
        this(() -> open(kafka), intakes, full, deadLetters);
    }

    CommandConsumer(
            Supplier<Consumer<String, Envelope<?>>> consumers,
            Function<String, Optional<CommandIntake>> intakes,
            BooleanSupplier full,
            BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters) {
        this.consumers = consumers;
        this.intakes = intakes;
        this.full = full;
        this.deadLetters = deadLetters;
    }

    public void start() {
        thread.start();
    }

    /** Every command that is written from now on will be read. */
    public boolean ready() {
        return ready;
    }

    public void stop() {
        thread.stop(PAUSE.multipliedBy(2));
    }

    private void run() {
        while (!thread.stopped()) {
            try (Consumer<String, Envelope<?>> opened = thread.uses(consumers.get())) {
                toTheEnd(opened);
                ready = true;
                while (!thread.stopped()) {
                    read(opened);
                }
            } catch (WakeupException e) {
                LOG.debug("The command consumer was woken up to stop");
            } catch (KafkaException e) {
                LOG.warnf("Commands cannot be read, Kafka may be away: %s", e.getMessage());
                thread.pause();
            } finally {
                ready = false;
            }
        }
    }

    private void toTheEnd(Consumer<String, Envelope<?>> opened) {
        List<TopicPartition> partitions = opened.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + TOPIC + " does not exist yet");
        }
        opened.assign(partitions);
        opened.seekToEnd(partitions);
        // Seeking is lazy: without asking, a command written now could fall before the end that is found later.
        partitions.forEach(opened::position);
    }

    /** While a loop does not keep up, what is not read yet waits in Kafka: much of it has expired when its turn comes. */
    private void read(Consumer<String, Envelope<?>> opened) {
        boolean waits = full.getAsBoolean();
        if (waits) {
            opened.pause(opened.assignment());
        } else {
            opened.resume(opened.paused());
        }
        opened.poll(waits ? FULL : PAUSE).forEach(this::handle);
    }

    private void handle(ConsumerRecord<String, Envelope<?>> record) {
        SccEvent data = record.value() == null ? null : record.value().data();
        if (data instanceof CallCommand command && record.value().meta() != null) {
            intakeOf(command.callId())
                    .ifPresent(intake -> intake.execute(command, reason -> deadLetters.accept(record, reason)));
        } else if (data instanceof Unknown unknown) {
            UnreadableCommand.refusal(unknown)
                    .ifPresent(refused -> intakeOf(refused.callId()).ifPresent(intake -> intake.refuse(refused)));
            deadLetters.accept(record, unknown.reason());
        } else {
            deadLetters.accept(record, data == null ? "the record has no value" : "not a command");
        }
    }

    private Optional<CommandIntake> intakeOf(String callId) {
        return intakes.apply(Ids.nodeOf(callId));
    }

    private static Consumer<String, Envelope<?>> open(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ari-gateway-commands");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer());
    }
}
