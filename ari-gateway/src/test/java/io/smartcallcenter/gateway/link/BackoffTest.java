package io.smartcallcenter.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(1));

    @Test
    void pausesDoubleUpToTheLimitAndAreJittered() {
        assertThat(backoff.next()).isBetween(50L, 100L);
        assertThat(backoff.next()).isBetween(100L, 200L);
        assertThat(backoff.next()).isBetween(200L, 400L);
        assertThat(backoff.next()).isBetween(400L, 800L);
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.next()).isBetween(500L, 1000L);
        }
    }

    @Test
    void aResetBeginsAnewAndExhaustGoesToTheLimit() {
        backoff.exhaust();
        assertThat(backoff.next()).isBetween(500L, 1000L);
        backoff.reset();
        assertThat(backoff.next()).isBetween(50L, 100L);
    }
}
