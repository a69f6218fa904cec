package io.smartcallcenter.routing.requests;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.routing.availability.AsteriskStateReader;
import io.smartcallcenter.routing.decide.Decision;
import io.smartcallcenter.routing.decide.RoutingAlgorithm;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Decides and sends. It never waits for Kafka: a command that cannot be sent within its life is worthless, and the gateway has
 * helped the caller by then.
 */
@ApplicationScoped
class Desk {

    private static final Logger LOG = Logger.getLogger(Desk.class);
    private static final String SOURCE = "/routing-service";
    private static final int BUFFER = 10_000;

    private final RoutingAlgorithm algorithm = new RoutingAlgorithm();
    private final CurrentRules rules;
    private final AsteriskStateReader state;
    private final MutinyEmitter<Envelope<?>> commands;
    private final MutinyEmitter<Envelope<?>> decisions;
    private final MeterRegistry meters;

    Desk(
            CurrentRules rules,
            AsteriskStateReader state,
            @Channel("call-commands") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<Envelope<?>> commands,
            @Channel("routing-events") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<Envelope<?>> decisions,
            MeterRegistry meters) {
        this.rules = rules;
        this.state = state;
        this.commands = commands;
        this.decisions = decisions;
        this.meters = meters;
    }

    /**
     * @param expiresAt on the gateway's clock
     * @param startedNanos {@link System#nanoTime()} when the request was read
     */
    void answer(RouteRequested request, Instant now, Instant expiresAt, long startedNanos) {
        Decision decision = decide(request, now, expiresAt);
        send(commands, decision.command().decisionId(), request.callId(), now, decision.command());
        long nanos = System.nanoTime() - startedNanos;
        RoutingEvent.Decided decided = new RoutingEvent.Decided(
                request.callId(),
                decision.command().decisionId(),
                request.requestId(),
                request.dialled(),
                decision.callType(),
                decision.steps(),
                decision.command(),
                decision.caption(),
                decision.rules(),
                TimeUnit.NANOSECONDS.toMicros(nanos));
        send(decisions, decided.decisionId() + "/decided", request.callId(), now, decided);
        meters.timer(
                        "scc.routing.decisions",
                        "call_type",
                        decision.callType().name(),
                        "command",
                        EventCodec.typeOf(decision.command()))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Decision decide(RouteRequested request, Instant now, Instant expiresAt) {
        RoutingRules inForce = rules.rules();
        try {
            return algorithm.decide(request, inForce, state.board().of(Ids.nodeOf(request.callId())), now, expiresAt);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Deciding failed for %s: default queue", request.callId());
            meters.counter("scc.routing.failures").increment();
            return algorithm.lastResort(request, inForce, expiresAt, e.toString());
        }
    }

    private static void send(MutinyEmitter<Envelope<?>> to, String id, String callId, Instant now, SccEvent data) {
        OutgoingKafkaRecordMetadata<String> key =
                OutgoingKafkaRecordMetadata.<String>builder().withKey(callId).build();
        Message<Envelope<?>> message =
                Message.of(new Envelope<>(EventMeta.of(id, SOURCE, callId, now), data), Metadata.of(key));
        to.sendMessage(message)
                .subscribe()
                .with(sent -> {}, failure -> LOG.errorf("%s was not sent: %s", id, failure.getMessage()));
    }
}
