package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.events.RoutingEvent.Step;
import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Instant;
import java.util.List;

/**
 * Decides where a call goes: analyse the dialled number, business hours, call type, operator availability, strategy, route. Every
 * call gets exactly one command. For any thread.
 */
public final class RoutingAlgorithm {

    public static final String NUMBER_PLAN = "number-plan";
    public static final String BUSINESS_HOURS = "business-hours";
    public static final String CALL_TYPE = "call-type";
    public static final String AVAILABILITY = "availability";
    public static final String STRATEGY = "strategy";
    public static final String ROUTE = "route";

    private volatile Shortlists shortlists = new Shortlists(null);

    /**
     * @param now for business hours
     * @param expiresAt until when the command is worth anything, on the gateway's clock: it is the gateway that looks at it
     */
    public Decision decide(
            RouteRequested request, RoutingRules rules, Availability availability, Instant now, Instant expiresAt) {
        Call call = Call.of(request.dialled(), request.caller().number(), rules);
        Findings findings = new Findings(availability, now);
        Choice choice = new Strategy(call, findings, shortlists(rules)).choose();
        CallType type = type(call);
        return new Decision(
                type,
                List.of(
                        new Step(NUMBER_PLAN, call.finding()),
                        new Step(BUSINESS_HOURS, findings.hours()),
                        new Step(CALL_TYPE, type.name()),
                        new Step(AVAILABILITY, findings.operators()),
                        new Step(STRATEGY, findings.reasons()),
                        new Step(ROUTE, choice.words())),
                choice.command(reply(request, expiresAt)),
                call.caption(),
                rules.version());
    }

    /** The decision when deciding failed: the default queue, with the reason on record. */
    public Decision lastResort(RouteRequested request, RoutingRules rules, Instant expiresAt, String reason) {
        Choice choice = Choice.Queue.of(rules.numberPlan().defaultQueue());
        return new Decision(
                CallType.UNKNOWN,
                List.of(
                        new Step(NUMBER_PLAN, "failed: " + reason),
                        new Step(STRATEGY, "deciding failed: the default queue"),
                        new Step(ROUTE, choice.words())),
                choice.command(reply(request, expiresAt)),
                null,
                rules.version());
    }

    /** Deterministic: a request that is read twice gives the same decision id, so it is executed once. */
    public static String decisionId(RouteRequested request) {
        return request.requestId() + "/decision";
    }

    /** Sorted once for each version of the rules, not for each call. */
    private Shortlists shortlists(RoutingRules rules) {
        Shortlists known = shortlists;
        if (!known.areOf(rules)) {
            known = new Shortlists(rules);
            shortlists = known;
        }
        return known;
    }

    private static Choice.Reply reply(RouteRequested request, Instant expiresAt) {
        return new Choice.Reply(request.callId(), decisionId(request), expiresAt, request.requestId());
    }

    private static CallType type(Call call) {
        if (call.entry() == null) {
            return CallType.UNKNOWN;
        }
        Target target = call.entry().target();
        if (target instanceof Target.Extension) {
            return CallType.DIRECT_EXTENSION;
        }
        return target instanceof Target.Queue ? CallType.QUEUE_NUMBER : CallType.SERVICE_NUMBER;
    }
}
