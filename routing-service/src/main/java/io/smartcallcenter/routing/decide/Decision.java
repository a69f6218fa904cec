package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.events.RoutingEvent.Step;
import java.util.List;

/**
 * Where the call goes and why.
 *
 * @param steps the six steps in order, each with its finding
 */
public record Decision(CallType callType, List<Step> steps, CallCommand.Route command) {

    public Decision {
        steps = List.copyOf(steps);
    }
}
