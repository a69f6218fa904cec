package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.scenario.script.Scenario;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import io.smartcallcenter.virtual.scenario.script.file.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every recorded trace the scenario of the same number that ships with the product is played. Checked are the field sets of
 * every event type of both links, and every order between two events of a channel that holds in all recordings.
 */
class TraceConformanceTest {

    private static final Path SCENARIOS = Path.of("src/main/resources/scenarios");

    /** What the application does with the calls of a trace: the controller's settings, which are not the caller's. */
    private static final Map<String, Consumer<LabController>> SETTINGS = Map.of(
            "04", controller -> controller.queueTimeout(6),
            "09", controller -> controller.directTimeout(4),
            "17",
                    controller -> {
                        controller.queueTimeout(5);
                        controller.overflow("backup");
                    });

    static List<String> traces() {
        return Recording.traces();
    }

    private static Scenario scenarioOf(String trace) throws IOException {
        String number = trace.substring(0, 3);
        try (Stream<Path> all = Files.list(SCENARIOS)) {
            Path file = all.filter(path -> path.getFileName().toString().startsWith(number))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No scenario " + number + "* for the trace " + trace));
            return new ScenarioReader().read(Files.readString(file));
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theVirtualOneSpeaksAsTheRecordedOne(String trace) throws IOException {
        Scenario scenario = scenarioOf(trace);
        Recording real = Recording.ofTrace(trace);
        try (ScriptedRun stage = new ScriptedRun(SETTINGS.getOrDefault(trace.substring(0, 2), controller -> {}))) {
            Map<Integer, Runnable> acts = trace.startsWith("20") ? Map.of(4, stage::secondSocket) : Map.of();
            ScenarioRun run = stage.play(scenario, acts);
            assertThat(run.failures()).as("the scenario itself").isEmpty();
            Recording virtual = stage.recording();
            Shapes recorded = Shapes.of(real);
            Shapes played = Shapes.of(virtual);
            assertThat(minus(recorded.all(), played.all()))
                    .as("recorded, but not played")
                    .isEmpty();
            assertThat(minus(played.all(), Shapes.ofAllTraces()))
                    .as("played, but never recorded")
                    .isEmpty();
            assertThat(Orders.ofAllTraces().brokenBy(virtual)).as("order").isEmpty();
        }
    }

    /** Without constraints the order of events would always be right. */
    @Test
    void theRecordingsTeachOrders() {
        assertThat(Orders.ofAllTraces().constraints()).isGreaterThan(1_000);
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }
}
