package io.smartcallcenter.embedded;

import io.smartcallcenter.events.kafka.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka (KRaft, broker and controller in one) inside this JVM, on 127.0.0.1 only, with all topics of the suite.
 * {@link #stop()} and {@link #start()} take it away and bring it back on the same port with the same data.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** Partitions of each topic that is created here; dead letter topics have one. */
    public static final int PARTITIONS = 4;

    private static final int NODE = 1;
    private static final long ADMIN_TIMEOUT_SECONDS = 180;
    private static final long MOMENT_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int port;
    private final int controllerPort;
    private final Path directory;
    private KafkaRaftServer server;

    private EmbeddedKafka(int port, int controllerPort, Path directory) {
        this.port = port;
        this.controllerPort = controllerPort;
        this.directory = directory;
    }

    /**
     * Starts a new broker.
     *
     * @param port of the listener, 0 for a free one
     */
    public static EmbeddedKafka start(int port) {
        QuietLogs.apply();
        int listener = port == 0 ? FreePorts.next() : port;
        EmbeddedKafka kafka = new EmbeddedKafka(listener, FreePorts.next(), TemporaryDirectory.create("scc-kafka"));
        kafka.format();
        kafka.start();
        kafka.createTopics();
        return kafka;
    }

    /** The address for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Starts the stopped broker again: same port, same topics, same records. Does nothing if it runs. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        KafkaRaftServer starting = new KafkaRaftServer(KafkaConfig.fromProps(properties(), false), Time.SYSTEM);
        starting.startup();
        server = starting;
    }

    /** Takes the broker away; its data stay. Does nothing if it is stopped. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    /** Stops the broker and deletes its data. */
    @Override
    public synchronized void close() {
        stop();
        TemporaryDirectory.delete(directory);
    }

    private void format() {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka storage at " + directory + " cannot be formatted", e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "log.dirs",
                directory.toString()));
        properties.putAll(oneBroker());
        properties.putAll(smallMemory());
        return properties;
    }

    /** Nothing is replicated, nobody waits for other members, and a topic that nobody created is an error to see. */
    private static Map<String, String> oneBroker() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "auto.create.topics.enable", "false");
    }

    private static Map<String, String> smallMemory() {
        return Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "4",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.index.size.max.bytes", "1048576",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2");
    }

    private void createTopics() {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            topics.add(topic.definition(PARTITIONS, (short) 1));
            topics.add(topic.deadLetterDefinition((short) 1));
        }
        create(topics);
    }

    /** Creates further topics, and returns when they can be written to; one that exists is left as it is. */
    public void create(Collection<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            var created = admin.createTopics(topics).values();
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (NewTopic topic : topics) {
                if (isNew(created.get(topic.name()))) {
                    for (int partition = 0; partition < topic.numPartitions(); partition++) {
                        partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                    }
                }
            }
            awaitLeaders(admin, partitions);
        }
    }

    /** Only a leader says where its partition ends; a broker that has not heard of the topic yet says that there is none. */
    private static void awaitLeaders(Admin admin, Map<TopicPartition, OffsetSpec> partitions) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ADMIN_TIMEOUT_SECONDS);
        while (true) {
            try {
                answer(admin.listOffsets(partitions).all());
                return;
            } catch (RetriableException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(MOMENT_NS);
            }
        }
    }

    private static boolean isNew(KafkaFuture<Void> created) {
        try {
            answer(created);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    private static void answer(KafkaFuture<?> asked) {
        try {
            asked.get(ADMIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure
                    ? failure
                    : new IllegalStateException("A topic cannot be created", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were created", e);
        }
    }
}
