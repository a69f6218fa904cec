package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Target;
import java.util.List;

/**
 * Step five: given hours and availability, what serves this caller best. A blocked caller meets what the list says; before the set-up
 * is complete everybody goes to the default queue; then the number's own hours, then its target count. It never ends in silence.
 */
final class Strategy {

    private final Call call;
    private final Findings findings;
    private final QueueChain queues;

    Strategy(Call call, Findings findings, Shortlists shortlists) {
        this.call = call;
        this.findings = findings;
        this.queues = new QueueChain(call, findings, shortlists);
    }

    Choice choose() {
        boolean open = numberIsOpen(call.entry());
        if (call.blocked()) {
            return queues.instead(
                    call.list().block(), "blocked by " + call.list().name());
        }
        if (!call.rules().armed()) {
            findings.because("the set-up is not complete: the default queue");
            return Choice.Queue.of(call.rules().numberPlan().defaultQueue());
        }
        if (!open) {
            return queues.instead(call.entry().opening().outside(), "closed");
        }
        Target target = call.target();
        if (target instanceof Target.Queue queue) {
            return queues.enter(call.placed(queue));
        }
        return target instanceof Target.Extension extension ? phone(extension) : flow((Target.Service) target);
    }

    private boolean numberIsOpen(Entry entry) {
        return entry == null
                || entry.opening() == null
                || findings.open(entry.opening().hours(), "");
    }

    private Choice flow(Target.Service service) {
        findings.because("the number's service flow");
        return new Choice.Flow(service.flow(), service.then());
    }

    /** The entry's own endpoint counts, whatever interface an operator of this extension has. */
    private Choice phone(Target.Extension extension) {
        String endpoint = extension.endpointFor(call.number());
        if (!DialplanText.ENDPOINT.accepts(endpoint)) {
            return queues.instead(insteadOf(extension.then()), "the number is no phone's");
        }
        DeviceState device = findings.device(endpoint).orElse(DeviceState.UNKNOWN);
        boolean idle = device == DeviceState.NOT_INUSE || device == DeviceState.UNKNOWN;
        boolean unreachable = device == DeviceState.UNAVAILABLE || device == DeviceState.INVALID;
        boolean next = !idle && !unreachable && extension.whenBusy() == Target.WhenBusy.NEXT;
        // An unreachable phone fails at once, and the gateway goes on by itself; only a queue has rules to be asked
        // first.
        if (next || (unreachable && extension.then().action() == ThenAction.QUEUE)) {
            return queues.instead(
                    insteadOf(extension.then()), unreachable ? "the phone cannot be reached" : "the operator is busy");
        }
        findings.because(idle ? "ring the phone" : "not idle: ring all the same");
        return new Choice.Ring(endpoint, extension.ringS(), extension.then(), null);
    }

    /** A caller for whom nothing is left hears that it is busy. */
    static Instead insteadOf(Then then) {
        return switch (then.action()) {
            case QUEUE -> new Instead.OtherQueue(then.target());
            case VOICEMAIL -> new Instead.Voicemail(then.target(), List.of());
            case HANGUP -> new Instead.Reject("busy");
        };
    }
}
