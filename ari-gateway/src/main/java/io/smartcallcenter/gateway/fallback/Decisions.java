package io.smartcallcenter.gateway.fallback;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.CallEvent.FallbackReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.smartcallcenter.gateway.command.QueueSteps;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The callers that wait for a decision, and what happens without one: after the decision timeout, or at once if Kafka is away,
 * the gateway sends the caller to the default queue itself. No caller ever waits for our software. On the node's loop.
 */
public final class Decisions {

    private static final Logger LOG = Logger.getLogger(Decisions.class);
    private static final int ATTEMPTS = 5;
    private static final long RETRY_MS = 200;

    private final Vertx vertx;
    private final AriCalls calls;
    private final Duration timeout;
    private final String queue;
    private final BooleanSupplier kafkaUp;
    private final Consumer<Signal> signals;
    private final MeterRegistry meters;
    private final Map<String, Pending> byRequest = new HashMap<>();
    private final Map<String, String> requestOfChannel = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();

    /** @param signals tells the normalizer that a caller was sent to the default queue */
    public Decisions(
            Vertx vertx,
            AriCalls calls,
            Duration timeout,
            String queue,
            BooleanSupplier kafkaUp,
            Consumer<Signal> signals,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.calls = calls;
        this.timeout = timeout;
        this.queue = queue;
        this.kafkaUp = kafkaUp;
        this.signals = signals;
        this.meters = meters;
        meters.gauge("scc.decisions.waiting", byRequest, Map::size);
    }

    /** A decision was asked for. */
    public void requested(RouteRequested request, Instant receivedAt) {
        gone(request.channelId());
        WaitingCaller caller = new WaitingCaller(
                request.requestId(),
                request.callId(),
                request.channelId(),
                request.caller().number(),
                receivedAt);
        if (!kafkaUp.getAsBoolean()) {
            fallBack(caller, FallbackReason.KAFKA_AWAY);
            return;
        }
        long passed = Duration.between(receivedAt, Instant.now()).toMillis();
        long timer = vertx.setTimer(Math.max(1, timeout.toMillis() - passed), id -> late(caller));
        byRequest.put(caller.requestId(), new Pending(caller, timer));
        requestOfChannel.put(caller.channelId(), caller.requestId());
    }

    /** The caller whose request is answered now; empty if it is not waiting any more. A request is answered once. */
    public Optional<WaitingCaller> answer(String requestId, String callId) {
        Pending pending = byRequest.get(requestId);
        if (pending == null || !pending.caller().callId().equals(callId)) {
            return Optional.empty();
        }
        remove(pending);
        return Optional.of(pending.caller());
    }

    /** The channel left the application or does not exist any more. */
    public void gone(String channel) {
        String request = requestOfChannel.get(channel);
        if (request != null) {
            remove(byRequest.get(request));
        }
    }

    /** A decision is pending for the channel, or it is on its way to the default queue. */
    public boolean knows(String channel) {
        return requestOfChannel.containsKey(channel) || leaving.contains(channel);
    }

    /** Sends the caller to the default queue. */
    public void fallBack(WaitingCaller caller, FallbackReason reason) {
        leaving.add(caller.channelId());
        fallBack(caller, reason, ATTEMPTS);
    }

    /** The gateway stops: everyone who waits goes to the default queue. */
    public void drain() {
        for (Pending pending : List.copyOf(byRequest.values())) {
            remove(pending);
            fallBack(pending.caller(), FallbackReason.EXECUTOR_ERROR);
        }
    }

    /** Somebody else will decide: no caller is late any more, until {@link #drain} or {@link #forget}. */
    public void suspend() {
        byRequest.values().forEach(pending -> vertx.cancelTimer(pending.timer()));
    }

    /** Somebody else has decided. */
    public void forget() {
        List.copyOf(byRequest.values()).forEach(this::remove);
        leaving.clear();
    }

    private void late(WaitingCaller caller) {
        if (answer(caller.requestId(), caller.callId()).isPresent()) {
            fallBack(caller, kafkaUp.getAsBoolean() ? FallbackReason.DECISION_LATE : FallbackReason.KAFKA_AWAY);
        }
    }

    private void fallBack(WaitingCaller caller, FallbackReason reason, int attempts) {
        calls.continueAt(caller.channelId(), QueueSteps.QUEUE_CONTEXT, queue)
                .onSuccess(done -> fellBack(caller, reason))
                .onFailure(failure -> failed(caller, reason, attempts - 1, failure));
    }

    private void fellBack(WaitingCaller caller, FallbackReason reason) {
        leaving.remove(caller.channelId());
        meters.counter("scc.fallbacks", "reason", reason.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
        LOG.warnf("Call %s went to queue %s without a decision: %s", caller.callId(), queue, reason);
        signals.accept(new Signal.FellBack(caller.channelId(), reason, queue, Instant.now()));
    }

    private void failed(WaitingCaller caller, FallbackReason reason, int attempts, Throwable failure) {
        if (AriException.channelGone(failure) || attempts == 0) {
            leaving.remove(caller.channelId());
            if (attempts == 0) {
                // Still in the application: the sweep of the node finds it again.
                LOG.errorf("Call %s could not be sent to queue %s: %s", caller.callId(), queue, failure.getMessage());
            }
            return;
        }
        vertx.setTimer(RETRY_MS, id -> {
            if (leaving.contains(caller.channelId())) {
                fallBack(caller, reason, attempts);
            }
        });
    }

    private void remove(Pending pending) {
        vertx.cancelTimer(pending.timer());
        byRequest.remove(pending.caller().requestId());
        requestOfChannel.remove(pending.caller().channelId(), pending.caller().requestId());
    }

    private record Pending(WaitingCaller caller, long timer) {}
}
