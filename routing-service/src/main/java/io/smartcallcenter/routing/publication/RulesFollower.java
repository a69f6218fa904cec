package io.smartcallcenter.routing.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.topics.TopicFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Puts in force what is published on {@code routing-rules}. What cannot be used is counted, and the last good version stays. */
@ApplicationScoped
public class RulesFollower {

    private static final Logger LOG = Logger.getLogger(RulesFollower.class);

    /** {@link #standing()} of a topic that has nothing that can be used. */
    private static final long NOTHING = -1;

    private final CurrentRules current;
    private final MeterRegistry meters;
    private final TopicFollower follower;
    private volatile long standing = NOTHING;

    @Inject
    RulesFollower(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            CurrentRules current,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this(() -> consumer(kafka), current, meters, TopicFollower.into(deadLetters));
    }

    /** @param deadLetters takes a record and the reason, and does not wait */
    RulesFollower(
            Supplier<Consumer<String, Envelope<?>>> consumers,
            CurrentRules current,
            MeterRegistry meters,
            BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters) {
        this.current = current;
        this.meters = meters;
        this.follower = new TopicFollower(Topic.ROUTING_RULES, consumers, this::apply, deadLetters);
    }

    static Consumer<String, Envelope<?>> consumer(Map<String, Object> kafka) {
        Map<String, Object> large = new HashMap<>(kafka);
        large.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 * Topic.RULES_BYTES);
        large.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * Topic.RULES_BYTES);
        return TopicFollower.consumer(large);
    }

    /** Whether everything that was on the topic at the start has been read. */
    public boolean caughtUp() {
        return follower.caughtUp();
    }

    /**
     * The version with which the topic ends: what a replica finds that starts when Kafka has compacted the topic. Negative when
     * it ends with something that cannot be used.
     */
    long standing() {
        return standing;
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
        SccEvent data = record.value() == null ? null : record.value().data();
        if (data instanceof RulesPublished published) {
            return apply(published);
        }
        String reason = data instanceof Unknown unknown ? unknown.reason() : "no rules";
        refused("A record of " + record.topic(), reason);
        return Optional.of(reason);
    }

    private Optional<String> apply(RulesPublished published) {
        String name = "Version " + published.version() + " of the rules, published by " + published.by();
        try {
            if (current.offer(published)) {
                standing = published.version();
            } else {
                refused(name, "it is older than what is in force");
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            // Of any kind: reading the record again would end in the same way, for ever.
            String reason = e instanceof InvalidRules ? e.getMessage() : e.toString();
            refused(name, reason);
            return Optional.of(reason);
        }
    }

    private void refused(String what, String reason) {
        standing = NOTHING;
        meters.counter("scc.routing.rules.refused").increment();
        LOG.errorf(
                "%s is not put in force, version %d stays: %s",
                what, current.rules().version(), reason);
    }
}
