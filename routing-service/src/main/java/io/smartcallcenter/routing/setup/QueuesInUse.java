package io.smartcallcenter.routing.setup;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.routing.callers.CallerList;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Opening;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.queues.QueueRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.Set;
import java.util.TreeSet;

/** The queues that callers can be sent to by the rules, except from inside a service flow. */
final class QueuesInUse {

    private final Set<String> names = new TreeSet<>();

    private QueuesInUse() {}

    static Set<String> of(RoutingRules rules) {
        QueuesInUse queues = new QueuesInUse();
        queues.add(rules.numberPlan().defaultQueue());
        rules.numberPlan().entries().forEach(entry -> {
            queues.add(entry.target());
            queues.add(entry.opening());
        });
        rules.queues().values().forEach(queues::add);
        rules.callers().lists().forEach(queues::add);
        return queues.names;
    }

    private void add(Target target) {
        add(target.then());
        if (target instanceof Target.Queue queue) {
            names.add(queue.name());
            add(queue.nobodyAvailable());
        }
    }

    private void add(QueueRules queue) {
        add(queue.opening());
        add(queue.nobodyAvailable());
        if (queue.overflow() != null) {
            add(queue.overflow().to());
        }
    }

    private void add(CallerList list) {
        add(list.block());
        if (list.queue() != null) {
            names.add(list.queue());
        }
    }

    private void add(Opening opening) {
        if (opening != null) {
            add(opening.outside());
        }
    }

    private void add(Instead instead) {
        if (instead instanceof Instead.OtherQueue other) {
            names.add(other.queue());
        } else if (instead instanceof Instead.Announce announce) {
            add(announce.then());
        } else if (instead instanceof Instead.Flow flow) {
            add(flow.then());
        }
    }

    private void add(Then then) {
        if (then.action() == ThenAction.QUEUE) {
            names.add(then.target());
        }
    }
}
