package io.smartcallcenter.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.routing.availability.OperatorBoard;
import io.smartcallcenter.routing.availability.RandomBoard;
import io.smartcallcenter.routing.decide.Availability;
import io.smartcallcenter.routing.decide.Availability.Presence;
import io.smartcallcenter.routing.decide.Decision;
import io.smartcallcenter.routing.decide.RoutingAlgorithm;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.AnyCall;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A simulation answers what a live call would have got, for any valid rules, any states and any call. */
class SimulationPropertiesTest extends AnyCall {

    private static final Duration TTL = Duration.ofSeconds(2);

    private final Simulation simulation = new Simulation(TTL);

    @Property(tries = 500, seed = "20261123")
    void withoutAssumptionsItIsTheLiveDecision(
            @ForAll("documents") JsonNode document,
            @ForAll("dialled") String dialled,
            @ForAll("callers") String caller,
            @ForAll("times") Instant at,
            @ForAll long states) {
        RoutingRules rules = RulesReader.read(document);
        OperatorBoard board = RandomBoard.of(rules, new Random(states));

        Decision simulated = simulation.decide(question(dialled, caller, null), RandomBoard.NODE, rules, board, at);

        assertThat(simulated).isEqualTo(live(dialled, caller, rules, board.of(RandomBoard.NODE), at));
    }

    @Property(tries = 500, seed = "20261123")
    void assumedQueuesAreDecidedAsLiveOnesThatAreSo(
            @ForAll("documents") JsonNode document,
            @ForAll("dialled") String dialled,
            @ForAll("callers") String caller,
            @ForAll("times") Instant at,
            @ForAll long states) {
        RoutingRules rules = RulesReader.read(document);
        Availability live = RandomBoard.of(rules, new Random(states)).of(RandomBoard.NODE);
        Map<String, Question.Staffing> queues = new HashMap<>();
        rules.queues().keySet().forEach(queue -> live.staffing(queue)
                .ifPresent(is -> queues.put(
                        queue,
                        new Question.Staffing(is.free(), is.busy(), is.paused(), is.unreachable(), is.waiting()))));
        Map<String, DeviceState> devices = new HashMap<>();
        rules.operators().values().forEach(operator -> live.presence(operator.iface())
                .map(Presence::device)
                .ifPresent(device -> devices.put(operator.iface(), device)));
        Question.Assume everything = new Question.Assume(
                queues,
                devices,
                devices.keySet().stream()
                        .filter(iface -> live.presence(iface).orElseThrow().paused())
                        .toList());

        Decision simulated = simulation.decide(
                question(dialled, caller, everything), RandomBoard.NODE, rules, new OperatorBoard(), at);

        assertThat(simulated).isEqualTo(live(dialled, caller, rules, equallyIdle(live, at), at));
    }

    /** How long somebody has been idle is not assumed. */
    private static Availability equallyIdle(Availability live, Instant since) {
        return new Availability() {
            @Override
            public Optional<Staffing> staffing(String queue, Integer maxPenalty) {
                return live.staffing(queue, maxPenalty);
            }

            @Override
            public Optional<Presence> presence(String endpoint) {
                return live.presence(endpoint).map(is -> new Presence(is.device(), is.paused(), since));
            }
        };
    }

    private static Question question(String dialled, String caller, Question.Assume assume) {
        return new Question(dialled, new Question.Caller(caller, ""), null, null, null, null, assume);
    }

    private static Decision live(
            String dialled, String caller, RoutingRules rules, Availability availability, Instant at) {
        RouteRequested request = new RouteRequested(
                "pbx1/simulation",
                "pbx1/simulation/1",
                "1.0",
                new Party(caller, "somebody"),
                dialled,
                "internal",
                RouteReason.NEW);
        return new RoutingAlgorithm().decide(request, rules, availability, at, at.plus(TTL));
    }
}
