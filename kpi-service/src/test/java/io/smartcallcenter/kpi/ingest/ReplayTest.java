package io.smartcallcenter.kpi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.api.OfferColumns;
import io.smartcallcenter.kpi.api.QueueColumns;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any way of delivering the same events ends in the same documents, and so in the same figures. */
public class ReplayTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    @Property(tries = 300, seed = "20261123")
    void shuffledAndDoubledEventsGiveTheSameDocuments(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int calls) {
        List<Envelope<?>> events = someEvents(new Random(seed), calls);
        List<Envelope<?>> delivered = new ArrayList<>(events);
        delivered.addAll(events);
        Collections.shuffle(delivered, new Random(seed));

        assertThat(MemoryStore.of(delivered).documents())
                .isEqualTo(MemoryStore.of(events).documents());
    }

    /** A consumer that dies after the write and before the commit reads its batch again, from a new cut. */
    @Property(tries = 300, seed = "20261123")
    void batchesThatAreCutAndReplayedByRestartsGiveTheSameDocuments(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int calls) {
        Random random = new Random(seed);
        List<Envelope<?>> events = someEvents(random, calls);
        Map<String, Contribution> documents = new HashMap<>();
        int committed = 0;
        while (committed < events.size()) {
            int end = Math.min(events.size(), committed + 1 + random.nextInt(7));
            int written = committed + random.nextInt(end - committed + 1);
            boolean dies = random.nextInt(3) == 0;
            List<Contribution> facts = events.subList(committed, dies ? written : end).stream()
                    .flatMap(event -> Facts.of(event).stream())
                    .toList();
            Projection.merged(facts)
                    .forEach(fact -> documents.merge(fact.kind() + " " + fact.id(), fact, Contribution::merge));
            committed = dies ? committed : end;
        }

        assertThat(documents).isEqualTo(MemoryStore.of(events).documents());
    }

    @Property(tries = 300, seed = "20261123")
    void everyPrefixOfAStreamKeepsTheIdentities(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int calls) {
        List<Envelope<?>> events = someEvents(new Random(seed), calls);
        MemoryStore store = new MemoryStore();
        TimeRange day = new TimeRange(START, START.plusSeconds(86_400));
        for (Envelope<?> event : events) {
            store.apply(event);
            assertThat(store.queues(day, Policy.DEFAULT, day.to()))
                    .allMatch(figures -> QueueColumns.of(figures).identity(Attribution.ARRIVAL));
            assertThat(store.operators(day, day.to()))
                    .allMatch(figures -> OfferColumns.of(figures.counts()).identity(Attribution.ARRIVAL));
        }
    }

    public static List<Envelope<?>> someEvents(Random random, int calls) {
        Story story = new Story(START);
        Agent[] agents = {Story.ONE, Story.TWO};
        String[] queues = {"support", "sales"};
        for (int i = 0; i < calls; i++) {
            String queue = queues[random.nextInt(2)];
            Agent agent = agents[random.nextInt(2)];
            long at = random.nextInt(1_000_000);
            if (random.nextInt(3) == 0) {
                story.missedThenAnswered("c" + i, queue, at);
            } else {
                EntryOutcome[] outcomes = EntryOutcome.values();
                OfferOutcome[] ends = OfferOutcome.values();
                story.offered(at, "c" + i, "o" + i, "c" + i + "/" + queue, queue, agent)
                        .offerEnded(
                                at + 900,
                                "c" + i,
                                "o" + i,
                                "c" + i + "/" + queue,
                                queue,
                                agent,
                                ends[random.nextInt(ends.length)],
                                900)
                        .waited("c" + i, queue, at, outcomes[random.nextInt(outcomes.length)], random.nextInt(30_000))
                        .waited("c" + i, queue, at, outcomes[random.nextInt(outcomes.length)], random.nextInt(30_000));
            }
            story.hold(at + 7_000, "c" + i, "c" + i + "-2", Story.TWO)
                    .unhold(at + 8_000, "c" + i, "c" + i + "-2", Story.TWO)
                    .member(at, agent, queue)
                    .paused(at + random.nextInt(3), agent, queue, "lunch", random.nextBoolean())
                    .unpaused(at + random.nextInt(5_000), agent, queue)
                    .device(at, agent, DeviceState.values()[random.nextInt(9)])
                    .disconnected(at)
                    .connected(at + random.nextInt(5_000))
                    .gap(at, at + random.nextInt(5_000));
        }
        return story.events;
    }
}
