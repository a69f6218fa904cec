package io.smartcallcenter.gateway.ownership;

import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.consume.ConsumerThread;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * This gateway's place in the group that shares out the slots of {@code gateway-nodes}. Kafka being away changes nothing: a
 * member that hears nothing from Kafka was not told that it has lost its slots.
 */
final class GroupMember implements AutoCloseable {

    /** What Kafka says about the slots. Called on one thread; while it runs, the group waits for us. */
    interface Slots {

        /** The slots that we hold from now on, all of them; {@code of} is how many there are. */
        void held(Set<Integer> slots, int of);

        /** These go to somebody else, who gets them when this returns. */
        void givenUp(Set<Integer> slots);

        /** Kafka has forgotten us. Whether somebody else has the slots is told by the next {@link #held}. */
        void doubtful();
    }

    /** A crashed owner is missed after this time, unless the client settings have {@code session.timeout.ms}. */
    static final int SESSION_MS = 6_000;

    /** Members hear of a change with their heartbeat: short, because callers wait while a node changes hands. */
    static final int HEARTBEAT_MS = 250;

    private static final Logger LOG = Logger.getLogger(GroupMember.class);
    private static final String TOPIC = Topic.GATEWAY_NODES.topicName();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LEAVE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final String group;
    private final String instance;
    private final Collection<String> nodes;
    private final Slots slots;
    private final ConsumerThread thread = new ConsumerThread("scc-nodes", PAUSE, this::run);
    private volatile boolean doubted;
    private volatile boolean leaving;

    /**
     * @param kafka the client settings: servers, TLS, SASL
     * @param nodes the nodes that this gateway knows
     * @param instance unique among the gateways, and the same after a restart: then a killed gateway that comes back at once
     *     gets its slots without waiting for its own session to end
     */
    GroupMember(Map<String, Object> kafka, String group, String instance, Collection<String> nodes, Slots slots) {
        this.kafka = kafka;
        this.group = group;
        this.instance = instance;
        this.nodes = List.copyOf(nodes);
        this.slots = slots;
    }

    void start() {
        thread.start();
    }

    /** Asks Kafka anew what we hold: {@link Slots#held} follows. */
    void confirm() {
        doubted = true;
    }

    /** Leaves the group; {@link Slots} is not called any more. The others get our slots at once. */
    @Override
    public void close() {
        leaving = true;
        thread.stop(LEAVE.multipliedBy(2));
    }

    /** As a crash: the others find out when our session ends. */
    void vanish() {
        thread.stop(LEAVE.multipliedBy(2));
    }

    private void run() {
        while (!thread.stopped()) {
            Consumer<String, byte[]> opened = null;
            try {
                opened = thread.uses(
                        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer()));
                take(opened);
            } catch (WakeupException e) {
                LOG.debug("Woken up to stop");
            } catch (KafkaException e) {
                LOG.errorf(e, "The group %s cannot be joined, trying again", group);
            } finally {
                close(opened);
            }
            thread.pause();
        }
    }

    private void take(Consumer<String, byte[]> opened) {
        opened.subscribe(List.of(TOPIC), new Listener(opened));
        while (!thread.stopped()) {
            // The claims are read by others: here only the assignment counts.
            opened.poll(POLL);
            if (doubted) {
                doubted = false;
                opened.enforceRebalance("another owner was seen");
            }
        }
    }

    private void close(Consumer<String, byte[]> opened) {
        if (opened == null) {
            return;
        }
        CloseOptions.GroupMembershipOperation operation = leaving
                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
        try {
            opened.close(CloseOptions.timeout(LEAVE).withGroupMembershipOperation(operation));
        } catch (KafkaException e) {
            LOG.debugf("The group %s was not left in order: %s", group, e.getMessage());
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ari-gateway-nodes");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, NodeAssignor.class.getName());
        settings.put(NodeAssignor.NODES, nodes);
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        // A topic that is created after us is found within this time.
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return settings;
    }

    private final class Listener implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> opened;

        Listener(Consumer<String, byte[]> opened) {
            this.opened = opened;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            if (thread.stopped()) {
                return;
            }
            Set<TopicPartition> all = new HashSet<>(opened.assignment());
            opened.pause(all);
            slots.held(numbers(all), opened.partitionsFor(TOPIC).size());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            if (!thread.stopped()) {
                slots.givenUp(numbers(revoked));
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            if (!thread.stopped()) {
                slots.doubtful();
            }
        }

        private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
    }
}
