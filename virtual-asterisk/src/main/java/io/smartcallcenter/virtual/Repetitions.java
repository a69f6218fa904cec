package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.clock.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What is done again and again, from one boot of the PBX to the next. Used on its thread only. */
final class Repetitions {

    private static final Duration LONGEST_BACKLOG = Duration.ofMillis(100);

    private final List<Repeated> all = new ArrayList<>();
    private final VirtualClock clock;

    Repetitions(VirtualClock clock) {
        this.clock = clock;
    }

    private static final class Repeated {
        private final LongSupplier gapNanos;
        private final BooleanSupplier action;
        private long nextNanos;

        private Repeated(LongSupplier gapNanos, BooleanSupplier action, long startNanos) {
            this.gapNanos = gapNanos;
            this.action = action;
            this.nextNanos = startNanos + gapNanos.getAsLong();
        }
    }

    /** Until the action says false. */
    void add(LongSupplier gapNanos, BooleanSupplier action) {
        Repeated repeated = new Repeated(gapNanos, action, clock.now() * 1000);
        all.add(repeated);
        schedule(repeated);
    }

    /** A boot has ended a pause: the timers of the time before are gone. */
    void resume() {
        List.copyOf(all).forEach(this::schedule);
    }

    private void schedule(Repeated repeated) {
        long now = clock.now() * 1000;
        // What was missed while the PBX was down is not made up for.
        repeated.nextNanos = Math.max(repeated.nextNanos, now - LONGEST_BACKLOG.toNanos());
        clock.afterMicros((repeated.nextNanos - now) / 1000, () -> {
            if (repeated.action.getAsBoolean()) {
                repeated.nextNanos += repeated.gapNanos.getAsLong();
                schedule(repeated);
            } else {
                all.remove(repeated);
            }
        });
    }
}
