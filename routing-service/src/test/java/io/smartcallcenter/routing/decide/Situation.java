package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.AsteriskState.Waiting;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.routing.availability.OperatorBoard;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A call as the tables of the specification write it. */
final class Situation {

    static final String CALLER = "79010000001";
    static final String NOON = "2026-11-23T05:00:00Z";

    private static final String NODE = "pbx1";
    private static final String NOT_KNOWN = "not known";
    private static final String PENALTY = " penalty ";
    private static final Duration TTL = Duration.ofSeconds(2);

    private Situation() {}

    static Decision decide(RoutingRules rules, String dialled, String caller, Instant when, String operators) {
        return new RoutingAlgorithm()
                .decide(request(dialled, caller), rules, availability(operators), when, when.plus(TTL));
    }

    static RouteRequested request(String dialled, String caller) {
        return new RouteRequested(
                "pbx1/1.0", "pbx1/1.0/1", "1.0", new Party(caller, ""), dialled, "internal", RouteReason.NEW);
    }

    static String finding(Decision decision, String step) {
        return decision.steps().stream()
                .filter(each -> each.name().equals(step))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    /**
     * For example {@code support: 0001 NOT_INUSE, 0002 INUSE paused, 3 wait; vip: nobody}: each queue with its operators and callers.
     * {@code 0001 NOT_INUSE 08:55} has been idle since then, {@code 0002 NOT_INUSE penalty 5} has that penalty in the queue.
     * {@code not known} is an Asterisk of which nothing was heard.
     */
    static Availability availability(String operators) {
        OperatorBoard board = new OperatorBoard();
        Map<String, List<Membership>> memberships = new TreeMap<>();
        Map<String, String[]> states = new TreeMap<>();
        for (String queue : operators.equals(NOT_KNOWN) ? new String[0] : operators.split("; ")) {
            String name = queue.substring(0, queue.indexOf(':'));
            int waiting = 0;
            for (String part : queue.substring(queue.indexOf(':') + 2).split(", ")) {
                String[] words = part.split(" ");
                if (part.endsWith(" wait")) {
                    waiting = Integer.parseInt(words[0]);
                } else if (words.length > 1) {
                    states.put(words[0], words);
                    memberships
                            .computeIfAbsent(words[0], first -> new ArrayList<>())
                            .add(new Membership(name, penalty(part), part.endsWith("paused"), ""));
                }
            }
            board.put(queue(name, waiting), Instant.EPOCH);
        }
        states.forEach((operator, words) -> board.put(
                new AgentState(
                        NODE,
                        new Agent("PJSIP/" + operator, null),
                        DeviceState.valueOf(words[1]),
                        memberships.get(operator)),
                since(words[words.length - 1])));
        return board.of(NODE);
    }

    private static AsteriskState queue(String name, int waiting) {
        List<Waiting> callers = IntStream.rangeClosed(1, waiting)
                .mapToObj(i -> new Waiting("pbx1/" + i, "pbx1/e" + i, null, i, Instant.EPOCH))
                .toList();
        return new AsteriskState.Queue(NODE, name, "leastrecent", callers, List.of());
    }

    private static int penalty(String operator) {
        int at = operator.indexOf(PENALTY);
        return at < 0 ? 0 : Integer.parseInt(operator.substring(at + PENALTY.length()));
    }

    private static Instant since(String word) {
        return word.contains(":") ? Instant.parse("2026-11-23T" + word + ":00Z") : Instant.EPOCH;
    }
}
