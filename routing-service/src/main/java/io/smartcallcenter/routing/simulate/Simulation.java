package io.smartcallcenter.routing.simulate;

import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.routing.availability.OperatorBoard;
import io.smartcallcenter.routing.decide.Availability;
import io.smartcallcenter.routing.decide.Decision;
import io.smartcallcenter.routing.decide.RoutingAlgorithm;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Duration;
import java.time.Instant;

/** Decides a call that nobody makes, as a live one would be decided. */
final class Simulation {

    private static final String CHANNEL = "simulation";

    private final RoutingAlgorithm algorithm = new RoutingAlgorithm();
    private final Duration commandTtl;

    Simulation(Duration commandTtl) {
        this.commandTtl = commandTtl;
    }

    Decision decide(Question question, String node, RoutingRules rules, OperatorBoard board, Instant at) {
        Question.Assume assume = question.assume() == null ? Question.Assume.NOTHING : question.assume();
        Availability availability = new AssumedAvailability(board.copyOf(node), assume, rules, at);
        return algorithm.decide(request(question, node), rules, availability, at, at.plus(commandTtl));
    }

    private static RouteRequested request(Question question, String node) {
        Question.Caller caller = question.caller();
        String call = Ids.call(node, CHANNEL);
        return new RouteRequested(
                call,
                call + "/1",
                CHANNEL,
                caller == null ? null : new Party(caller.number(), caller.name()),
                question.dialled(),
                CHANNEL,
                RouteReason.NEW);
    }
}
