package io.smartcallcenter.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.availability.OperatorBoard;
import io.smartcallcenter.routing.decide.Decision;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Live: Anna is free and Boris talks, both in support; nobody waits there. Nothing is known of Clara and of sales. */
class SimulationTest {

    private static final RoutingRules RULES = RulesReader.read(
            """
            default: {queue: support}
            queues:
              support: {overflow: {waiting: 20, to: {queue: backup}}, nobody-available: {queue: sales}}
            operators:
              "0001": {name: Anna, queues: {support: 0}}
              "0002": {name: Boris, queues: {support: 0}}
              "0003": {name: Clara, queues: {sales: 0}}
            numbers:
              - {number: "700", queue: support}
              - {number: "701", queue: support, offer: best-operator}
              - {number: "702", queue: sales, offer: best-operator}
              - {number: "0XXX", direct: "PJSIP/{number}", when-busy: next, then: {queue: support}}
            """);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final OperatorBoard board = new OperatorBoard();
    private final Simulation simulation = new Simulation(Duration.ofSeconds(2));

    @BeforeEach
    void live() {
        board.put(new AsteriskState.Queue("pbx1", "support", "leastrecent", List.of(), List.of()), NOON);
        board.put(agent("PJSIP/0001", DeviceState.NOT_INUSE), NOON);
        board.put(agent("PJSIP/0002", DeviceState.INUSE), NOON);
    }

    @ParameterizedTest(name = "{0}, assuming {1}: {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        # dialled | assume                                                     | operators                                                       | route
          700     | null                                                       | support: 1 free, 1 busy, 0 paused, 0 unreachable, 0 waiting     | queue support
          700     | {"queues": {"support": {"waiting": 20}}}                   | support: 1 free, 1 busy, 0 paused, 0 unreachable, 20 waiting; backup: not known | queue backup
          700     | {"queues": {"support": {"free": 0}}}                       | support: 0 free, 1 busy, 0 paused, 0 unreachable, 0 waiting     | queue support
          700     | {"queues": {"support": {"free": 0, "busy": 0}}}            | support: 0 free, 0 busy, 0 paused, 0 unreachable, 0 waiting; sales: not known | queue sales
          700     | {"devices": {"PJSIP/0001": "UNAVAILABLE"}}                 | support: 0 free, 1 busy, 0 paused, 1 unreachable, 0 waiting     | queue support
          700     | {"paused": ["PJSIP/0001", "PJSIP/0002"]}                   | support: 0 free, 0 busy, 2 paused, 0 unreachable, 0 waiting; sales: not known | queue sales
          701     | null                                                       | support: 1 free, 1 busy, 0 paused, 0 unreachable, 0 waiting; PJSIP/0001: NOT_INUSE | direct PJSIP/0001, then queue support
          701     | {"devices": {"PJSIP/0002": "NOT_INUSE"}, "paused": ["PJSIP/0001"]} | support: 1 free, 0 busy, 1 paused, 0 unreachable, 0 waiting; PJSIP/0002: NOT_INUSE | direct PJSIP/0002, then queue support
          702     | {"devices": {"PJSIP/0003": "NOT_INUSE"}}                   | sales: not known; PJSIP/0003: NOT_INUSE                         | direct PJSIP/0003, then queue sales
          702     | {"devices": {"PJSIP/0003": "NOT_INUSE"}, "queues": {"sales": {"waiting": 0, "free": 1}}} | sales: 1 free, 0 busy, 0 paused, 0 unreachable, 0 waiting; PJSIP/0003: NOT_INUSE | direct PJSIP/0003, then queue sales
          702     | {"queues": {"sales": {"waiting": 2}}}                      | sales: 0 free, 0 busy, 0 paused, 0 unreachable, 2 waiting       | queue sales
          0002    | null                                                       | PJSIP/0002: INUSE; support: 1 free, 1 busy, 0 paused, 0 unreachable, 0 waiting | queue support
          0002    | {"devices": {"PJSIP/0002": "NOT_INUSE"}}                   | PJSIP/0002: NOT_INUSE                                           | direct PJSIP/0002, then queue support
          0009    | {"devices": {"PJSIP/0009": "UNAVAILABLE"}}                 | PJSIP/0009: UNAVAILABLE; support: 1 free, 1 busy, 0 paused, 0 unreachable, 0 waiting | queue support
        """)
    void whatIsNotAssumedIsAsItIs(String dialled, String assume, String operators, String route) {
        Decision decision = decide(dialled, assume);

        assertThat(decision.steps().get(3).finding()).isEqualTo(operators);
        assertThat(decision.steps().get(5).finding()).isEqualTo(route);
    }

    @Test
    void theLiveBoardIsNotTouched() {
        decide("700", "{\"devices\": {\"PJSIP/0001\": \"INUSE\"}, \"paused\": [\"PJSIP/0002\"]}");

        assertThat(decide("700", "null").steps().get(3).finding())
                .isEqualTo("support: 1 free, 1 busy, 0 paused, 0 unreachable, 0 waiting");
        assertThat(board.of("pbx1").presence("PJSIP/0002").orElseThrow().paused())
                .isFalse();
    }

    @Test
    void theCommandIsThatOfACallAtTheGivenTime() {
        CallCommand.Route command = decide("700", "null").command();

        assertThat(command.callId()).isEqualTo("pbx1/simulation");
        assertThat(command.expiresAt()).isEqualTo(NOON.plusSeconds(2));
    }

    private Decision decide(String dialled, String assume) {
        String body = "{\"dialled\": \"" + dialled + "\", \"assume\": " + assume + "}";
        Question question = new QuestionReader(new ObjectMapper()).read(body.getBytes(StandardCharsets.UTF_8));
        return simulation.decide(question, "pbx1", RULES, board, NOON);
    }

    private static AgentState agent(String iface, DeviceState device) {
        return new AgentState("pbx1", new Agent(iface, null), device, List.of(new Membership("support", 0, false, "")));
    }
}
