package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.routing.decide.Availability.Staffing;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.queues.Overflow;
import io.smartcallcenter.routing.queues.QueueRules;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * From the queue that a call is meant for to the one that takes it. A queue that a rule leads to applies its own rules in turn: its
 * hours, its overflow, its nobody available. Each queue is asked once: where the rules lead in a circle the caller waits in the
 * first queue of the chain that is open, or in the first one if none is. What follows a queue or a phone later ({@code then}) is
 * carried out by the gateway, and not looked at here.
 */
final class QueueChain {

    private final Call call;
    private final Findings findings;
    private final Shortlists shortlists;

    QueueChain(Call call, Findings findings, Shortlists shortlists) {
        this.call = call;
        this.findings = findings;
        this.shortlists = shortlists;
    }

    /** What the caller meets instead of the number's target. */
    Choice instead(Instead instead, String reason) {
        findings.because(reason, instead);
        return instead instanceof Instead.OtherQueue other ? enter(call.another(other.queue())) : end(instead);
    }

    Choice enter(Target.Queue queue) {
        Set<String> asked = new HashSet<>();
        Target.Queue firstOpen = null;
        Target.Queue next = queue;
        while (asked.add(next.name())) {
            QueueRules rules = call.rules().queues().get(next.name());
            boolean open = open(rules);
            firstOpen = firstOpen == null && open ? next : firstOpen;
            Instead instead = open ? whileOpen(next, rules) : outside(rules);
            if (instead == null) {
                Target.Queue queueItself = next;
                return offer(queueItself, rules).orElseGet(() -> wait(queueItself, rules));
            }
            if (!(instead instanceof Instead.OtherQueue other)) {
                return end(instead);
            }
            next = next.instead(other.queue());
        }
        Target.Queue waiting = firstOpen == null ? queue : firstOpen;
        findings.because("the queues lead in a circle: wait in " + waiting.name());
        return wait(waiting, call.rules().queues().get(waiting.name()));
    }

    private boolean open(QueueRules rules) {
        return rules == null
                || rules.opening() == null
                || findings.open(rules.opening().hours(), "queue " + rules.name() + " ");
    }

    private Instead outside(QueueRules rules) {
        Instead outside = rules.opening().outside();
        findings.because(rules.name() + " is closed", outside);
        return outside;
    }

    /** What the rules of an open queue want instead of it; null = the caller stays. */
    private Instead whileOpen(Target.Queue queue, QueueRules rules) {
        Optional<Staffing> known = findings.staffing(queue.name(), queue.maxPenalty());
        if (known.isEmpty()) {
            findings.because("availability is not known: the queue itself");
            return null;
        }
        Staffing staffing = known.get();
        if (tooManyWait(staffing, rules)) {
            Instead other = Strategy.insteadOf(rules.overflow().to());
            findings.because(staffing.waiting() + " wait in " + queue.name(), other);
            return other;
        }
        if (staffing.staffed()) {
            findings.because(staffing.free() > 0 ? "somebody is free" : "everybody is busy: wait");
            return null;
        }
        return nobodyAvailable(queue, rules);
    }

    private static boolean tooManyWait(Staffing staffing, QueueRules rules) {
        Overflow overflow = rules == null ? null : rules.overflow();
        return overflow != null && overflow.waiting() > 0 && staffing.waiting() >= overflow.waiting();
    }

    /** The number's own rule comes before the queue's. */
    private Instead nobodyAvailable(Target.Queue queue, QueueRules rules) {
        Instead ofQueue = rules == null ? null : rules.nobodyAvailable();
        Instead other = queue.nobodyAvailable() == null ? ofQueue : queue.nobodyAvailable();
        if (other == null) {
            findings.because("nobody available: wait in the queue all the same");
        } else {
            findings.because("nobody available in " + queue.name(), other);
        }
        return other;
    }

    /** The phone of the best operator, and then the queue. */
    private Optional<Choice> offer(Target.Queue queue, QueueRules rules) {
        if (queue.offer() != Target.Offer.BEST_OPERATOR) {
            return Optional.empty();
        }
        Optional<Operator> best = shortlists.best(queue, findings);
        findings.because(best.map(operator -> "offer to the best operator, " + operator.extension())
                .orElse("no operator who meets the needs is free: the queue"));
        best.ifPresent(operator -> findings.device(operator.iface()));
        return best.map(operator ->
                new Choice.Ring(operator.iface(), queue.ringS(), Then.queue(queue.name()), wait(queue, rules)));
    }

    /** In the queue, as long as the number says, else as long as the queue says. */
    private static Choice.Queue wait(Target.Queue queue, QueueRules rules) {
        Overflow overflow = rules == null ? null : rules.overflow();
        return queue.timeoutS() > 0 || overflow == null || overflow.afterS() == 0
                ? Choice.Queue.of(queue)
                : new Choice.Queue(queue, overflow.afterS(), overflow.to());
    }

    private static Choice end(Instead instead) {
        if (instead instanceof Instead.Announce announce) {
            return new Choice.Announce(announce.prompt(), announce.then());
        }
        if (instead instanceof Instead.Voicemail voicemail) {
            return new Choice.Flow(GeneratedFlows.voicemail(voicemail), Then.HANGUP);
        }
        if (instead instanceof Instead.Callback callback) {
            return new Choice.Flow(GeneratedFlows.callback(callback), Then.HANGUP);
        }
        return instead instanceof Instead.Flow flow
                ? new Choice.Flow(flow.flow(), flow.then())
                : new Choice.Reject(((Instead.Reject) instead).cause());
    }
}
