package io.smartcallcenter.bench;

import com.sun.management.OperatingSystemMXBean;
import io.smartcallcenter.bench.GatewayMetrics.Reading;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import io.smartcallcenter.virtual.scenario.LoadTraffic;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Calls at a constant rate, whatever becomes of those before (an open model), and what is seen while they come. */
final class Load {

    private static final CallerPlan CALLER = new CallerPlan(Duration.ofSeconds(20), Duration.ofSeconds(1));
    private static final int WARM_UP_STEPS = 4;
    private static final long READ_EVERY_MILLIS = 500;
    private static final long SETTLE_MILLIS = 3_000;
    private static final long LATE_MILLIS = 10_000;
    private static final long CALLS_END_MILLIS = 40_000;

    private final BenchStack stack;
    private final GatewayMetrics metrics;
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Load(BenchStack stack) {
        this.stack = stack;
        this.metrics = new GatewayMetrics(stack.gatewayManagement());
    }

    /** Calls that nobody counts, in steps up to this rate: code becomes hot, connections open. */
    void warmUp(double callsPerSecond, int seconds) throws InterruptedException {
        for (int step = 1; step <= WARM_UP_STEPS; step++) {
            try (LoadTraffic traffic = begin(callsPerSecond * step / WARM_UP_STEPS)) {
                TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(seconds) / WARM_UP_STEPS);
                traffic.close();
                awaitEnd(traffic);
            }
        }
    }

    /** One measurement of this length, begun when as many calls end as begin. */
    Measurement measure(double callsPerSecond, int seconds) throws InterruptedException {
        try (LoadTraffic traffic = begin(callsPerSecond)) {
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            DecisionWindow window = new DecisionWindow();
            Measured measured = observe(window, seconds);
            traffic.close();
            awaitDecisions(window);
            Measurement result = stack.asterisk().inside(pbx -> measured.of(callsPerSecond, window));
            awaitEnd(traffic);
            return result;
        }
    }

    private LoadTraffic begin(double callsPerSecond) {
        return stack.asterisk().load(callsPerSecond, BenchStack.numbers(), CALLER);
    }

    private Measured observe(DecisionWindow window, int seconds) throws InterruptedException {
        machine.getCpuLoad();
        Cpu cpuBefore = cpu();
        Reading before = metrics.read();
        long begin = System.nanoTime();
        countIn(window);
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        double worst = 0;
        while (System.nanoTime() < end) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            TimeUnit.MILLISECONDS.sleep(Math.max(1, Math.min(READ_EVERY_MILLIS, left)));
            worst = Math.max(worst, metrics.read().backlog());
        }
        countIn(new DecisionWindow());
        double worstBacklog = worst;
        double took = (System.nanoTime() - begin) / 1e9;
        Reading after = metrics.read();
        double load = machine.getCpuLoad();
        Cpu used = cpu().since(cpuBefore, took);
        return (asked, done) -> new Measurement(
                asked,
                took,
                done.calls(),
                done.fallbacks(),
                done.without(),
                done.waits(),
                before,
                after,
                worstBacklog,
                used.gateway,
                used.routing,
                used.own,
                load);
    }

    private void countIn(DecisionWindow window) {
        stack.asterisk().inside(pbx -> {
            stack.probe().countIn(window);
            return null;
        });
    }

    private void awaitDecisions(DecisionWindow window) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LATE_MILLIS);
        while (ask(window, DecisionWindow::without) > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private <T> T ask(DecisionWindow window, Function<DecisionWindow, T> question) {
        return stack.asterisk().inside(pbx -> question.apply(window));
    }

    /** The next measurement is not to serve the callers of this one. */
    private static void awaitEnd(LoadTraffic traffic) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CALLS_END_MILLIS);
        while (traffic.ended() < traffic.begun() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Cpu cpu() {
        return new Cpu(seconds(stack.cpu("gateway")), seconds(stack.cpu("routing")), machine.getProcessCpuTime() / 1e9);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** CPU seconds, or cores when divided by a time. */
    private record Cpu(double gateway, double routing, double own) {
        Cpu since(Cpu before, double took) {
            return new Cpu(
                    (gateway - before.gateway) / took, (routing - before.routing) / took, (own - before.own) / took);
        }
    }

    @FunctionalInterface
    private interface Measured {
        Measurement of(double asked, DecisionWindow window);
    }
}
