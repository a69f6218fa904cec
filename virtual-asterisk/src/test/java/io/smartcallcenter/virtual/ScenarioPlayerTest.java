package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun.State;
import io.smartcallcenter.virtual.scenario.script.file.ScenarioReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScenarioPlayerTest {

    private VirtualAsterisk asterisk;

    @BeforeEach
    void start() {
        asterisk = VirtualAsterisk.start(Fixture.options().speed(0));
    }

    @AfterEach
    void stop() {
        asterisk.close();
    }

    private ScenarioRun play(String yaml) {
        ScenarioRun run = asterisk.play(new ScenarioReader().read(yaml));
        for (int second = 0; second < 120 && !run.finished().isDone(); second++) {
            asterisk.advance(Duration.ofSeconds(1));
        }
        return run;
    }

    @Test
    void whatWasExpectedCameTrue() {
        ScenarioRun run = play(
                """
                name: Answered in the default queue
                operators: {everyone: [answers after 1 s]}
                steps:
                  - {call: a, from: "79010000001", to: "701"}
                  - {until: AgentConnect}
                  - wait: 3 s
                  - hangup: a
                expect:
                  events: {AgentConnect: 1, Hangup: 2}
                  queueLog: ["|support|NONE|ENTERQUEUE|", "|COMPLETECALLER|"]
                """);
        assertThat(run.failures()).isEmpty();
        assertThat(run.state()).isEqualTo(State.PASSED);
        assertThat(run.step()).isEqualTo(4);
        assertThat(run.ended()).isAfterOrEqualTo(run.started().plusSeconds(3));
    }

    @Test
    void whatDidNotComeTrueIsSaid() {
        ScenarioRun run = play(
                """
                name: Nobody is there
                steps:
                  - {call: a, from: "79010000001", to: "701"}
                  - {until: AgentConnect, within: 10 s}
                  - hangup: a
                expect: {queueLog: ["|CONNECT|"]}
                """);
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.failures())
                .containsExactly(
                        "Step 2: AgentConnect came 0 times within PT10S, not 1",
                        "Expected in queue_log, in this order: |CONNECT|");
    }

    @Test
    void aStepThatCannotBeDoneEndsTheScenario() {
        ScenarioRun run = play(
                """
                name: Wrong
                steps:
                  - hold: "0001"
                  - wait: 1 s
                """);
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.failures().get(0)).startsWith("Step 1 Hold").endsWith("talks with nobody");
        assertThat(play("name: x\nsteps:\n  - hangup: nobody").failures().get(0))
                .endsWith("there is no call nobody");
        assertThat(play("name: x\noperators: {\"99\": [ignores]}\nsteps:\n  - wait: 1 s")
                        .failures()
                        .get(0))
                .contains("No operator's phone 99");
    }

    @Test
    void aScenarioOutlivesTheRestartThatItCauses() {
        ScenarioRun run = play(
                """
                name: Restart
                queues:
                  - {name: own, strategy: linear, timeout: 4, retry: 1, members: ["0004"]}
                operators: {everyone: [answers after 1 s]}
                steps:
                  - kill: pbx
                  - wait: 2 s
                  - restart: at once
                  - wait: 1 s
                  - {call: a, from: "79010000001", to: "701"}
                  - {until: AgentConnect}
                """);
        assertThat(run.failures()).isEmpty();
        assertThat(asterisk.<Boolean>inside(pbx -> pbx.queues().get("own") != null))
                .isTrue();
    }

    @Test
    void whoWasPausedForAMissedCallComesBackAfterABreak() {
        ScenarioRun run = play(
                """
                name: They miss every call
                load:
                  callsPerMinute: 6
                  numbers: {"700": 1}
                  for: 60 s
                  callers: {patience: 20 s}
                  operators: {misses: 1, breakLength: 10 s}
                steps:
                  - {pause: "0004", reason: lunch}
                """);
        assertThat(run.state()).isEqualTo(State.PASSED);
        List<String> log = asterisk.queueLog();
        assertThat(log).anyMatch(line -> line.contains("|support|Agent Two|PAUSE|Auto-Pause"));
        assertThat(log).anyMatch(line -> line.contains("|support|Agent Two|UNPAUSE|"));
        assertThat(log).as("whom a supervisor paused").noneMatch(line -> line.contains("|Agent Four|UNPAUSE|"));
    }

    @Test
    void aLoadGoesOnForItsTimeAndCanBeStopped() {
        ScenarioRun ends = play(
                """
                name: A minute
                load: {callsPerMinute: 60, numbers: {"700": 1}, for: 60 s, operators: {answersAfter: 1 s}}
                """);
        assertThat(ends.state()).isEqualTo(State.PASSED);
        assertThat(asterisk.queueLog().stream().filter(line -> line.contains("ENTERQUEUE")))
                .hasSizeBetween(35, 90);
        ScenarioRun endless = play(
                """
                name: For ever
                load: {callsPerMinute: 60, numbers: {"700": 1}}
                """);
        assertThat(endless.state()).isEqualTo(State.RUNNING);
        endless.close();
        await().until(() -> endless.state() == State.STOPPED);
    }
}
