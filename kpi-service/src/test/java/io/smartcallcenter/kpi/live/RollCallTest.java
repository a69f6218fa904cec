package io.smartcallcenter.kpi.live;

import static io.smartcallcenter.kpi.live.LiveSide.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollCallTest {

    private static final Instant YESTERDAY = Instant.parse("2026-11-22T15:00:00Z");
    private static final Set<RollUpKey> ALL =
            Set.of(RollUpKey.queue("support"), RollUpKey.operator("PJSIP/0001"), RollUpKey.operator("PJSIP/0002"));

    private final LiveSide side = new LiveSide(YESTERDAY.plusSeconds(60));
    private final LiveFigures live = side.replica(key -> true);
    private final AtomicLong ownership = new AtomicLong();
    private final RollCall rollCall = started(live);

    private RollCall started(LiveFigures figures) {
        return new RollCall(figures, side.today, ownership::get, side.reports, side.announcements);
    }

    @AfterEach
    void close() {
        side.close();
    }

    /** What the owner does with such a touch. */
    private void looked(LiveFigures owner) {
        owner.rolled(Set.copyOf(side.askedToLookAgain));
        side.askedToLookAgain.clear();
        result(owner.publish());
    }

    @Test
    void untilThisReplicaOwnsSomethingNobodyIsAsked() {
        side.happened(new Story(YESTERDAY).missedThenAnswered("c", "support", 0).events);

        result(rollCall.ifDue());
        assertThat(side.askedToLookAgain).isEmpty();

        ownership.incrementAndGet();
        result(rollCall.ifDue());
        assertThat(side.askedToLookAgain).isEqualTo(ALL);

        side.askedToLookAgain.clear();
        result(rollCall.ifDue());
        assertThat(side.askedToLookAgain).isEmpty();
    }

    @Test
    void aServiceThatWasDownOverMidnightPublishesTheZerosOfTheNewDay() {
        side.happened(new Story(YESTERDAY).missedThenAnswered("c", "support", 0).events);
        result(live.publish());
        assertThat(side.queue("support").answered()).isEqualTo(1);

        side.now = YESTERDAY.plus(Duration.ofHours(18));
        LiveFigures restarted = side.replica(key -> true);
        ownership.set(1);
        result(started(restarted).ifDue());
        looked(restarted);

        assertThat(side.queue("support").total()).isZero();
        assertThat(side.queue("support").from()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(side.operator("PJSIP/0002").offered()).isZero();
        assertThat(side.operator("PJSIP/0002").from()).isEqualTo("2026-11-23T00:00:00Z");
    }

    @Test
    void onANewDayEverythingIsPublishedAnew() {
        ownership.set(1);
        side.happened(new Story(YESTERDAY).missedThenAnswered("c", "support", 0).events);
        result(rollCall.ifDue());
        looked(live);
        side.sent.clear();

        side.now = Instant.parse("2026-11-23T00:00:00Z");
        result(rollCall.ifDue());
        looked(live);

        assertThat(side.sent).containsExactlyInAnyOrder("queue/support", "operator/PJSIP/0001", "operator/PJSIP/0002");
        assertThat(side.queue("support").total()).isZero();
    }

    @Test
    void whoeverGetsKeysPublishesThemEvenIfNothingChanged() {
        ownership.set(1);
        side.happened(new Story(YESTERDAY).missedThenAnswered("c", "support", 0).events);
        result(rollCall.ifDue());
        looked(live);
        side.sent.clear();

        ownership.incrementAndGet();
        result(rollCall.ifDue());
        looked(live);

        assertThat(side.sent).hasSize(3);
    }

    @Test
    void whatWasQuietForWeeksIsNotAskedFor() {
        ownership.set(1);
        side.happened(new Story(YESTERDAY).missedThenAnswered("c", "support", 0).events);
        side.now = YESTERDAY.plus(Duration.ofDays(20));

        result(started(side.replica(key -> true)).ifDue());

        assertThat(side.askedToLookAgain).isEmpty();
    }
}
