package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.RoutingEvent.Step;
import io.smartcallcenter.routing.availability.RandomBoard;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.AnyCall;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** For any valid rules, any states and any call. That each of these comes back at all says that deciding terminates. */
class DecisionPropertiesTest extends AnyCall {

    private final RoutingAlgorithm used = new RoutingAlgorithm();

    @Property(tries = 1_000, seed = "20261123")
    void thereIsExactlyOneCommandAndTheGatewayAcceptsIt(
            @ForAll("documents") JsonNode document,
            @ForAll("dialled") String dialled,
            @ForAll("callers") String caller,
            @ForAll("times") Instant when,
            @ForAll long states) {
        Decision decision = decide(used, RulesReader.read(document), dialled, caller, when, states);

        AcceptedByTheGateway.check(decision.command());
        assertThat(EventCodec.read(EventCodec.write(decision.command()))).isEqualTo(decision.command());
        assertThat(decision.command().requestId()).isEqualTo("pbx1/1.0/1");
        assertThat(decision.steps())
                .extracting(Step::name)
                .containsExactly("number-plan", "business-hours", "call-type", "availability", "strategy", "route");
        assertThat(decision.steps()).extracting(Step::finding).allSatisfy(finding -> assertThat(finding)
                .isNotBlank());
    }

    @Property(tries = 500, seed = "20261123")
    void theSameCallIsDecidedInTheSameWayWhateverWasDecidedBefore(
            @ForAll("documents") JsonNode document,
            @ForAll("dialled") String dialled,
            @ForAll("callers") String caller,
            @ForAll("times") Instant when,
            @ForAll long states) {
        Decision first = decide(new RoutingAlgorithm(), RulesReader.read(document), dialled, caller, when, states);

        assertThat(decide(used, RulesReader.read(document), dialled, caller, when, states))
                .isEqualTo(first);
    }

    /** Every queue is closed, full or without operators, and leads to another one. */
    @Property(tries = 500, seed = "20261123")
    void redirectionsOfAnyShapeEndInAQueueOfTheirs(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 7) Integer> next) {
        RoutingRules rules = RulesReader.read(redirections(next));
        String everybodyAway = IntStream.range(0, next.size())
                .mapToObj(queue -> "queue" + queue + ": nobody, 1 wait")
                .collect(Collectors.joining("; "));

        Decision decision = Situation.decide(rules, "700", "", Instant.EPOCH, everybodyAway);

        assertThat(decision.command()).isInstanceOf(CallCommand.RouteQueue.class);
        assertThat(Situation.finding(decision, "strategy")).contains("circle: wait in queue");
    }

    private static String redirections(List<Integer> next) {
        StringBuilder queues = new StringBuilder();
        for (int queue = 0; queue < next.size(); queue++) {
            int other = next.get(queue) % next.size();
            String to = "{queue: queue" + (other == queue ? (other + 1) % next.size() : other) + "}";
            String why = List.of("nobody-available: ", "overflow: {waiting: 1, to: ", "hours: never, outside: ")
                    .get(queue % 3);
            queues.append("  queue%d: {%s%s%s}\n".formatted(queue, why, to, queue % 3 == 1 ? "}" : ""));
        }
        return """
                default: {queue: queue0}
                hours:
                  never: {zone: UTC, open: [{days: [sun], from: "00:00", to: "00:01"}]}
                queues:
                """
                + queues;
    }

    private static Decision decide(
            RoutingAlgorithm algorithm, RoutingRules rules, String dialled, String caller, Instant when, long states) {
        Availability availability = RandomBoard.of(rules, new Random(states)).of(RandomBoard.NODE);
        return algorithm.decide(Situation.request(dialled, caller), rules, availability, when, when.plusSeconds(2));
    }
}
