package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.gateway.command.CommandConsumer;
import io.smartcallcenter.gateway.config.AsteriskConfig;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.config.NormalizerConfig;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Settings;
import io.smartcallcenter.gateway.publish.EventProducer;
import io.smartcallcenter.gateway.publish.EventPublisher;
import io.smartcallcenter.gateway.publish.PublisherSettings;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The gateway's life: warm up, connect, and leave nobody waiting when it stops. */
@ApplicationScoped
public class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final EventPublisher publisher;
    private final AsteriskNode node;
    private final CommandConsumer commands;
    private final DeadLetters deadLetters;

    Gateway(
            Vertx vertx,
            AsteriskConfig asterisk,
            FallbackConfig fallback,
            NormalizerConfig normalizer,
            GatewayConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        // Grows with every start, so that events of an earlier run can be told from ours.
        long epoch = System.currentTimeMillis();
        PublisherSettings publish = new PublisherSettings(
                asterisk.node(),
                epoch,
                config.publish().capacity(),
                config.publish().awayAfter());
        NodeMode mode = asterisk.ami().username().isPresent() ? NodeMode.FULL : NodeMode.ARI_ONLY;
        if (mode == NodeMode.ARI_ONLY) {
            LOG.warn(
                    "No AMI credentials are configured: ARI alone, so no queue entries, no operators, no queue figures");
        }
        Settings settings = new Settings(asterisk.ari().app(), normalizer.settle(), normalizer.tombstone(), mode);
        this.deadLetters = deadLetters;
        this.publisher = new EventPublisher(publish, () -> EventProducer.open(kafka), meters);
        this.node = new AsteriskNode(
                vertx, asterisk, fallback, config, new Normalizer(asterisk.node(), epoch, settings), publisher, meters);
        this.commands = new CommandConsumer(kafka, node.loop(), node.executor()::execute, this::deadLetter);
    }

    void onStart(@Observes StartupEvent event) {
        publisher.start();
        commands.start();
        LOG.debugf("Warmed up with %d calls", WarmUp.run());
        node.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        try {
            node.stop().toCompletionStage().toCompletableFuture().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("The links were not closed in order: %s", e);
        }
        commands.stop();
        publisher.close(LAST_WORDS);
    }

    public AsteriskNode node() {
        return node;
    }

    public EventPublisher publisher() {
        return publisher;
    }

    public CommandConsumer commands() {
        return commands;
    }

    private void deadLetter(ConsumerRecord<String, Envelope<?>> record, String reason) {
        deadLetters
                .send(record, reason)
                .subscribe()
                .with(
                        done -> LOG.debugf("Dead letter written: %s", reason),
                        failure -> LOG.errorf(failure, "A dead letter could not be written: %s", reason));
    }
}
