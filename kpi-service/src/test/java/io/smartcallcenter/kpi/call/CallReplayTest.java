package io.smartcallcenter.kpi.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.CallStory;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.history.TimelineEvent;
import io.smartcallcenter.kpi.ingest.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any way of delivering the events of calls ends in the same documents, and what is erased stays erased. */
class CallReplayTest {

    private static final Instant START = Instant.parse("2026-11-23T09:55:00Z");

    private static List<Envelope<?>> events(Random random, int calls) {
        List<Envelope<?>> events = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Instant start = START.plusSeconds(random.nextInt(1_200));
            events.addAll(CallStory.whole(start, "c" + i, random.nextBoolean() ? "support" : "sales")
                    .events());
        }
        return events;
    }

    @Property(tries = 200, seed = "20261123")
    void shuffledAndDoubledEventsGiveTheSameDocuments(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int calls) {
        List<Envelope<?>> events = events(new Random(seed), calls);
        List<Envelope<?>> delivered = new ArrayList<>(events);
        delivered.addAll(events);
        Collections.shuffle(delivered, new Random(seed));

        assertThat(MemoryStore.of(delivered).documents())
                .isEqualTo(MemoryStore.of(events).documents());
    }

    @Property(tries = 200, seed = "20261123")
    void aStreamThatIsCutAndReplayedAnywhereGivesTheSameDocuments(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int cut,
            @ForAll @IntRange(min = 0, max = 60) int back) {
        List<Envelope<?>> events = events(new Random(seed), 3);
        int end = Math.min(cut, events.size());
        List<Envelope<?>> delivered = new ArrayList<>(events.subList(0, end));
        delivered.addAll(events.subList(Math.max(0, end - back), events.size()));

        assertThat(MemoryStore.of(delivered).documents())
                .isEqualTo(MemoryStore.of(events).documents());
    }

    @Property(tries = 200, seed = "20261123")
    void whatIsErasedAtAnyMomentStaysErasedWhateverIsReplayed(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int known) {
        Random random = new Random(seed);
        List<Envelope<?>> events = events(random, 1);
        Collections.shuffle(events, random);
        Map<String, Contribution> documents = new HashMap<>();
        List<Envelope<?>> before = events.subList(0, Math.min(known, events.size()));
        deliver(documents, before);
        write(documents, erasing(documents.values()));
        Map<String, Contribution> erased = Map.copyOf(documents);

        deliver(documents, before);

        assertThat(documents).isEqualTo(erased);
        assertThat(documents.values().stream().filter(CallReplayTest::ofCalls).map(Object::toString))
                .noneMatch(text -> text.contains(CallStory.NAME)
                        || text.contains(CallStory.DIGITS)
                        || text.contains(CallStory.NUMBER)
                        || text.contains(CallStory.CARD)
                        || text.contains("78880001122"));
    }

    private static boolean ofCalls(Contribution document) {
        return document.kind() == DocumentKind.CALL || document.kind() == DocumentKind.CALL_EVENTS;
    }

    private static void deliver(Map<String, Contribution> documents, List<Envelope<?>> events) {
        events.forEach(event -> write(documents, Facts.of(event)));
    }

    private static void write(Map<String, Contribution> documents, Collection<Contribution> facts) {
        facts.forEach(fact -> documents.merge(fact.kind() + " " + fact.id(), fact, Contribution::merge));
    }

    private static List<Contribution> erasing(Collection<Contribution> documents) {
        List<Contribution> erasing = new ArrayList<>();
        for (Contribution document : documents) {
            if (document.kind() == DocumentKind.CALL) {
                erasing.add(CallFacts.erased(document.id()));
            } else if (document.kind() == DocumentKind.CALL_EVENTS) {
                document.values().below(Timeline.EVENTS, (hash, text) -> erased(document, (String) text)
                        .forEach(erasing::add));
            }
        }
        return erasing;
    }

    private static List<Contribution> erased(Contribution document, String text) {
        TimelineEvent event = TimelineEvent.parse(text);
        String callId = document.values().text(Timeline.CALL_ID);
        return event.tellsOfTheCaller()
                ? List.of(Timeline.erased(callId, event.time(), event.id(), event.erasedText()))
                : List.of();
    }
}
