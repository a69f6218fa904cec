package io.smartcallcenter.virtual.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The PBX's time in microseconds since the epoch. It runs {@code speed} times as fast as the wall clock, or stands still until
 * {@link #advance} (manual). A timer always sees its own due time as "now", however late the machine runs it, so that ring times,
 * hold times and CDR durations do not depend on the load of the machine. Not thread-safe: one thread owns it.
 */
public final class VirtualClock {

    /** Calls back on the owner's thread after a real time. */
    @FunctionalInterface
    public interface Alarm {
        void in(long realMillis, Runnable callback);
    }

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Alarm alarm;
    private final Consumer<Throwable> failures;
    private final double speed;
    private final long startMicros;
    private final long startNanos = System.nanoTime();
    private long now;
    private long order;
    private long armedFor = Long.MAX_VALUE;
    private boolean running;

    private VirtualClock(Instant start, double speed, Alarm alarm, Consumer<Throwable> failures) {
        this.failures = failures;
        this.startMicros = micros(start);
        this.now = startMicros;
        this.speed = speed;
        this.alarm = alarm;
    }

    /** {@code failures} is told what a timer's task threw. */
    public static VirtualClock atSpeed(double speed, Instant start, Alarm alarm, Consumer<Throwable> failures) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("The clock's speed must be positive, not " + speed);
        }
        return new VirtualClock(start, speed, alarm, failures);
    }

    /** Time moves only by {@link #advance}. */
    public static VirtualClock manual(Instant start) {
        return new VirtualClock(start, 0, null, failure -> {});
    }

    /** Microseconds since the epoch; never goes back. */
    public long now() {
        if (!running && speed > 0) {
            now = Math.max(now, wall());
        }
        return now;
    }

    /** Whole seconds, as Asterisk's time(NULL). */
    public long seconds() {
        return now() / 1_000_000;
    }

    public Timer after(Duration delay, Runnable task) {
        return afterMicros(delay.toNanos() / 1000, task);
    }

    public Timer afterMicros(long delay, Runnable task) {
        Timer timer = new Timer(now() + Math.max(0, delay), order++, task);
        timers.add(timer);
        if (!running) {
            arm();
        }
        return timer;
    }

    /** Runs what is due; call it before handling anything from outside, so that time stays in order. */
    public void catchUp() {
        if (running || speed == 0) {
            return;
        }
        Throwable failure = runUntil(wall());
        arm();
        if (failure != null) {
            failures.accept(failure);
        }
    }

    /** Manual clocks only: moves time on and runs the timers on the way, each at its own due time; then throws what one threw. */
    public void advance(Duration by) {
        if (speed > 0) {
            throw new IllegalStateException("This clock runs by itself");
        }
        Throwable failure = runUntil(now + by.toNanos() / 1000);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    /** For what goes on while the PBX is down: {@link #clear} leaves it alone. */
    public Timer afterEvenIfDown(Duration delay, Runnable task) {
        Timer timer = after(delay, task);
        timer.surviving(true);
        return timer;
    }

    /** Forgets the timers of the PBX, which is gone. */
    public void clear() {
        timers.removeIf(timer -> !timer.surviving());
    }

    /** A task that fails must not stop the time for all others: its failure is kept, the first one with the rest in it. */
    private Throwable runUntil(long target) {
        Throwable failure = null;
        running = true;
        for (Timer next = timers.peek(); next != null && next.due() <= target; next = timers.peek()) {
            timers.poll();
            now = Math.max(now, next.due());
            try {
                next.run();
            } catch (RuntimeException | Error failed) {
                if (failure == null) {
                    failure = failed;
                } else if (failure != failed) {
                    failure.addSuppressed(failed);
                }
            }
        }
        running = false;
        now = Math.max(now, target);
        return failure;
    }

    private void arm() {
        while (!timers.isEmpty() && timers.peek().cancelled()) {
            timers.poll();
        }
        if (alarm == null || timers.isEmpty() || timers.peek().due() >= armedFor) {
            return;
        }
        long due = timers.peek().due();
        armedFor = due;
        long realMillis = (long) Math.ceil((due - wall()) / speed / 1000);
        alarm.in(Math.max(1, realMillis), () -> {
            if (armedFor == due) {
                armedFor = Long.MAX_VALUE;
            }
            catchUp();
        });
    }

    private long wall() {
        return startMicros + (long) ((System.nanoTime() - startNanos) / 1000.0 * speed);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }
}
