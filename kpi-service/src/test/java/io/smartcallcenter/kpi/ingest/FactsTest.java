package io.smartcallcenter.kpi.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.offer.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00.123456Z");

    private final Story story = new Story(START);

    private QueueEntry entry(List<Envelope<?>> events) {
        return MemoryStore.of(events).entries().get(0);
    }

    private List<Envelope<?>> reversed() {
        List<Envelope<?>> reversed = new ArrayList<>(story.events);
        Collections.reverse(reversed);
        return reversed;
    }

    @ParameterizedTest
    @EnumSource(EntryOutcome.class)
    void anAnswerWinsOverWhateverElseIsSaidOfTheEntryInEitherOrder(EntryOutcome other) {
        story.joined(0, "c", "e", "support")
                .answered(4_000, "c", "o", "e", "support", Story.ONE, 4_000, 900)
                .left(9_000, "c", "e", "support", other, 9_000);

        assertThat(entry(story.events).outcome()).isEqualTo(EntryOutcome.ANSWERED);
        assertThat(entry(reversed())).isEqualTo(entry(story.events));
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT, ABANDONED", "LEFT_EMPTY, ABANDONED", "EXIT_KEY, ABANDONED", "ABANDONED, LOST"})
    void aNamedReasonBeatsAbandonedAndAnythingBeatsLost(EntryOutcome winner, EntryOutcome loser) {
        story.joined(0, "c", "e", "support")
                .left(4_000, "c", "e", "support", winner, 4_000)
                .left(9_000, "c", "e", "support", loser, 9_000);

        assertThat(entry(story.events).outcome()).isEqualTo(winner);
        assertThat(entry(story.events).waitMs()).isEqualTo(4_000);
        assertThat(entry(reversed())).isEqualTo(entry(story.events));
    }

    @Test
    void thePrecedencesNameEveryOutcomeOnce() {
        assertThat(QueueEntry.PRECEDENCE).containsExactlyInAnyOrder(EntryOutcome.values());
        assertThat(Offer.PRECEDENCE).containsExactlyInAnyOrder(OfferOutcome.values());
    }

    @ParameterizedTest
    @EnumSource(OfferOutcome.class)
    void anAnswerWinsOverWhateverElseIsSaidOfTheOfferInEitherOrder(OfferOutcome other) {
        story.offered(0, "c", "o", "e", "support", Story.ONE)
                .answered(4_000, "c", "o", "e", "support", Story.ONE, 4_000, 900)
                .offerEnded(5_000, "c", "o", "e", "support", Story.ONE, other, 5_000);

        assertThat(MemoryStore.of(story.events).offers().get(0).outcome()).isEqualTo(OfferOutcome.ACCEPTED);
        assertThat(MemoryStore.of(reversed()).offers())
                .isEqualTo(MemoryStore.of(story.events).offers());
    }

    @Test
    void anEntryWhoseJoinWasNeverSeenIsCountedWhereItMustHaveJoined() {
        story.left(9_000, "c", "e", "support", EntryOutcome.ABANDONED, 8_000);

        assertThat(entry(story.events).joinedAt()).isEqualTo(Instant.parse("2026-11-23T09:00:01.123Z"));
    }

    @Test
    void theJoinItselfDecidesOverAGuessThatIsEarlier() {
        story.left(9_000, "c", "e", "support", EntryOutcome.ABANDONED, 9_020).joined(0, "c", "e", "support");

        assertThat(entry(story.events).joinedAt()).isEqualTo(Instant.parse("2026-11-23T09:00:00.123Z"));
    }

    @Test
    void aHoldOfALegThatWasNeverOfferedCountsNowhere() {
        story.hold(0, "c", "somewhere", Story.ONE);

        assertThat(MemoryStore.of(story.events).offers()).singleElement().satisfies(offer -> {
            assertThat(offer.startedAt()).isNull();
            assertThat(offer.happened()).isFalse();
        });
    }

    @Test
    void aTalkOfWhichOnlyTheEndWasSeenHappened() {
        story.released(9_000, "c", "o", "e", "support", Story.ONE, 3_000);

        assertThat(MemoryStore.of(story.events).offers()).singleElement().matches(Offer::happened);
    }

    @Test
    void aHoldWithoutItsOfferAndItsChannelSaysNothing() {
        story.hold(0, "c", " ", null, Story.ONE).unhold(1, "c", null, null, Story.ONE);

        assertThat(MemoryStore.of(story.events).offers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 30L * 86_400_000 + 1})
    void anAbsurdDurationIsPoison(long waitMs) {
        story.left(0, "c", "e", "support", EntryOutcome.ABANDONED, waitMs);

        assertThatThrownBy(() -> Facts.of(story.events.get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waitMs");
    }

    @Test
    void anEndlessQueueNameIsPoison() {
        story.joined(0, "c", "e", "q".repeat(513));

        assertThatThrownBy(() -> Facts.of(story.events.get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queue");
    }
}
