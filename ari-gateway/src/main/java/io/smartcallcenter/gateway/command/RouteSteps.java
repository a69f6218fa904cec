package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.RouteAnnounce;
import io.smartcallcenter.events.CallCommand.RouteDirect;
import io.smartcallcenter.events.CallCommand.RouteQueue;
import io.smartcallcenter.events.CallCommand.RouteReject;
import io.smartcallcenter.events.CallCommand.RouteService;
import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.fallback.WaitingCaller;
import io.vertx.core.Future;

/** Sends a caller who waits where the decision says. On the node's loop. */
final class RouteSteps {

    private final AriCalls calls;
    private final QueueSteps queues;
    private final DirectCalls directs;
    private final Prompts prompts;
    private final ServiceFlows flows;

    RouteSteps(AriCalls calls, QueueSteps queues, DirectCalls directs, Prompts prompts, ServiceFlows flows) {
        this.calls = calls;
        this.queues = queues;
        this.directs = directs;
        this.prompts = prompts;
        this.flows = flows;
    }

    /** @throws InvalidCommand before anything was done */
    Future<Void> take(WaitingCaller caller, CallCommand.Route route) {
        String channel = caller.channelId();
        if (route instanceof RouteQueue queue) {
            return queues.enter(channel, Checked.queue(queue.queue()), Checked.stay(queue.stay()));
        }
        if (route instanceof RouteDirect direct) {
            return directs.start(
                    channel,
                    Checked.endpoint(direct.endpoint()),
                    Checked.seconds(direct.timeoutS()),
                    Checked.then(direct.then()),
                    direct.stay() == null ? Stay.PLAIN : Checked.stay(direct.stay()));
        }
        if (route instanceof RouteService service) {
            Checked.then(service.then());
            if (service.definition() == null) {
                throw new InvalidCommand("definition of flow " + service.flow() + " is missing");
            }
            return flows.start(caller, service.definition(), service.then());
        }
        if (route instanceof RouteAnnounce announce) {
            return prompts.play(channel, Checked.prompt(announce.prompt()), Checked.then(announce.then()));
        }
        return calls.hangup(channel, Checked.cause(((RouteReject) route).cause()));
    }

    /** Whether a step that fails goes on by itself with its {@code then}; the others need the default queue. */
    static boolean goesOnByItself(CallCommand.Route route) {
        return route instanceof RouteDirect || route instanceof RouteService || route instanceof RouteAnnounce;
    }
}
