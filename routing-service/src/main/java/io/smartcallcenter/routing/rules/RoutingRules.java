package io.smartcallcenter.routing.rules;

import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.callers.Callers;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.queues.QueueRules;
import java.util.Map;

/**
 * Everything that decides where a call goes. It is replaced as a whole, so one decision never sees two versions.
 *
 * @param version 0 = of the file, before the first publication
 * @param armed false = every call goes to the default queue until the set-up is complete
 * @param queues by name; a queue of Asterisk that is not here has no rules of its own
 * @param operators by extension
 */
public record RoutingRules(
        long version,
        boolean armed,
        NumberPlan numberPlan,
        Callers callers,
        Map<String, QueueRules> queues,
        Map<String, Operator> operators,
        Map<String, BusinessHours> hours,
        Map<String, ServiceFlow> flows) {

    public RoutingRules {
        queues = Map.copyOf(queues);
        operators = Map.copyOf(operators);
        hours = Map.copyOf(hours);
        flows = Map.copyOf(flows);
    }

    public RoutingRules withVersion(long published) {
        return new RoutingRules(published, armed, numberPlan, callers, queues, operators, hours, flows);
    }
}
