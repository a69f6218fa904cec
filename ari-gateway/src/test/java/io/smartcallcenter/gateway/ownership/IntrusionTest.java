package io.smartcallcenter.gateway.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntrusionTest {

    private static final Instant START = Instant.parse("2026-11-25T09:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final List<Instant> begun = new ArrayList<>();
    private final Intrusion intrusion = new Intrusion("pbx1", new Intrusion.Alarm() {
        @Override
        public void raise(String node, Instant since) {
            told.add("raised " + node);
            begun.add(since);
        }

        @Override
        public void clear(String node) {
            told.add("cleared " + node);
        }
    });

    /** The beats of these seconds. */
    private void beats(int from, int to, boolean connected) {
        for (int second = from; second <= to; second++) {
            intrusion.beat(connected, START.plusSeconds(second));
        }
    }

    @Test
    void anAlarmIsTakenBackOnceWhenTheApplicationWasOursForAWhile() {
        intrusion.replaced(START);
        beats(1, 3, false);
        beats(4, 62, true);
        assertThat(told).containsExactly("raised pbx1");

        beats(63, 200, true);
        assertThat(told).containsExactly("raised pbx1", "cleared pbx1");
    }

    @Test
    void anIntruderWhoComesAgainKeepsTheAlarm() {
        for (int second = 0; second < 300; second += 30) {
            intrusion.replaced(START.plusSeconds(second));
            beats(second + 1, second + 29, true);
        }
        assertThat(told).hasSize(10).containsOnly("raised pbx1");
        assertThat(begun).as("it is one alert").containsOnly(START);

        beats(300, 400, true);
        intrusion.replaced(START.plusSeconds(500));
        assertThat(begun).endsWith(START.plusSeconds(500));
    }

    @Test
    void whatAnOwnerBeforeUsRaisedIsTakenBack() {
        intrusion.watch(START);
        beats(0, 60, true);
        assertThat(told).containsExactly("cleared pbx1");
    }
}
