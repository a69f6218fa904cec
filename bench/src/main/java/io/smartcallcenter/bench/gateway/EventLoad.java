package io.smartcallcenter.bench.gateway;

import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.bench.stub.StubAsterisk;
import io.smartcallcenter.bench.stub.Tally;
import java.util.concurrent.TimeUnit;

/** Events at a rate, and what is seen while they come. */
final class EventLoad {

    private static final long READ_EVERY_MS = 500;
    private static final long SETTLE_MS = 3_000;
    private static final long END_MS = 60_000;
    private static final int STEPS = 4;

    private final StubAsterisk stub;
    private final Router router;
    private final CoreProcess gateway;
    private final Gauges gauges;

    EventLoad(StubAsterisk stub, Router router, CoreProcess gateway) {
        this.stub = stub;
        this.router = router;
        this.gateway = gateway;
        this.gauges = new Gauges(gateway.management());
    }

    /** In steps: a cold JVM on one core would only fall behind. */
    void warmUp(int eventsPerSecond, int seconds) throws InterruptedException {
        for (int step = 1; step <= STEPS; step++) {
            begin(eventsPerSecond * step / STEPS);
            TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(seconds) / STEPS);
        }
        end();
    }

    /** One measurement, begun when as many calls end as begin. */
    EventRow measure(int eventsPerSecond, int seconds, int longestCall) throws InterruptedException {
        begin(eventsPerSecond);
        TimeUnit.MILLISECONDS.sleep(TimeUnit.SECONDS.toMillis(longestCall) + SETTLE_MS);
        Gauges.Reading before = gauges.read();
        long cpuBefore = gateway.cpu().toNanos();
        stub.count();
        router.read();
        long begin = System.nanoTime();
        double worst = 0;
        double heap = 0;
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            TimeUnit.MILLISECONDS.sleep(READ_EVERY_MS);
            Gauges.Reading now = gauges.read();
            worst = Math.max(worst, now.backlog());
            heap = Math.max(heap, now.heap());
        }
        Tally sent = stub.count();
        Router.Read read = router.read();
        double took = (System.nanoTime() - begin) / 1e9;
        Gauges.Reading after = gauges.read();
        double cpu = (gateway.cpu().toNanos() - cpuBefore) / 1e9 / took;
        EventRow row = new EventRow(
                eventsPerSecond, took, sent, read, before, after, worst, stub.waiting(), heap, cpu, gateway.peakMiB());
        end();
        return row;
    }

    private void begin(int eventsPerSecond) {
        stub.rate(eventsPerSecond / stub.framesPerCall());
    }

    private void end() throws InterruptedException {
        stub.rate(0);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MS);
        while (stub.playing() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
