package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.events.RoutingEvent.Step;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.numberplan.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides where a call goes: analyse the dialled number, business hours, call type, operator availability, strategy, route.
 */
public final class RoutingAlgorithm {

    public static final String NUMBER_PLAN = "number-plan";
    public static final String BUSINESS_HOURS = "business-hours";
    public static final String CALL_TYPE = "call-type";
    public static final String AVAILABILITY = "availability";
    public static final String STRATEGY = "strategy";
    public static final String ROUTE = "route";

    /**
     * @param now for business hours
     * @param expiresAt until when the command is worth anything, on the gateway's clock: it is the gateway that looks at it
     */
    public Decision decide(
            RouteRequested request, RoutingRules rules, Availability availability, Instant now, Instant expiresAt) {
        NumberPlan plan = rules.numberPlan();
        List<Step> steps = new ArrayList<>();
        Optional<Entry> entry = plan.find(plan.numbering().read(request.dialled()));
        steps.add(new Step(NUMBER_PLAN, entry.map(e -> "entry " + e.number()).orElse("no entry")));

        boolean open =
                entry.map(e -> e.opening() == null || e.opening().hours().openAt(now)).orElse(true);
        steps.add(new Step(BUSINESS_HOURS, hours(entry, open)));

        Target target = entry.map(Entry::target).orElse(plan.defaultQueue());
        CallType type = entry.map(e -> type(e.target())).orElse(CallType.UNKNOWN);
        steps.add(new Step(CALL_TYPE, type.name()));

        steps.add(new Step(AVAILABILITY, availability(target, request.dialled(), availability)));

        Strategy strategy = new Strategy(availability);
        Choice choice = open ? strategy.open(target, request.dialled()) : strategy.closed(entry.orElseThrow());
        steps.add(new Step(STRATEGY, choice.because()));

        CallCommand.Route command = command(choice, request, expiresAt);
        steps.add(new Step(ROUTE, describe(choice)));
        return new Decision(
                type, steps, command, entry.map(Entry::caption).orElse(null), rules.version());
    }

    /** The decision when deciding failed: the default queue, with the reason on record. */
    public Decision lastResort(RouteRequested request, RoutingRules rules, Instant expiresAt, String reason) {
        Choice choice = new Choice.Queue(
                rules.numberPlan().defaultQueue(), "deciding failed: the default queue");
        return new Decision(
                CallType.UNKNOWN,
                List.of(
                        new Step(NUMBER_PLAN, "failed: " + reason),
                        new Step(STRATEGY, choice.because()),
                        new Step(ROUTE, describe(choice))),
                command(choice, request, expiresAt),
                null,
                rules.version());
    }

    /** Deterministic: a request that is read twice gives the same decision id, so it is executed once. */
    public static String decisionId(RouteRequested request) {
        return request.requestId() + "/decision";
    }

    private static String hours(Optional<Entry> entry, boolean open) {
        return entry.map(Entry::opening)
                .map(opening -> (open ? "open: " : "closed: ") + opening.hours().name())
                .orElse("always open");
    }

    private static CallType type(Target target) {
        if (target instanceof Target.Extension) {
            return CallType.DIRECT_EXTENSION;
        }
        return target instanceof Target.Queue ? CallType.QUEUE_NUMBER : CallType.SERVICE_NUMBER;
    }

    private static String availability(Target target, String dialled, Availability availability) {
        if (target instanceof Target.Queue queue) {
            return queue.name() + ": "
                    + availability
                            .staffing(queue.name())
                            .map(Availability.Staffing::toString)
                            .orElse("not known");
        }
        if (target instanceof Target.Extension extension) {
            String endpoint = extension.endpointFor(dialled);
            return endpoint + ": "
                    + availability.device(endpoint).map(Enum::name).orElse("not known");
        }
        return "not needed";
    }

    private static CallCommand.Route command(Choice choice, RouteRequested request, Instant expiresAt) {
        String call = request.callId();
        String id = decisionId(request);
        String answers = request.requestId();
        if (choice instanceof Choice.Queue c) {
            Target.Queue q = c.queue();
            return new CallCommand.RouteQueue(
                    call, id, expiresAt, answers, q.name(), q.timeoutS(), q.options(), q.answer(), q.priority(), q.maxPenalty(), q.then());
        }
        if (choice instanceof Choice.Ring c) {
            return new CallCommand.RouteDirect(call, id, expiresAt, answers, c.endpoint(), c.ringS(), c.then());
        }
        if (choice instanceof Choice.Flow c) {
            return new CallCommand.RouteService(
                    call, id, expiresAt, answers, c.flow().name(), c.flow(), c.then());
        }
        if (choice instanceof Choice.Announce c) {
            return new CallCommand.RouteAnnounce(call, id, expiresAt, answers, c.prompt(), c.then());
        }
        return new CallCommand.RouteReject(call, id, expiresAt, answers, ((Choice.Reject) choice).cause());
    }

    private static String describe(Choice choice) {
        if (choice instanceof Choice.Queue c) {
            return "queue " + c.queue().name();
        }
        if (choice instanceof Choice.Ring c) {
            return "direct " + c.endpoint() + then(c.then());
        }
        if (choice instanceof Choice.Flow c) {
            return "service " + c.flow().name() + then(c.then());
        }
        if (choice instanceof Choice.Announce c) {
            return "announce " + c.prompt() + then(c.then());
        }
        return "reject " + ((Choice.Reject) choice).cause();
    }

    private static String then(Then then) {
        return ", then " + then.action().name().toLowerCase(Locale.ROOT)
                + (then.target() == null ? "" : " " + then.target());
    }
}
