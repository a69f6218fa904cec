package io.smartcallcenter.defaults;

import io.quarkus.runtime.StartupEvent;
import io.smartcallcenter.events.kafka.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the suite's topics where they are missing, before the first consumer subscribes. Kafka being away is no reason not
 * to start: the consumers wait for it, and the topics are created as soon as it is there.
 */
@ApplicationScoped
class TopicsAtStartup {

    private static final Logger LOG = Logger.getLogger(TopicsAtStartup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long AGAIN_AFTER_S = 2;

    private final boolean create;
    private final int partitions;
    private final short replication;
    private final String bootstrapServers;
    private final Duration patience;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(TopicsAtStartup::daemon);

    @Inject
    TopicsAtStartup(
            @ConfigProperty(name = "scc.topics.create") boolean create,
            @ConfigProperty(name = "scc.topics.partitions") int partitions,
            @ConfigProperty(name = "scc.topics.replication") short replication,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this(create, partitions, replication, bootstrapServers, PATIENCE);
    }

    /** @param patience with each request; the start of the service waits for the first one */
    TopicsAtStartup(boolean create, int partitions, short replication, String bootstrapServers, Duration patience) {
        this.create = create;
        this.partitions = partitions;
        this.replication = replication;
        this.bootstrapServers = bootstrapServers;
        this.patience = patience;
    }

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (create) {
            ensure();
        }
    }

    @PreDestroy
    void stop() {
        later.shutdownNow();
    }

    private void ensure() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis()))) {
            Set<String> existing = admin.listTopics().names().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            for (NewTopic topic : missing(existing)) {
                create(admin, topic);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warnf("Topics cannot be created at %s, trying again: %s", bootstrapServers, e.getMessage());
            again();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void again() {
        if (!later.isShutdown()) {
            later.schedule(this::ensure, AGAIN_AFTER_S, TimeUnit.SECONDS);
        }
    }

    private List<NewTopic> missing(Set<String> existing) {
        List<NewTopic> missing = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (!existing.contains(topic.topicName())) {
                missing.add(topic.definition(partitions, replication));
            }
            if (!existing.contains(topic.deadLetterName())) {
                missing.add(topic.deadLetterDefinition(replication));
            }
        }
        return missing;
    }

    /** One by one: that another service made one of them says nothing about the others. */
    private void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // Another service was faster: that is what we wanted.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "topics-at-startup");
        thread.setDaemon(true);
        return thread;
    }
}
