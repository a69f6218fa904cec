package io.smartcallcenter.routing.queues.asterisk;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.CallCommand.SetStrategy;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.routing.availability.AsteriskStateReader;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.publication.RulesFollower;
import io.smartcallcenter.routing.rules.RoutingRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Tells Asterisk, once for each published version and for the one in force at the start, which queues ring otherwise from now on. What
 * Asterisk refuses is in the journal, and is not asked again before the next version or start.
 */
@ApplicationScoped
class StrategySwitch {

    private static final Logger LOG = Logger.getLogger(StrategySwitch.class);
    private static final String SOURCE = "/routing-service";

    /** A gateway that takes a node over meanwhile still does it. */
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final CurrentRules rules;
    private final RulesFollower follower;
    private final AsteriskStateReader state;
    private final MutinyEmitter<Envelope<?>> commands;
    private final boolean apply;
    private final Clock clock = Clock.systemUTC();

    /** What we told last, by queue, by node: two versions may follow each other faster than Asterisk does what it is told. */
    private final Map<String, Map<String, String>> told = new ConcurrentHashMap<>();

    /** The rules of the file are nobody's publication. */
    private volatile long applied;

    StrategySwitch(
            CurrentRules rules,
            RulesFollower follower,
            AsteriskStateReader state,
            @Channel("queue-strategies") MutinyEmitter<Envelope<?>> commands,
            @ConfigProperty(name = "scc.routing.apply-strategies") boolean apply) {
        this.rules = rules;
        this.follower = follower;
        this.state = state;
        this.commands = commands;
        this.apply = apply;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> look() {
        RoutingRules inForce = rules.rules();
        // While the topic is read from its beginning, an old version is in force for a moment.
        if (!apply || inForce.version() == applied || !follower.caughtUp() || !state.caughtUp()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        List<Uni<Void>> sent = state.board().nodes().stream()
                .flatMap(node -> changes(inForce, node, now.plus(LIFE)).stream())
                .map(command -> send(command, now))
                .toList();
        return (sent.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Uni.join().all(sent).andFailFast().replaceWithVoid())
                .invoke(() -> applied = inForce.version())
                .onFailure()
                .invoke(failure -> LOG.warnf("Strategies are told later: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private List<SetStrategy> changes(RoutingRules inForce, String node, Instant expiresAt) {
        return StrategyChanges.of(
                inForce, node, state.board().strategies(node), told.getOrDefault(node, Map.of()), expiresAt);
    }

    private Uni<Void> send(SetStrategy command, Instant now) {
        told.computeIfAbsent(command.callId(), node -> new ConcurrentHashMap<>())
                .put(command.queue(), command.strategy().asteriskName());
        LOG.infof("Queue %s of %s shall ring %s", command.queue(), command.callId(), command.strategy());
        OutgoingKafkaRecordMetadata<String> key = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(command.callId())
                .build();
        return commands.sendMessage(Message.of(
                new Envelope<>(EventMeta.of(command.decisionId(), SOURCE, command.callId(), now), command),
                Metadata.of(key)));
    }
}
