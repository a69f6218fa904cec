package io.smartcallcenter.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent.FallbackReason;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriException;
import io.smartcallcenter.gateway.fallback.Decisions;
import io.smartcallcenter.gateway.fallback.WaitingCaller;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Executes commands for the node's calls: each decision at most once, never after its expiry, and a route request is answered
 * once (a command that comes after the fallback is too late). On the node's loop.
 */
public final class CommandExecutor {

    private static final Logger LOG = Logger.getLogger(CommandExecutor.class);
    private static final int REMEMBERED = 50_000;
    private static final String DIALPLAN_ENTRY = "internal";

    private final String node;
    private final Decisions decisions;
    private final AriCalls calls;
    private final QueueSteps queues;
    private final DirectCalls directs;
    private final Prompts prompts;
    private final Function<AmiAction, Future<Map<String, String>>> ami;
    private final Map<String, String> flows;
    private final MeterRegistry meters;
    private final Timer latency;
    private final Tombstones executed = new Tombstones(REMEMBERED);

    public CommandExecutor(
            String node,
            Decisions decisions,
            AriCalls calls,
            QueueSteps queues,
            DirectCalls directs,
            Prompts prompts,
            Function<AmiAction, Future<Map<String, String>>> ami,
            Map<String, String> flows,
            MeterRegistry meters) {
        this.node = node;
        this.decisions = decisions;
        this.calls = calls;
        this.queues = queues;
        this.directs = directs;
        this.prompts = prompts;
        this.ami = ami;
        this.flows = flows;
        this.meters = meters;
        this.latency = Timer.builder("scc.decision.latency")
                .description("From the StasisStart frame to the begin of the decision's execution")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** @throws InvalidCommand if the content can never be executed; a waiting caller has gone to the default queue then */
    public void execute(CallCommand command) {
        if (!node.equals(Ids.nodeOf(command.callId()))) {
            return;
        }
        Instant now = Instant.now();
        if (!now.isBefore(command.expiresAt())) {
            ignored(command, "expired");
        } else if (!executed.add(command.decisionId(), command.expiresAt(), now)) {
            ignored(command, "duplicate");
        } else if (command instanceof CallCommand.Route route) {
            answer(route);
        } else {
            watch(command, other(command));
        }
    }

    private void answer(CallCommand.Route route) {
        Optional<WaitingCaller> waiting = decisions.answer(route.requestId(), route.callId());
        if (waiting.isEmpty()) {
            ignored(route, "unknown");
            return;
        }
        WaitingCaller caller = waiting.get();
        latency.record(Duration.between(caller.since(), Instant.now()));
        try {
            watch(route, route(caller.channelId(), route).onFailure(failure -> routeFailed(caller, route, failure)));
        } catch (InvalidCommand | IllegalArgumentException e) {
            decisions.fallBack(caller, FallbackReason.EXECUTOR_ERROR);
            throw e instanceof InvalidCommand ? e : new InvalidCommand(e.getMessage());
        }
    }

    private Future<Void> route(String channel, CallCommand.Route route) {
        if (route instanceof CallCommand.RouteQueue queue) {
            checkThen(queue.then());
            return queues.enter(
                    channel,
                    Checked.queue(queue.queue()),
                    Checked.seconds(queue.timeoutS()),
                    Checked.options(queue.options()),
                    queue.answer(),
                    queue.then());
        }
        if (route instanceof CallCommand.RouteDirect direct) {
            checkThen(direct.then());
            return directs.start(
                    channel, Checked.endpoint(direct.endpoint()), Checked.seconds(direct.timeoutS()), direct.then());
        }
        if (route instanceof CallCommand.RouteService service) {
            checkThen(service.then());
            String prompt = Checked.prompt(flows.getOrDefault(service.flow(), service.flow()));
            return prompts.play(channel, prompt, service.flow(), service.then());
        }
        if (route instanceof CallCommand.RouteAnnounce announce) {
            checkThen(announce.then());
            return prompts.play(channel, Checked.prompt(announce.prompt()), null, announce.then());
        }
        CallCommand.RouteReject reject = (CallCommand.RouteReject) route;
        return calls.hangup(channel, Checked.cause(reject.cause()));
    }

    /** Direct calls and prompts go on with their {@code then} by themselves; the others need the default queue. */
    private void routeFailed(WaitingCaller caller, CallCommand.Route route, Throwable failure) {
        boolean ownThen = route instanceof CallCommand.RouteDirect
                || route instanceof CallCommand.RouteService
                || route instanceof CallCommand.RouteAnnounce;
        if (!ownThen && !AriException.channelGone(failure)) {
            decisions.fallBack(caller, FallbackReason.EXECUTOR_ERROR);
        }
    }

    private Future<?> other(CallCommand command) {
        String channel = command.callId().substring(command.callId().indexOf('/') + 1);
        try {
            if (command instanceof CallCommand.Hangup) {
                return calls.hangup(channel, "normal");
            }
            if (command instanceof CallCommand.Transfer transfer) {
                return ami.apply(AgentSteps.redirect(channel, DIALPLAN_ENTRY, Checked.number(transfer.target())));
            }
            return ami.apply(agentAction(command));
        } catch (IllegalArgumentException e) {
            throw new InvalidCommand(e.getMessage());
        }
    }

    private static AmiAction agentAction(CallCommand command) {
        if (command instanceof CallCommand.AgentPause pause) {
            return AgentSteps.pause(pause);
        }
        if (command instanceof CallCommand.AgentUnpause unpause) {
            return AgentSteps.unpause(unpause);
        }
        if (command instanceof CallCommand.AgentAdd add) {
            return AgentSteps.add(add);
        }
        if (command instanceof CallCommand.AgentRemove remove) {
            return AgentSteps.remove(remove);
        }
        throw new InvalidCommand("a command that this gateway does not know");
    }

    private static void checkThen(CallCommand.Then then) {
        switch (then.action()) {
            case QUEUE -> Checked.queue(then.target());
            case VOICEMAIL -> Checked.mailbox(then.target());
            case HANGUP -> {
                // Nothing to check.
            }
        }
    }

    private void watch(CallCommand command, Future<?> done) {
        String type = EventCodec.typeOf(command);
        done.onSuccess(result -> count(type, "done")).onFailure(failure -> {
            count(type, "failed");
            LOG.warnf("%s for %s failed: %s", type, command.callId(), failure.getMessage());
        });
    }

    private void ignored(CallCommand command, String why) {
        count(EventCodec.typeOf(command), why);
        LOG.debugf("Command %s for %s is ignored: %s", command.decisionId(), command.callId(), why);
    }

    private void count(String type, String result) {
        meters.counter("scc.commands", "type", type, "result", result).increment();
    }
}
