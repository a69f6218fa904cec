package io.smartcallcenter.virtual.scenario.script;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.queue.QueueSettings;
import io.smartcallcenter.virtual.scenario.LoadTraffic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Plays a scenario on the PBX's thread, by the PBX's time. */
public final class ScenarioPlayer {

    private final VirtualAsterisk asterisk;
    private final Scenario scenario;
    private final Stagehand stagehand;
    private final EventCounter events = new EventCounter(this::eventCame);
    private final Consumer<Pbx> listening;
    private final ScenarioRun run;
    private final long firstLogLine;
    private LoadTraffic load;
    private Step.Until waitingUntil;
    private int next;

    private ScenarioPlayer(VirtualAsterisk asterisk, Scenario scenario) {
        this.asterisk = asterisk;
        this.scenario = scenario;
        this.stagehand = new Stagehand(asterisk);
        this.run = new ScenarioRun(scenario, asterisk.now(), () -> asterisk.execute(this::stopped));
        this.firstLogLine = asterisk.queueLogSince(Long.MAX_VALUE).next();
        this.listening = this::booted;
    }

    /** Begins at once; the run tells how it goes. */
    public static ScenarioRun play(VirtualAsterisk asterisk, Scenario scenario) {
        ScenarioPlayer player = new ScenarioPlayer(asterisk, scenario);
        asterisk.execute(player::begin);
        return player.run;
    }

    private void begin() {
        try {
            asterisk.onEveryBoot(listening);
            if (!scenario.everyone().isEmpty()) {
                asterisk.operators(RingPlan.inOrder(scenario.everyone()));
            }
            scenario.operators().forEach((number, does) -> asterisk.operator(number, RingPlan.inOrder(does)));
            if (scenario.load() != null) {
                load = asterisk.load(scenario.load());
            }
        } catch (RuntimeException cannot) {
            run.fail("The scenario cannot begin: " + cannot.getMessage());
        }
        proceed();
    }

    private void booted(Pbx pbx) {
        for (QueueSettings queue : scenario.queues()) {
            if (pbx.queues().get(queue.name()) == null) {
                pbx.queues().configure(queue);
            }
        }
        pbx.bus().also(events);
    }

    private void proceed() {
        while (running() && run.failures().isEmpty() && next < scenario.steps().size()) {
            Step step = scenario.steps().get(next);
            if (step instanceof Step.Wait wait) {
                pass(wait.length());
                return;
            }
            if (step instanceof Step.Until until && events.of(until.event()) < until.times()) {
                await(until);
                return;
            }
            try {
                if (!(step instanceof Step.Until)) {
                    stagehand.perform(step);
                }
            } catch (RuntimeException cannot) {
                run.fail("Step " + (next + 1) + " " + step + ": " + cannot.getMessage());
            }
            run.step(++next);
        }
        if (running()) {
            // After what the last step has set off.
            asterisk.execute(this::finish);
        }
    }

    private boolean running() {
        return run.state() == ScenarioRun.State.RUNNING;
    }

    private void pass(Duration length) {
        run.waitsFor(length);
        asterisk.after(length, () -> {
            run.waitsFor(null);
            run.step(++next);
            proceed();
        });
    }

    private void await(Step.Until until) {
        waitingUntil = until;
        asterisk.after(until.within(), () -> {
            if (waitingUntil == until && running()) {
                waitingUntil = null;
                run.fail("Step " + (next + 1) + ": " + until.event() + " came " + events.of(until.event())
                        + " times within " + until.within() + ", not " + until.times());
                proceed();
            }
        });
    }

    private void eventCame() {
        Step.Until until = waitingUntil;
        if (until != null && events.of(until.event()) >= until.times()) {
            waitingUntil = null;
            // Whatever caused the event is to be complete before the next step.
            asterisk.execute(() -> {
                run.step(++next);
                proceed();
            });
        }
    }

    private void finish() {
        scenario.expect().events().forEach((event, times) -> {
            if (events.of(event) != times) {
                run.fail("Expected " + event + " " + times + " times, it came " + events.of(event) + " times");
            }
        });
        inOrder(scenario.expect().queueLog());
        if (load == null) {
            over(run.failures().isEmpty() ? ScenarioRun.State.PASSED : ScenarioRun.State.FAILED);
        } else if (!run.failures().isEmpty()) {
            over(ScenarioRun.State.FAILED);
        } else if (scenario.load().length() != null) {
            asterisk.after(scenario.load().length(), () -> over(ScenarioRun.State.PASSED));
        }
    }

    private void inOrder(List<String> expected) {
        List<String> lines = asterisk.queueLogSince(firstLogLine).lines();
        int at = 0;
        for (String part : expected) {
            while (at < lines.size() && !lines.get(at).contains(part)) {
                at++;
            }
            if (at == lines.size()) {
                run.fail("Expected in queue_log, in this order: " + part);
                return;
            }
            at++;
        }
    }

    private void over(ScenarioRun.State how) {
        if (running()) {
            if (load != null) {
                load.close();
            }
            asterisk.forgetOnBoot(listening);
            run.end(how, asterisk.now());
        }
    }

    private void stopped() {
        if (running()) {
            stagehand.hangUpAll();
            over(ScenarioRun.State.STOPPED);
        }
    }
}
