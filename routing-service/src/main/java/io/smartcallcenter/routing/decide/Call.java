package io.smartcallcenter.routing.decide;

import io.smartcallcenter.routing.callers.CallerList;
import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.rules.RoutingRules;

/**
 * A call as the rules see it.
 *
 * @param entry of the dialled number; null = no entry
 * @param list that the caller belongs to; null = none
 */
record Call(RoutingRules rules, DialledNumber dialled, Entry entry, CallerList list) {

    static Call of(String dialled, String caller, RoutingRules rules) {
        NumberPlan plan = rules.numberPlan();
        DialledNumber number = plan.numbering().read(dialled);
        CallerList list = rules.callers().lists().isEmpty()
                ? null
                : rules.callers().find(plan.numbering().read(caller)).orElse(null);
        return new Call(rules, number, plan.find(number).orElse(null), list);
    }

    boolean blocked() {
        return list != null && list.block() != null;
    }

    /** The number in the form that its entry was found by. */
    String number() {
        return entry != null && entry.number().international() ? dialled.dialled() : dialled.withoutPlus();
    }

    /** Where the number leads; an unknown one to the default queue. */
    Target target() {
        return entry == null ? rules.numberPlan().defaultQueue() : entry.target();
    }

    /** The queue with this caller's place in it: the list's own queue, and at least the list's priority. */
    Target.Queue placed(Target.Queue queue) {
        if (list == null) {
            return queue;
        }
        boolean other = list.queue() != null && !list.queue().equals(queue.name());
        return prioritised(other ? queue.instead(list.queue()) : queue);
    }

    /** A queue that the number's entry does not lead to by itself. */
    Target.Queue another(String queue) {
        return prioritised(target() instanceof Target.Queue own ? own.instead(queue) : Target.Queue.named(queue));
    }

    private Target.Queue prioritised(Target.Queue queue) {
        return list == null || list.priority() <= queue.priority() ? queue : queue.withPriority(list.priority());
    }

    String caption() {
        if (list != null && list.caption() != null) {
            return list.caption();
        }
        return entry == null ? null : entry.caption();
    }

    String finding() {
        return (entry == null ? "no entry" : "entry " + entry.number())
                + (list == null ? "" : ", caller " + list.name());
    }
}
