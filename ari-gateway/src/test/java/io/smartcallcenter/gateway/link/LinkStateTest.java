package io.smartcallcenter.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Until when a link that is closed now can be taken for working: the gap begins then. */
class LinkStateTest {

    private static final Duration PING = Duration.ofSeconds(10);
    private static final Duration CLOCKS = Duration.ofMillis(300);
    private final LinkState state = new LinkState(Link.ARI, new SimpleMeterRegistry());
    private final Instant begin = Instant.now();

    @BeforeEach
    void up() {
        state.cameUp();
    }

    @Test
    void aLinkThatWasHeardInTimeWorkedUntilItWasClosed() {
        heard(1_000, 5);

        assertThat(state.workedUntil(at(1_200), PING)).isEqualTo(at(1_200));
    }

    @Test
    void aLinkThatFellSilentWorkedUntilItWasLastHeard() {
        heard(1_000, 5);

        assertThat(state.workedUntil(at(22_000), PING)).isEqualTo(at(1_000));
    }

    @Test
    void whatHadPiledUpTellsOfTheTimeBeforeItCame() {
        heard(1_000, 5);
        heard(7_000, 5_005);

        assertThat(state.workedUntil(at(7_010), PING)).isEqualTo(at(2_010));
    }

    @Test
    void whoCaughtUpIsNotLateAnyMore() {
        heard(1_000, 5);
        heard(7_000, 5_005);
        heard(7_200, 5);

        assertThat(state.workedUntil(at(7_300), PING)).isEqualTo(at(7_300));
    }

    @Test
    void aLinkThatIsAlwaysLateTellsOfTheTimeBeforeItsWay() {
        state.pinged(at(0), at(400).plus(CLOCKS), at(800));
        heard(1_000, 400);

        assertThat(state.workedUntil(at(1_200), PING)).isEqualTo(at(800));
    }

    @Test
    void aClockThatWasSetMovesTheGapByNoMoreThanTwoPings() {
        heard(1_000, 5);
        heard(2_000, 3_600_000);

        assertThat(state.workedUntil(at(2_000), PING)).isEqualTo(at(2_000).minus(PING.multipliedBy(2)));
    }

    /** An event that was on its way for so long, by two clocks that differ. */
    private void heard(long millis, long wayMillis) {
        state.event(at(millis));
        state.lag(at(millis).minusMillis(wayMillis).plus(CLOCKS), at(millis));
    }

    private Instant at(long millis) {
        return begin.plusMillis(millis);
    }
}
