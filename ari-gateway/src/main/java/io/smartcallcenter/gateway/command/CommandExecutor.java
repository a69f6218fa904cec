package io.smartcallcenter.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent.FallbackReason;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.smartcallcenter.gateway.fallback.Decisions;
import io.smartcallcenter.gateway.fallback.WaitingCaller;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Executes commands for the node's calls: each decision at most once, never after its expiry, and a route request is answered
 * once (a command that comes after the fallback is too late). What is refused is counted and told. On the node's loop.
 */
public final class CommandExecutor implements CommandIntake.Execution {

    private static final Logger LOG = Logger.getLogger(CommandExecutor.class);
    private static final int REMEMBERED = 50_000;

    private final String node;
    private final Decisions decisions;
    private final RouteSteps routes;
    private final CallSteps callSteps;
    private final StrategySteps strategySteps;
    private final Function<AmiAction, Future<Map<String, String>>> ami;
    private final Refusals refusals;
    private final Timer latency;
    private final Tombstones executed = new Tombstones(REMEMBERED);
    private boolean relinquished;

    CommandExecutor(
            String node,
            Decisions decisions,
            AriCalls calls,
            RouteSteps routes,
            Function<AmiAction, Future<Map<String, String>>> ami,
            Consumer<Signal> signals,
            MeterRegistry meters) {
        this.node = node;
        this.decisions = decisions;
        this.routes = routes;
        this.callSteps = new CallSteps(calls, ami);
        this.strategySteps = new StrategySteps(ami, signals);
        this.ami = ami;
        this.refusals = new Refusals(meters, signals);
        this.latency = Timer.builder("scc.decision.latency")
                .description("From the StasisStart frame to the begin of the decision's execution")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** @throws InvalidCommand if the content can never be executed; a waiting caller has gone to the default queue then */
    @Override
    public void execute(CallCommand command) {
        if (relinquished || !node.equals(Ids.nodeOf(command.callId()))) {
            return;
        }
        Instant now = Instant.now();
        if (!now.isBefore(command.expiresAt())) {
            refusals.refused(command, Refusal.EXPIRED, "expired at " + command.expiresAt());
        } else if (!executed.add(command.decisionId(), command.expiresAt(), now)) {
            refusals.refused(command, Refusal.DUPLICATE, null);
        } else if (command instanceof CallCommand.Route route) {
            answer(route);
        } else {
            watch(command, checked(command, () -> other(command)));
        }
    }

    @Override
    public void refuse(CommandRefused refused) {
        if (!relinquished && node.equals(Ids.nodeOf(refused.callId()))) {
            refusals.unreadable(refused);
        }
    }

    /** Commands are a successor's, who reads them too; a step that fails now is no reason to move its caller. */
    void relinquish() {
        relinquished = true;
    }

    private void answer(CallCommand.Route route) {
        Optional<WaitingCaller> waiting = decisions.answer(route.requestId(), route.callId());
        if (waiting.isEmpty()) {
            refusals.refused(route, Refusal.UNKNOWN, "nobody waits for request " + route.requestId());
            return;
        }
        WaitingCaller caller = waiting.get();
        latency.record(Duration.between(caller.since(), Instant.now()));
        Future<Void> done;
        try {
            done = checked(route, () -> routes.take(caller, route));
        } catch (InvalidCommand e) {
            decisions.fallBack(caller, FallbackReason.EXECUTOR_ERROR);
            throw e;
        }
        watch(route, done.onFailure(failure -> {
            if (!relinquished && !RouteSteps.goesOnByItself(route) && !AriException.channelGone(failure)) {
                decisions.fallBack(caller, FallbackReason.EXECUTOR_ERROR);
            }
        }));
    }

    private Future<?> other(CallCommand command) {
        if (command instanceof CallCommand.Hangup hangup) {
            return callSteps.hangup(hangup);
        }
        if (command instanceof CallCommand.Transfer transfer) {
            return callSteps.transfer(transfer);
        }
        if (command instanceof CallCommand.SetStrategy strategy) {
            return strategySteps.set(strategy);
        }
        return ami.apply(AgentSteps.of(command));
    }

    /** A field that no rule of ours, but a client, refuses is as invalid as the others. */
    private <F> F checked(CallCommand command, java.util.function.Supplier<F> step) {
        try {
            return step.get();
        } catch (InvalidCommand | IllegalArgumentException e) {
            refusals.refused(command, Refusal.INVALID, e.getMessage());
            throw e instanceof InvalidCommand ? e : new InvalidCommand(e.getMessage());
        }
    }

    private void watch(CallCommand command, Future<?> done) {
        done.onSuccess(result -> refusals.done(command)).onFailure(failure -> {
            boolean gone = failure instanceof AriException ari && ari.status() == 404;
            refusals.refused(command, gone ? Refusal.UNKNOWN : Refusal.FAILED, failure.getMessage());
            if (!gone) {
                LOG.warnf("%s for %s failed: %s", command.decisionId(), command.callId(), failure.getMessage());
            }
        });
    }
}
