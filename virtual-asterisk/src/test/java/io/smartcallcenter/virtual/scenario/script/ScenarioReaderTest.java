package io.smartcallcenter.virtual.scenario.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartcallcenter.virtual.link.Link;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import io.smartcallcenter.virtual.scenario.load.Arrivals;
import io.smartcallcenter.virtual.scenario.load.DurationSpec;
import io.smartcallcenter.virtual.scenario.script.file.InvalidScenario;
import io.smartcallcenter.virtual.scenario.script.file.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {

    private final ScenarioReader reader = new ScenarioReader();

    private List<String> faults(String yaml) {
        return catchThrowableOfType(InvalidScenario.class, () -> reader.read(yaml))
                .faults();
    }

    @Test
    void everyStepIsUnderstood() {
        Scenario scenario = reader.read(
                """
                name: All of it
                operators:
                  everyone: [ignores, answers after 1 s and hangs up after 2 min]
                  "0001": [rejects after 500 ms]
                queues:
                  - {name: billing, strategy: linear, timeout: 10, members: ["0001"], strict: true, local: true, exits: {"1": "701"}}
                steps:
                  - {call: a, from: "79010000001", name: "O'Brien", to: "700", patience: 10 s, talk: 5 s}
                  - {call: b, operator: "0002", to: "0001"}
                  - {press: a, keys: "1#"}
                  - {speak: a, for: 7 s}
                  - {phone: "0001", does: [ignores]}
                  - {transfer: "0001", to: "702"}
                  - {cut: ami, for: 5 s}
                  - {slow: ari, delay: 30 ms}
                  - kill: pbx
                  - restart: as recorded
                  - {until: AgentCalled, times: 2, within: 30 s}
                  - wait: 1.5 s
                  - hangup: a
                  - connect: "0001"
                  - {withdraw: a, queue: billing}
                """);
        assertThat(scenario.everyone())
                .containsExactly(
                        Reaction.IGNORE, Reaction.answerAndHangUp(Duration.ofSeconds(1), Duration.ofMinutes(2)));
        assertThat(scenario.steps()).hasSize(15);
        assertThat(scenario.steps().get(0))
                .isEqualTo(new Step.Call(
                        "a",
                        "79010000001",
                        "O'Brien",
                        null,
                        "700",
                        new CallerPlan(Duration.ofSeconds(10), Duration.ofSeconds(5))));
        assertThat(scenario.steps().get(6)).isEqualTo(new Step.Cut(Link.AMI, Duration.ofSeconds(5)));
        assertThat(scenario.steps().get(11)).isEqualTo(new Step.Wait(Duration.ofMillis(1500)));
        assertThat(scenario.queues().get(0).members()).hasSize(1);
    }

    @Test
    void aLoadIsUnderstood() {
        var load = reader.read(
                        """
                        name: Load
                        load:
                          callsPerMinute: 120
                          numbers: {"700": 3, "701": 1}
                          for: 10 min
                          callers: {patience: exponential 60 s, talk: lognormal 90 s sigma 0.6}
                          operators: {answersAfter: 1 s to 3 s, misses: 0.1, breakEvery: 2 min}
                        """)
                .load();
        assertThat(load.arrivals()).isEqualTo(new Arrivals.Poisson(2));
        assertThat(load.patience()).isEqualTo(new DurationSpec.Exponential(Duration.ofSeconds(60)));
        assertThat(load.talk()).isEqualTo(new DurationSpec.Lognormal(Duration.ofSeconds(90), 0.6));
        assertThat(load.operators().pauses()).isEqualTo(120);
        assertThat(load.length()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void everyFaultIsToldWithItsPlace() {
        assertThat(
                        faults(
                                """
                        name: 7
                        colour: red
                        operators: {"x": [ignores], "0001": [sleeps]}
                        steps:
                          - {call: a, from: 79010000001, to: "700; DROP"}
                          - {dance: yes}
                          - {wait: soon}
                          - {until: Nonsense}
                          - {pause: "0001", queue: "../etc"}
                        expect: {events: {Other: 1}}
                        """))
                .anyMatch(fault -> fault.startsWith("name: must be a text"))
                .anyMatch(fault -> fault.startsWith("colour: unknown key"))
                .anyMatch(fault -> fault.startsWith("operators.0001[0]: must be 'ignores'"))
                .anyMatch(fault -> fault.startsWith("operators.x: is neither"))
                .anyMatch(fault -> fault.startsWith("steps[0].from: must be a text in quotes"))
                .anyMatch(fault -> fault.startsWith("steps[0].to: '700; DROP' is not a number"))
                .anyMatch(fault -> fault.startsWith("steps[1]: must begin with one of"))
                .anyMatch(fault -> fault.startsWith("steps[2].wait: 'soon' is not a duration"))
                .anyMatch(fault -> fault.startsWith("steps[3].until: 'Nonsense' is none of"))
                .anyMatch(fault -> fault.startsWith("steps[4].queue: '../etc' is not"))
                .anyMatch(fault -> fault.startsWith("expect.events.Other: 'Other' is none of"));
    }

    @Test
    void whatIsNoScenarioIsAFaultToo() {
        assertThat(faults("")).isNotEmpty();
        assertThat(faults("- a\n- b")).isNotEmpty();
        assertThat(faults("name: x")).containsExactly("the file: needs steps or a load");
        assertThat(faults("name: {")).first().asString().startsWith("line ");
        assertThat(faults("name: a\nname: b")).first().asString().contains("uplicate");
        assertThat(faults("x".repeat(ScenarioReader.MOST_CHARACTERS + 1)))
                .containsExactly("the file: is longer than 1000000 characters");
    }

    @Test
    void allThatShipsCanBeRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/scenarios"))) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                            reader.shipped(file.getFileName().toString().replace(".yaml", ""))
                                    .name())
                    .isNotBlank());
        }
    }
}
