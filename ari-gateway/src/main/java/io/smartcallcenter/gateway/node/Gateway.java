package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.gateway.command.CommandConsumer;
import io.smartcallcenter.gateway.config.AsteriskConfig;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.config.NormalizerConfig;
import io.smartcallcenter.gateway.ownership.NodeStatus;
import io.smartcallcenter.gateway.ownership.Ownership;
import io.smartcallcenter.gateway.ownership.OwnershipSettings;
import io.smartcallcenter.gateway.publish.EventProducer;
import io.smartcallcenter.gateway.publish.EventPublisher;
import io.smartcallcenter.gateway.publish.PublisherSettings;
import io.smartcallcenter.gateway.setup.AsteriskScan;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The gateway's life: warm up, run the nodes that are ours, and leave nobody waiting when it stops. */
@ApplicationScoped
public class Gateway {

    private static final Logger LOG = Logger.getLogger(Gateway.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    /** How long a successor may take to come after a hand-over, beyond the time for one decision. */
    private static final Duration SUCCESSION = Duration.ofSeconds(2);

    private final Map<String, NodeSettings> configured;
    private final EventPublisher publisher;
    private final Tenures tenures;
    private final Ownership ownership;
    private final CommandConsumer commands;
    private final DeadLetters deadLetters;
    private final Identity identity;
    private final Rehearsal rehearsal;

    Gateway(
            Vertx vertx,
            AsteriskConfig asterisk,
            FallbackConfig fallback,
            NormalizerConfig normalizer,
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.deadLetters = deadLetters;
        configured = NodeSettings.of(asterisk);
        identity = Identity.of(config, port);
        publisher = new EventPublisher(
                PublisherSettings.of(config.publish()), () -> EventProducer.open(kafka), this::newestEpoch, meters);
        Alerts alerts = new Alerts(publisher, identity.instance());
        tenures = new Tenures(vertx, configured, fallback, normalizer, config, publisher, meters, name -> ownership()
                .replaced(name));
        ownership = new Ownership(
                new OwnershipSettings(
                        config.group(),
                        identity.instance(),
                        identity.address(),
                        fallback.decisionTimeout().plus(SUCCESSION)),
                configured.keySet(),
                kafka,
                tenures,
                alerts);
        rehearsal = new Rehearsal(
                vertx,
                new AsteriskScan(vertx, fallback.queue(), config.link().requestTimeout()),
                node -> tenures.running(node.name()).isEmpty());
        commands = new CommandConsumer(kafka, tenures::commands, tenures::fullOfCommands, this::deadLetter);
        configured
                .keySet()
                .forEach(name -> meters.gauge(
                        "scc.gateway.node.owned",
                        List.of(Tag.of("node", name)),
                        tenures,
                        all -> all.running(name).isPresent() ? 1 : 0));
    }

    void onStart(@Observes StartupEvent event) {
        publisher.start();
        commands.start();
        LOG.debugf("Warmed up with %d calls", WarmUp.run());
        ownership.start();
        rehearsal.schedule(configured.values());
    }

    void onStop(@Observes ShutdownEvent event) {
        ownership.stop();
        commands.stop();
        publisher.close(LAST_WORDS);
    }

    /** The configured nodes by their names. */
    public Map<String, NodeSettings> configured() {
        return configured;
    }

    /** The nodes that this gateway runs. */
    public Collection<AsteriskNode> running() {
        return tenures.running();
    }

    /**
     * Connects to a node of ours with other settings, until this gateway is restarted or another one takes over.
     *
     * @return false if this gateway does not run the node
     */
    public boolean adopt(NodeSettings node) {
        tenures.adopt(node);
        boolean ours = ownership.connect(node.name());
        if (!ours) {
            tenures.adopt(configured.get(node.name()));
        }
        return ours;
    }

    public Ownership ownership() {
        return ownership;
    }

    /** This gateway among the others. */
    public String instance() {
        return identity.instance();
    }

    public EventPublisher publisher() {
        return publisher;
    }

    public CommandConsumer commands() {
        return commands;
    }

    private long newestEpoch(String source) {
        return ownership.status().stream()
                .filter(status -> source.equals("/asterisk/" + status.node()))
                .mapToLong(NodeStatus::epoch)
                .max()
                .orElse(0);
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
