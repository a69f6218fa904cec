package io.smartcallcenter.kpi.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.ingest.Facts;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OwnerTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(4));
    private static final long DAY = 86_400_000;

    private final MemoryStore facts = new MemoryStore();
    private final MemoryDays days = new MemoryDays();
    private final List<Set<RollUpKey>> rolled = new ArrayList<>();
    private final AtomicLong tooOld = new AtomicLong();
    private final Story all = new Story(START);

    private void handle(Story story, Instant now, Duration kept) {
        all.events.addAll(story.events);
        List<Contribution> contributions =
                story.events.stream().flatMap(event -> Facts.of(event).stream()).toList();
        contributions.forEach(facts::add);
        new Owner(new MemoryFacts(facts), days, kept, Clock.fixed(now, ZoneOffset.UTC), rolled::add, tooOld::addAndGet)
                .roll(Touched.by(contributions))
                .await()
                .atMost(Duration.ofMinutes(3));
    }

    private void handle(Story story) {
        handle(story, NOW, Duration.ofDays(400));
    }

    private static Story story() {
        return new Story(START);
    }

    private List<String> differences() {
        return Days.differences(Days.of(MemoryStore.of(all.events)), days.content());
    }

    @Test
    void whoeverWasTouchedIsSaidToBeRolledUp() {
        handle(story().missedThenAnswered("c", "support", 0));

        assertThat(rolled)
                .containsExactly(Set.of(
                        RollUpKey.queue("support"),
                        RollUpKey.operator("PJSIP/0001"),
                        RollUpKey.operator("PJSIP/0002")));
        assertThat(differences()).isEmpty();
    }

    @Test
    void aCallThatWasGivenUpAndIsAnsweredLaterLeavesNothingWhereItWasGivenUp() {
        handle(story().joined(0, "c", "e", "support")
                .left(7_200_000, "c", "e", "support", EntryOutcome.LOST, 7_200_000));
        handle(story().answered(30_000, "c", "o", "e", "support", Story.ONE, 30_000, 5_000));

        assertThat(differences()).isEmpty();
    }

    @Test
    void aReleaseHoursLaterChangesTheQuarterInWhichTheOfferBegan() {
        handle(story().offered(0, "c", "o", "e", "support", Story.ONE)
                .answered(5_000, "c", "o", "e", "support", Story.ONE, 5_000, 5_000));
        handle(story().released(9_000_000, "c", "o", "e", "support", Story.ONE, 8_995_000));

        assertThat(differences()).isEmpty();
    }

    @Test
    void aLateStateIsCarriedIntoEveryLaterDayUntilAnotherOneStandsThere() {
        handle(story().member(2 * DAY, Story.ONE, "sales"));
        handle(story().member(3 * DAY, Story.ONE, "support"));
        handle(story().paused(0, Story.ONE, "support", "lunch", false));
        handle(story().paused(DAY, Story.ONE, "support", "again", false));

        assertThat(differences()).isEmpty();
    }

    @Test
    void whatIsHandledAgainChangesNoPartOfAnyDocument() {
        Story story = story().missedThenAnswered("c", "support", 0)
                .member(0, Story.ONE, "support")
                .member(DAY, Story.ONE, "sales")
                .removed(2 * DAY, Story.ONE, "sales");
        handle(story);
        handle(story);
        int parts = days.parts;

        handle(story);

        assertThat(days.parts).isEqualTo(parts);
    }

    @Test
    void whatIsOlderThanTheFactsAreKeptIsCountedAndLeftAsItWas() {
        handle(story().missedThenAnswered("c1", "support", 0));
        var before = days.content();

        handle(story().missedThenAnswered("c2", "support", 0), NOW, Duration.ofDays(4));

        assertThat(days.content()).isEqualTo(before);
        assertThat(tooOld).hasPositiveValue();
    }

    @Test
    void aQueueInWhichNothingIsLeftHasNoRows() {
        handle(story().left(20_000, "c", "e", "support", EntryOutcome.ABANDONED, 20_000));
        handle(story().joined(0, "c", "e", "support"));

        assertThat(differences()).isEmpty();
        assertThat(days.content()).hasSize(1);
    }
}
