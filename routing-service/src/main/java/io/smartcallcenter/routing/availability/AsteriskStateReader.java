package io.smartcallcenter.routing.availability;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.routing.topics.TopicFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps the board as {@code asterisk-state} says it. */
@ApplicationScoped
public class AsteriskStateReader {

    private final OperatorBoard board = new OperatorBoard();
    private final EpochFence fence;
    private final TopicFollower follower;

    @Inject
    AsteriskStateReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, EpochFence fence, DeadLetters deadLetters) {
        this(() -> TopicFollower.consumer(kafka), fence, TopicFollower.into(deadLetters));
    }

    /** @param deadLetters takes a record and the reason, and does not wait */
    AsteriskStateReader(
            Supplier<Consumer<String, Envelope<?>>> consumers,
            EpochFence fence,
            BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters) {
        this.fence = fence;
        this.follower = new TopicFollower(Topic.ASTERISK_STATE, consumers, this::apply, deadLetters);
    }

    public OperatorBoard board() {
        return board;
    }

    /** Whether everything that was on the topic at the start has been read. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        follower.stop();
    }

    private Optional<String> apply(ConsumerRecord<String, Envelope<?>> record) {
        if (fence.drops(record)) {
            return Optional.empty();
        }
        SccEvent data = record.value() == null ? null : record.value().data();
        if (data instanceof AsteriskState state) {
            board.put(state, record.value().meta().time());
        } else if (data == null && record.key() != null) {
            board.remove(record.key());
        } else {
            return Optional.of(data instanceof Unknown unknown ? unknown.reason() : "not a state of Asterisk");
        }
        return Optional.empty();
    }
}
