package io.smartcallcenter.virtual.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private static final Instant START = Instant.parse("2026-11-22T22:28:20.174Z");
    private static final long START_MICROS = 1_795_386_500_174_000L;

    private final VirtualClock clock = VirtualClock.manual(START);
    private final List<String> ran = new ArrayList<>();

    private void note(String what) {
        ran.add(what + " at " + (clock.now() - START_MICROS) / 1000);
    }

    @Test
    void timersRunInTheOrderOfTimeAndSeeTheirOwnDueTime() {
        clock.after(Duration.ofSeconds(2), () -> note("second"));
        clock.after(Duration.ofSeconds(1), () -> {
            note("first");
            clock.after(Duration.ofMillis(500), () -> note("nested"));
        });
        clock.after(Duration.ofSeconds(2), () -> note("third"));
        clock.advance(Duration.ofSeconds(10));
        assertThat(ran).containsExactly("first at 1000", "nested at 1500", "second at 2000", "third at 2000");
        assertThat(clock.now()).isEqualTo(START_MICROS + 10_000_000);
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        Timer timer = clock.after(Duration.ofSeconds(1), () -> note("cancelled"));
        timer.cancel();
        clock.advance(Duration.ofSeconds(2));
        assertThat(ran).isEmpty();
    }

    @Test
    void aFastClockTellsLateTimersTheTimeTheyWereDue() {
        List<Runnable> alarms = new ArrayList<>();
        VirtualClock fast =
                VirtualClock.atSpeed(1_000_000, START, (millis, callback) -> alarms.add(callback), failure -> {});
        List<Long> seen = new ArrayList<>();
        long before = fast.now();
        fast.afterMicros(5_000_000, () -> seen.add(fast.now() - before));
        while (seen.isEmpty()) {
            fast.catchUp();
        }
        assertThat(seen.get(0)).isGreaterThanOrEqualTo(5_000_000).isLessThan(60_000_000_000L);
        assertThat(alarms).isNotEmpty();
        assertThat(fast.now()).isGreaterThanOrEqualTo(before + seen.get(0));
    }

    @Test
    void aTaskThatFailsDoesNotStopTheTime() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        clock.after(Duration.ofSeconds(1), () -> {
            throw failure;
        });
        clock.after(Duration.ofSeconds(2), () -> note("still"));
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(3))).isSameAs(failure);
        assertThat(ran).containsExactly("still at 2000");
        clock.advance(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(START_MICROS + 4_000_000);
    }

    @Test
    void aFastClockReportsTheFailureOfATaskAndGoesOn() {
        List<Throwable> failures = new ArrayList<>();
        VirtualClock fast = VirtualClock.atSpeed(1_000_000, START, (millis, callback) -> {}, failures::add);
        fast.afterMicros(1, () -> {
            throw new IllegalStateException("on purpose");
        });
        fast.afterMicros(2, () -> ran.add("still"));
        while (ran.isEmpty()) {
            fast.catchUp();
        }
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSpeedMustBePositiveAndARunningClockCannotBePushed() {
        assertThatThrownBy(() -> VirtualClock.atSpeed(0, START, (millis, callback) -> {}, failure -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        VirtualClock running = VirtualClock.atSpeed(1, START, (millis, callback) -> {}, failure -> {});
        assertThatThrownBy(() -> running.advance(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timestampsLookLikeAsterisks() {
        assertThat(new Timestamps().ari(START_MICROS)).isEqualTo("2026-11-22T22:28:20.174+0000");
        StringBuilder text = new StringBuilder();
        Timestamps.ami(text, 1_795_386_500_000_042L);
        assertThat(text).hasToString("1795386500.000042");
    }
}
