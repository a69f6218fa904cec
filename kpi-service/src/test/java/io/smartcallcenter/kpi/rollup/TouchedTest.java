package io.smartcallcenter.kpi.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.ingest.Facts;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TouchedTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Quarter FIRST = Quarter.of(START);

    private final Story story = new Story(START);

    private Map<RollUpKey, Touch> touched() {
        return Touched.by(
                story.events.stream().flatMap(event -> Facts.of(event).stream()).toList());
    }

    @Test
    void entriesTouchTheirQueueAndOffersTheirOperatorByTheirIds() {
        story.missedThenAnswered("c", "support", 0).hold(7_000, "c", "c-2", Story.TWO);

        assertThat(touched())
                .containsOnly(
                        Map.entry(
                                RollUpKey.queue("support"),
                                new Touch(Set.of("pbx1/c/support"), Set.of(), Set.of(), false)),
                        Map.entry(
                                RollUpKey.operator("PJSIP/0001"),
                                new Touch(Set.of("pbx1/c-1"), Set.of(), Set.of(), false)),
                        Map.entry(
                                RollUpKey.operator("PJSIP/0002"),
                                new Touch(Set.of("pbx1/c-2"), Set.of(), Set.of(), false)));
    }

    @Test
    void refusalsAndStatesTouchTheQuarterOfTheirMoment() {
        story.refused(0, "c", "support", RefusedReason.FULL)
                .refused(Quarter.MILLIS, "d", "support", RefusedReason.FULL)
                .member(-1, Story.ONE, "support");

        assertThat(touched())
                .containsOnly(
                        Map.entry(
                                RollUpKey.queue("support"),
                                new Touch(Set.of(), Set.of(FIRST, new Quarter(FIRST.index() + 1)), Set.of(), false)),
                        Map.entry(
                                RollUpKey.operator("PJSIP/0001"),
                                new Touch(Set.of(), Set.of(), Set.of(new Quarter(FIRST.index() - 1)), false)));
    }

    @Test
    void whatIsInNoRollUpTouchesNothing() {
        story.disconnected(0).connected(1).gap(0, 1);

        assertThat(touched()).isEmpty();
    }

    @Test
    void anEntryIsWhereItJoinedAndLeftAndMayHaveBeenWhereverItWasSaidToHaveLeft() {
        story.joined(0, "c", "e", "support")
                .left(2_000_000, "c", "e", "support", EntryOutcome.ABANDONED, 2_000_000)
                .left(5_000_000, "c", "e", "support", EntryOutcome.LOST, 5_000_000);
        var entry = MemoryStore.of(story.events).entries().get(0);

        assertThat(Places.of(entry)).containsExactlyInAnyOrder(FIRST, later(2));
        // joined at a border, so one quarter earlier too; given up at any time until then
        assertThat(Places.ever(entry))
                .containsExactlyInAnyOrder(later(-1), FIRST, later(1), later(2), later(3), later(4), later(5));
    }

    @Test
    void anOfferIsWhereItBeganAndWhereItsRingingEnded() {
        story.offered(890_000, "c", "o", "e", "support", Story.ONE)
                .offerEnded(905_000, "c", "o", "e", "support", Story.ONE, OfferOutcome.TIMEOUT, 15_000);

        assertThat(Places.of(MemoryStore.of(story.events).offers().get(0))).containsExactlyInAnyOrder(FIRST, later(1));
    }

    @Test
    void aHoldOfALegThatWasNeverOfferedIsNowhere() {
        story.hold(0, "c", "leg", Story.ONE);

        assertThat(Places.ever(MemoryStore.of(story.events).offers().get(0))).isEmpty();
    }

    private static Quarter later(int quarters) {
        return new Quarter(FIRST.index() + quarters);
    }
}
