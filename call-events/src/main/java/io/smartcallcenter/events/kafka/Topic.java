package io.smartcallcenter.events.kafka;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the suite: one event family each, all keyed. */
public enum Topic {
    CALL_EVENTS("call-events", Retention.DAYS_7),
    AGENT_EVENTS("agent-events", Retention.DAYS_7),
    NODE_EVENTS("node-events", Retention.DAYS_7),
    ASTERISK_STATE("asterisk-state", Retention.COMPACTED),
    CALL_COMMANDS("call-commands", Retention.HOUR_1),
    ROUTING_EVENTS("routing-events", Retention.DAYS_7),
    /** One record, the rules of the newest publication: large, and read whole by every replica of the routing service. */
    ROUTING_RULES("routing-rules", Retention.COMPACTED_LARGE, 1),
    KPI_UPDATES("kpi-updates", Retention.COMPACTED),
    /** Which roll-ups are to be recomputed. Only the KPI service writes and reads it, and may change it with any version. */
    KPI_TOUCHED("kpi-touched", Retention.DAYS_7),
    CDR_EVENTS("cdr-events", Retention.DAYS_7),
    ALERTS("alerts", Retention.COMPACTED),
    CUSTOMER_CARDS("customer-cards", Retention.DAYS_1),
    CALL_NOTES("call-notes", Retention.DAYS_7),
    /** What is open in each call that runs; a tombstone when it has ended. Only gateways read it, when one follows another. */
    CALL_STATE("call-state", Retention.COMPACTED_SOON),
    /** Who owns which Asterisk node: the partitions are shared out among the gateways, the records are their claims. */
    GATEWAY_NODES("gateway-nodes", Retention.COMPACTED_SOON, Topic.NODE_SLOTS);

    /** Partitions of {@link #GATEWAY_NODES}: a gateway that owns one runs all nodes whose names fall on it. */
    public static final int NODE_SLOTS = 16;

    /** Added to a topic's name: where records go that could not be read or handled. */
    public static final String DEAD_LETTER_SUFFIX = ".dlq";

    /** How large a copy of a record may be, in bytes: Kafka takes records of 1 MiB by default, and a copy says where it came from. */
    public static final int COPY_BYTES = 2 * 1024 * 1024;

    private final String topicName;
    private final Retention retention;
    private final int ownPartitions;

    Topic(String topicName, Retention retention) {
        this(topicName, retention, 0);
    }

    Topic(String topicName, Retention retention, int ownPartitions) {
        this.topicName = topicName;
        this.retention = retention;
        this.ownPartitions = ownPartitions;
    }

    public String topicName() {
        return topicName;
    }

    public String deadLetterName() {
        return topicName + DEAD_LETTER_SUFFIX;
    }

    /**
     * The topic as it shall be created.
     *
     * @param partitions for topics without a number of their own
     */
    public NewTopic definition(int partitions, short replication) {
        int number = ownPartitions > 0 ? ownPartitions : partitions;
        return new NewTopic(topicName, number, replication).configs(retention.configs);
    }

    /** Its dead letter topic: one partition, kept for a month, for letters that are a little larger than the largest record. */
    public NewTopic deadLetterDefinition(short replication) {
        return new NewTopic(deadLetterName(), 1, replication)
                .configs(Map.of("retention.ms", "2592000000", "max.message.bytes", Integer.toString(COPY_BYTES)));
    }

    /** How large the rules may be, in bytes as they are stored: ten thousand numbers fit several times. */
    public static final int RULES_BYTES = 8 * 1024 * 1024;

    private enum Retention {
        HOUR_1(Map.of("retention.ms", "3600000")),
        DAYS_1(Map.of("retention.ms", "86400000")),
        DAYS_7(Map.of("retention.ms", "604800000")),
        /** Read from its beginning at every start: segments are closed and compacted soon, so that this stays short. */
        COMPACTED(Map.of(
                "cleanup.policy",
                "compact",
                "segment.ms",
                "600000",
                "segment.bytes",
                "16777216",
                "min.cleanable.dirty.ratio",
                "0.1",
                "max.compaction.lag.ms",
                "600000")),
        COMPACTED_LARGE(Map.of(
                "cleanup.policy",
                "compact",
                "min.cleanable.dirty.ratio",
                "0.1",
                "segment.ms",
                "600000",
                "max.message.bytes",
                Integer.toString(Topic.RULES_BYTES))),
        /** Read to the end while callers wait for it, so that little more than the newest record of each key may be left. */
        COMPACTED_SOON(Map.of(
                "cleanup.policy",
                "compact",
                "min.cleanable.dirty.ratio",
                "0.1",
                "segment.ms",
                "60000",
                "max.compaction.lag.ms",
                "60000",
                "delete.retention.ms",
                "600000"));

        private final Map<String, String> configs;

        Retention(Map<String, String> configs) {
            this.configs = configs;
        }
    }
}
