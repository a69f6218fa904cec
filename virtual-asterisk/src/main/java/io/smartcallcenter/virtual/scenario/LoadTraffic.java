package io.smartcallcenter.virtual.scenario;

import io.smartcallcenter.virtual.VirtualAsterisk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Calls at a constant rate to a row of numbers in turn, for benchmarks. Rate and durations are those of the PBX's clock. */
public final class LoadTraffic implements Traffic {

    private final VirtualAsterisk asterisk;
    private final List<String> dialled;
    private final CallerPlan plan;
    private final long intervalNanos;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private volatile boolean closed;

    public LoadTraffic(VirtualAsterisk asterisk, double callsPerSecond, List<String> dialled, CallerPlan plan) {
        if (!(callsPerSecond > 0)) {
            throw new IllegalArgumentException("The rate must be positive, not " + callsPerSecond);
        }
        this.asterisk = asterisk;
        this.dialled = List.copyOf(dialled);
        this.plan = plan;
        this.intervalNanos = Math.max(1_000, (long) (1e9 / callsPerSecond));
    }

    public LoadTraffic start() {
        asterisk.every(Duration.ofNanos(intervalNanos), this::next);
        return this;
    }

    private boolean next() {
        if (closed) {
            return false;
        }
        long number = begun.getAndIncrement();
        String caller = "7" + (9_000_000_000L + number % 1_000_000_000L);
        Call call = asterisk.call(caller, dialled.get((int) (number % dialled.size())), plan);
        call.ended().thenRun(ended::incrementAndGet);
        return true;
    }

    @Override
    public long begun() {
        return begun.get();
    }

    @Override
    public long ended() {
        return ended.get();
    }

    @Override
    public void close() {
        closed = true;
    }
}
