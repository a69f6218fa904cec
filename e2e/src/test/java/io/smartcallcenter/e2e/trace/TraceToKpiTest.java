package io.smartcallcenter.e2e.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.gateway.normalize.Signal;
import io.smartcallcenter.gateway.trace.Trace;
import io.smartcallcenter.kpi.metrics.OfferCounts;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real Asterisk sent, through the real normalizer, the real bytes on Kafka, the real projection and a database: the KPIs
 * are those of its own queue_log, however the links deliver it.
 */
@Tag("storage")
class TraceToKpiTest {

    /** queue_log and TalkTime are whole seconds. */
    private static final double ROUNDING_S = 1.0;

    private static KpiDatabase database;

    @BeforeAll
    static void startDatabase() {
        database = new KpiDatabase();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    static Stream<Arguments> recordings() {
        List<Trace.Options> ways =
                List.of(Trace.Options.PLAIN, new Trace.Options(true, 0, 0), new Trace.Options(false, 30, 0));
        return Trace.names().stream().flatMap(name -> ways.stream().map(way -> Arguments.of(name, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("recordings")
    void theKpisAreThoseOfTheQueueLog(String name, Trace.Options way) {
        Trace trace = Trace.named(name);
        List<Signal> signals = trace.signals(way);

        KpiDatabase.Figures figures = database.figuresOf(signals);

        JsonNode expected = trace.expected();
        compareQueues(expected.path("queues"), figures.queues());
        compareOperators(expected.path("agents"), interfaces(signals), figures.operators());
    }

    private static void compareQueues(JsonNode expected, Map<String, QueueFigures> actual) {
        Set<String> names = new TreeSet<>(actual.keySet());
        expected.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode queue = expected.path(name);
            if (actual.containsKey(name)) {
                compareQueue(name, queue, actual.get(name));
            } else {
                assertThat(queue.path("entered").asInt()).as(name + " entered").isZero();
            }
        }
    }

    private static void compareQueue(String name, JsonNode expected, QueueFigures actual) {
        assertThat(actual.total())
                .as(name + " total")
                .isEqualTo(expected.path("entered").asLong());
        assertThat(actual.answered())
                .as(name + " answered")
                .isEqualTo(expected.path("answered").asLong());
        assertThat(actual.abandoned() + actual.shortAbandoned())
                .as(name + " abandoned")
                .isEqualTo(expected.path("abandoned").asLong());
        assertThat(actual.ended(EntryOutcome.TIMEOUT))
                .as(name + " timeout")
                .isEqualTo(expected.path("timeout").asLong());
        assertThat(actual.ended(EntryOutcome.LEFT_EMPTY))
                .as(name + " left empty")
                .isEqualTo(expected.path("exit_empty").asLong());
        assertThat(actual.ended(EntryOutcome.EXIT_KEY))
                .as(name + " exit key")
                .isEqualTo(expected.path("exit_key").asLong());
        assertThat(actual.ended(EntryOutcome.WITHDRAWN))
                .as(name + " withdrawn")
                .isEqualTo(expected.path("withdrawn").asLong());
        assertThat(actual.waiting()).as(name + " waiting").isZero();
        assertMean(
                name + " wait of the answered",
                expected.path("hold_s"),
                actual.answeredWaits().mean());
    }

    private static void compareOperators(
            JsonNode expected, Map<String, String> interfaces, Map<String, OperatorFigures> actual) {
        Set<String> offered = new TreeSet<>();
        actual.forEach(
                (iface, figures) -> figures.queues().keySet().forEach(queue -> offered.add(queue + " " + iface)));
        Set<String> known = new TreeSet<>();
        expected.properties().forEach(agent -> {
            String queue = agent.getKey().substring(0, agent.getKey().indexOf('/'));
            String iface = interfaces.get(agent.getKey());
            if (iface == null) {
                assertThat(agent.getValue().path("offered").asInt()).isZero();
            } else {
                known.add(queue + " " + iface);
                compareOffers(
                        agent.getKey(),
                        agent.getValue(),
                        actual.get(iface).queues().get(queue));
            }
        });
        assertThat(offered).isEqualTo(known);
    }

    private static void compareOffers(String name, JsonNode expected, OfferCounts actual) {
        assertThat(actual.offered())
                .as(name + " offered")
                .isEqualTo(expected.path("offered").asLong());
        assertThat(actual.answered())
                .as(name + " answered")
                .isEqualTo(expected.path("answered").asLong());
        assertThat(actual.missed() + actual.rejected())
                .as(name + " missed")
                .isEqualTo(expected.path("missed").asLong());
        assertThat(actual.ended(OfferOutcome.CANCELLED))
                .as(name + " cancelled")
                .isEqualTo(expected.path("ring_cancelled").asLong());
        assertThat(actual.ended(OfferOutcome.RESCINDED))
                .as(name + " rescinded")
                .isEqualTo(expected.path("answered_elsewhere").asLong());
        assertMean(name + " talk", expected.path("talk_s"), actual.avgTalk());
    }

    private static void assertMean(String what, JsonNode seconds, Double actual) {
        if (seconds.isEmpty()) {
            return;
        }
        List<Double> values = new ArrayList<>();
        seconds.forEach(value -> values.add(value.asDouble()));
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        assertThat(actual).as(what).isNotNull();
        assertThat(Math.abs(actual - mean))
                .as(what + ": " + actual + " for " + values)
                .isLessThanOrEqualTo(ROUNDING_S);
    }

    /** The interface of each {@code queue/member name}: one phone has a name per queue. */
    private static Map<String, String> interfaces(List<Signal> signals) {
        Map<String, String> interfaces = new TreeMap<>();
        for (Signal signal : signals) {
            if (signal instanceof Signal.Ami ami
                    && "AgentCalled".equals(ami.fields().get("Event"))) {
                interfaces.put(
                        ami.fields().get("Queue") + "/" + ami.fields().get("MemberName"),
                        ami.fields().get("Interface"));
            }
        }
        return interfaces;
    }
}
