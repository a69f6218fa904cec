package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.events.RoutingEvent.Step;
import java.util.List;

/**
 * Where the call goes and why.
 *
 * @param steps the six steps in order, each with its finding
 * @param caption for whoever answers; null = none
 * @param rules version of the rules that decided
 */
public record Decision(CallType callType, List<Step> steps, CallCommand.Route command, String caption, long rules) {

    public Decision {
        steps = List.copyOf(steps);
    }
}
