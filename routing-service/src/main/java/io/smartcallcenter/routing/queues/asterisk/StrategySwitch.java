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
import io.smartcallcenter.routing.rules.RoutingRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private final AsteriskStateReader state;
    private final MutinyEmitter<Envelope<?>> commands;
    private final boolean apply;
    private final Clock clock = Clock.systemUTC();

    /** The rules of the file are nobody's publication. */
    private volatile long applied;

    StrategySwitch(
            CurrentRules rules,
            AsteriskStateReader state,
            @Channel("queue-strategies") MutinyEmitter<Envelope<?>> commands,
            @ConfigProperty(name = "scc.routing.apply-strategies") boolean apply) {
        this.rules = rules;
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
        if (!apply || inForce.version() == applied || !state.caughtUp()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        List<Uni<Void>> sent = state.board().nodes().stream()
                .flatMap(node ->
                        StrategyChanges.of(inForce, node, state.board().strategies(node), now.plus(LIFE)).stream())
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

    private Uni<Void> send(SetStrategy command, Instant now) {
        LOG.infof("Queue %s of %s shall ring %s", command.queue(), command.callId(), command.strategy());
        OutgoingKafkaRecordMetadata<String> key = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(command.callId())
                .build();
        return commands.sendMessage(Message.of(
                new Envelope<>(EventMeta.of(command.decisionId(), SOURCE, command.callId(), now), command),
                Metadata.of(key)));
    }
}
