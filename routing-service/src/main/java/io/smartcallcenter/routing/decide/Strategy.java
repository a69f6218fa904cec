package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Target;
import java.util.Optional;

/** Step five: given hours and availability, what serves this caller best. It never ends in silence. */
final class Strategy {

    private final Availability availability;

    Strategy(Availability availability) {
        this.availability = availability;
    }

    Choice closed(Entry entry) {
        Instead outside = entry.opening().outside();
        if (outside instanceof Instead.OtherQueue other) {
            return new Choice.Queue(queueInstead(entry, other.queue()), "closed: the queue for outside business hours");
        }
        if (outside instanceof Instead.Announce announce) {
            return new Choice.Announce(announce.prompt(), announce.then(), "closed: announcement");
        }
        return new Choice.Reject(((Instead.Reject) outside).cause(), "closed: rejected");
    }

    private static Target.Queue queueInstead(Entry entry, String queue) {
        return entry.target() instanceof Target.Queue own ? own.instead(queue) : Target.Queue.named(queue);
    }

    Choice open(Target target, String dialled) {
        if (target instanceof Target.Queue queue) {
            return queue(queue);
        }
        if (target instanceof Target.Extension extension) {
            return extension(extension, dialled);
        }
        Target.Service service = (Target.Service) target;
        return new Choice.Flow(service.flow(), service.then(), "the number's service flow");
    }

    private Choice queue(Target.Queue queue) {
        Optional<Availability.Staffing> staffing = availability.staffing(queue.name());
        if (staffing.isEmpty()) {
            return new Choice.Queue(queue, "availability is not known: the queue itself");
        }
        if (staffing.get().staffed()) {
            return new Choice.Queue(queue, staffing.get().free() > 0 ? "somebody is free" : "everybody is busy: wait");
        }
        if (queue.nobodyAvailable() instanceof Instead.OtherQueue other) {
            return new Choice.Queue(queue.instead(other.queue()), "nobody available: the other queue");
        }
        return new Choice.Queue(queue, "nobody available: wait in the queue all the same");
    }

    private Choice extension(Target.Extension extension, String dialled) {
        String endpoint = extension.endpointFor(dialled);
        DeviceState device = availability.device(endpoint).orElse(DeviceState.UNKNOWN);
        boolean idle = device == DeviceState.NOT_INUSE || device == DeviceState.UNKNOWN;
        boolean unreachable = device == DeviceState.UNAVAILABLE || device == DeviceState.INVALID;
        boolean skip = unreachable || (!idle && extension.whenBusy() == Target.WhenBusy.NEXT);
        // Voicemail and hang-up are steps of the gateway: it takes them as soon as the phone has failed, which is at
        // once.
        if (skip && extension.then().action() == ThenAction.QUEUE) {
            return new Choice.Queue(
                    Target.Queue.named(extension.then().target()),
                    (unreachable ? "the phone cannot be reached" : "the operator is busy")
                            + ": the queue that follows");
        }
        return new Choice.Ring(
                endpoint, extension.ringS(), extension.then(), idle ? "ring the phone" : "not idle: ring all the same");
    }
}
