package io.smartcallcenter.kpi.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.MemoryStore;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** However events are delivered and whoever dies: the roll-ups are those of the facts. */
class OwnerReplayTest {

    @Property(tries = 400, seed = "20261123", shrinking = ShrinkingMode.OFF)
    void anyDeliveryEndsInTheRollUpsOfTheFacts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int calls) {
        Random random = new Random(seed);
        List<Envelope<?>> events = LongStories.of(random, calls);
        MemoryStore store = new MemoryStore();
        MemoryDays days = new MemoryDays();

        new Delivery(random, events, facts -> facts.forEach(store::add), new MemoryFacts(store), days).run();

        assertThat(Days.differences(Days.of(MemoryStore.of(events)), days.content()))
                .isEmpty();
    }
}
