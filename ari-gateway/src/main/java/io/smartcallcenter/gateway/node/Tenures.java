package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.gateway.command.CommandIntake;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.config.NormalizerConfig;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Settings;
import io.smartcallcenter.gateway.normalize.Signal;
import io.smartcallcenter.gateway.ownership.Tenure;
import io.smartcallcenter.gateway.publish.EventPublisher;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The nodes that this gateway runs now. */
final class Tenures implements Tenure.Beginning {

    private static final Logger LOG = Logger.getLogger(Tenures.class);

    /** As long as a decision may take: callers who wait for one wait for this too. */
    private static final Duration DELIVERY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final FallbackConfig fallback;
    private final NormalizerConfig normalizer;
    private final GatewayConfig config;
    private final EventPublisher publisher;
    private final MeterRegistry meters;
    private final Consumer<String> replaced;
    private final Map<String, NodeSettings> settings = new ConcurrentHashMap<>();
    private final Map<String, AsteriskNode> running = new ConcurrentHashMap<>();

    /** @param replaced is told a node whose application somebody else has taken */
    Tenures(
            Vertx vertx,
            Map<String, NodeSettings> settings,
            FallbackConfig fallback,
            NormalizerConfig normalizer,
            GatewayConfig config,
            EventPublisher publisher,
            MeterRegistry meters,
            Consumer<String> replaced) {
        this.vertx = vertx;
        this.settings.putAll(settings);
        this.fallback = fallback;
        this.normalizer = normalizer;
        this.config = config;
        this.publisher = publisher;
        this.meters = meters;
        this.replaced = replaced;
    }

    @Override
    public Tenure begin(String name, long epoch, Tenure.Predecessor predecessor) {
        NodeSettings node = settings.get(name);
        Settings normalize = new Settings(node.ari().app(), normalizer.settle(), normalizer.tombstone(), node.mode());
        if (node.mode() == NodeMode.ARI_ONLY) {
            LOG.warnf(
                    "No AMI credentials are configured for node %s: ARI alone, so no queue entries, no operators, no queue figures",
                    name);
        }
        NodeMeters own = new NodeMeters(meters, name);
        AsteriskNode asterisk = new AsteriskNode(
                vertx,
                node,
                fallback,
                config,
                new Normalizer(name, epoch, normalize),
                publisher,
                own.registry(),
                () -> replaced.accept(name));
        running.put(name, asterisk);
        asterisk.start(
                new Signal.Predecessor(predecessor.calls(), predecessor.states(), predecessor.heard(), Instant.now()));
        return new NodeTenure(asterisk, publisher, DELIVERY, own, () -> running.remove(name, asterisk));
    }

    /** From the next tenure on the node is reached so; until this gateway is restarted. */
    void adopt(NodeSettings node) {
        settings.put(node.name(), node);
    }

    Collection<AsteriskNode> running() {
        return List.copyOf(running.values());
    }

    Optional<AsteriskNode> running(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /** Where commands for this node are executed; empty while another gateway runs it. */
    Optional<CommandIntake> commands(String name) {
        return running(name).map(AsteriskNode::commands);
    }

    /** The loop of a node of ours does not keep up with its commands. */
    boolean fullOfCommands() {
        return running.values().stream().anyMatch(node -> node.commands().full());
    }
}
