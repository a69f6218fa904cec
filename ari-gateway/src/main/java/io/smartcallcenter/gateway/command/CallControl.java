package io.smartcallcenter.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.fallback.Decisions;
import io.smartcallcenter.gateway.node.NodeLoop;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Everything that this gateway does to the calls of one node while it runs it. On the node's loop. */
public final class CallControl {

    private final Decisions decisions;
    private final StasisReactions steps;
    private final CommandExecutor executor;
    private final CommandIntake commands;
    private final StrandedCallers stranded;

    /** @param ami sends an action and gives the response */
    public CallControl(
            Vertx vertx,
            NodeLoop loop,
            String node,
            String app,
            FallbackConfig fallback,
            AriCalls calls,
            Function<AmiAction, Future<Map<String, String>>> ami,
            BooleanSupplier kafkaUp,
            MeterRegistry meters) {
        decisions = new Decisions(
                vertx, calls, fallback.decisionTimeout(), fallback.queue(), kafkaUp, loop::submit, meters);
        QueueSteps queues = new QueueSteps(calls);
        DirectCalls directs = new DirectCalls(vertx, calls, queues);
        Prompts prompts = new Prompts(vertx, calls, queues);
        ServiceFlows flows = new ServiceFlows(vertx, calls, queues, directs, loop::submit);
        steps = new StasisReactions(app, decisions, queues, directs, prompts, flows);
        RouteSteps routes = new RouteSteps(calls, queues, directs, prompts, flows);
        executor = new CommandExecutor(node, decisions, calls, routes, ami, loop::submit, meters);
        commands = new CommandIntake(loop, executor, meters);
        stranded = new StrandedCallers(vertx, loop, calls, node, app, steps, decisions, directs);
    }

    /** What the node's loop tells of channels. */
    public NodeLoop.Reactions reactions() {
        return steps;
    }

    /** Where commands are handed over; from any thread. */
    public CommandIntake commands() {
        return commands;
    }

    public CommandExecutor executor() {
        return executor;
    }

    /** The state of Asterisk was read after a (re)connect. */
    public void resynchronized(Signal.Resync.State state) {
        stranded.check(state);
    }

    /** Looks for callers whom nobody knows; from time to time. */
    public void sweep() {
        stranded.sweep();
    }

    /** Callers who wait for a decision go to the default queue. */
    public void drain() {
        decisions.drain();
    }

    /**
     * The node's calls are a successor's: from now on no timer, no command and no answer of Asterisk leads to anything. Only callers
     * who wait for a decision are not let go yet: without a successor {@link #drain} follows, with one {@link #forget}.
     */
    public void relinquish() {
        decisions.suspend();
        executor.relinquish();
        steps.relinquish();
        stranded.relinquish();
    }

    /** Somebody else decides for the callers who waited. */
    public void forget() {
        decisions.forget();
    }
}
