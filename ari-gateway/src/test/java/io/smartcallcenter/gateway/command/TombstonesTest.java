package io.smartcallcenter.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TombstonesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aDecisionIsTakenOnce() {
        Tombstones executed = new Tombstones(10);
        assertThat(executed.add("d1", NOW.plusSeconds(2), NOW)).isTrue();
        assertThat(executed.add("d1", NOW.plusSeconds(2), NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void expiredOnesAreForgotten() {
        Tombstones executed = new Tombstones(10);
        executed.add("d1", NOW.plusSeconds(2), NOW);
        executed.add("d2", NOW.plusSeconds(10), NOW.plusSeconds(5));
        assertThat(executed.size()).isEqualTo(1);
        assertThat(executed.add("d2", NOW.plusSeconds(10), NOW.plusSeconds(5))).isFalse();
    }

    @Test
    void thereAreNeverMoreThanTheCapacity() {
        Tombstones executed = new Tombstones(100);
        for (int i = 0; i < 1_000; i++) {
            executed.add("d" + i, NOW.plusSeconds(3600), NOW);
        }
        assertThat(executed.size()).isEqualTo(100);
        assertThat(executed.add("d999", NOW.plusSeconds(3600), NOW)).isFalse();
    }
}
