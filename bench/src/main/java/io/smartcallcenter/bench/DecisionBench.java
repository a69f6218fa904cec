package io.smartcallcenter.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How long a caller waits for a decision, and how many events per second the gateway takes; see {@code bench/README.md}. */
public final class DecisionBench {

    private final Plan plan;
    private final Load load;
    private final Report report = new Report(System.out);

    private DecisionBench(Plan plan, BenchStack stack) {
        this.plan = plan;
        this.load = new Load(stack);
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Plan.USAGE);
            return;
        }
        Plan plan;
        try {
            plan = Plan.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Plan.USAGE);
            System.exit(2);
            return;
        }
        System.out.println("Starting Kafka, a virtual Asterisk, the gateway and the routing service ...");
        try (BenchStack stack = BenchStack.start(Path.of("bench/target/run"))) {
            new DecisionBench(plan, stack).run();
        }
    }

    private void run() throws InterruptedException {
        report.machine(plan.seconds());
        report.say("Warming up for %d s, up to %d calls/s ...", plan.warmUp(), plan.highest());
        load.warmUp(plan.highest(), plan.warmUp());
        report.head();
        for (int rate : plan.rates()) {
            for (int i = 0; i < plan.repeat(); i++) {
                report.row(load.measure(rate, plan.seconds()));
            }
        }
        if (plan.step() > 0) {
            search();
        }
    }

    /** Upwards until it does not keep up; the last good rate must then hold again, as often as every other. */
    private void search() throws InterruptedException {
        report.say("");
        report.say("The limit, by steps of %d calls/s:", plan.step());
        report.head();
        int good = 0;
        for (int rate = plan.highest() + plan.step(); rate <= plan.limit(); rate += plan.step()) {
            Measurement found = load.measure(rate, plan.seconds());
            report.row(found);
            if (!found.keptUp()) {
                break;
            }
            good = rate;
        }
        if (good == 0) {
            report.say("Nothing above %d calls/s was kept up with.", plan.highest());
            return;
        }
        confirm(good);
    }

    private void confirm(int rate) throws InterruptedException {
        report.say("");
        report.say("Again at %d calls/s:", rate);
        report.head();
        double[] events = new double[plan.repeat()];
        int kept = 0;
        for (int i = 0; i < events.length; i++) {
            Measurement again = load.measure(rate, plan.seconds());
            report.row(again);
            events[i] = again.eventsPerSecond();
            kept += again.keptUp() ? 1 : 0;
        }
        report.say("");
        report.say(
                "%d of %d kept up at %d calls/s: %.0f ARI+AMI events/s (lowest of them).",
                kept, events.length, rate, Arrays.stream(events).min().orElseThrow());
    }
}
