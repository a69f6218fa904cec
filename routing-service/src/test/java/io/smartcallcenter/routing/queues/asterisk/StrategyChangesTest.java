package io.smartcallcenter.routing.queues.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand.SetStrategy;
import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyChangesTest {

    private static final Instant LATER = Instant.parse("2026-11-23T09:00:30Z");
    private static final RoutingRules RULES = RulesReader.read(
                    """
                    default: {queue: support}
                    queues:
                      support: {strategy: rrmemory}
                      sales: {strategy: ringall}
                      vip: {strategy: leastrecent}
                      ours: {strategy: ringall}
                    """)
            .withVersion(7);

    @Test
    void onlyQueuesThatRingOtherwiseAreChanged() {
        assertThat(StrategyChanges.of(
                        RULES,
                        "pbx1",
                        Map.of("support", "leastrecent", "sales", "ringall", "vip", "linear", "theirs", "linear"),
                        Map.of(),
                        LATER))
                .containsExactly(
                        new SetStrategy("pbx1", "pbx1/strategy/support/7", LATER, "support", QueueStrategy.RRMEMORY),
                        new SetStrategy("pbx1", "pbx1/strategy/vip/7", LATER, "vip", QueueStrategy.LEASTRECENT));
    }

    @Test
    void aQueueThatWasNeverReportedIsLeftAlone() {
        assertThat(StrategyChanges.of(RULES, "pbx1", Map.of(), Map.of(), LATER)).isEmpty();
    }

    /** Published and rolled back at once: Asterisk still rings as the rules have it, and will not when it does what it was told. */
    @Test
    void aQueueThatWasToldOtherwiseAMomentAgoIsToldAgain() {
        assertThat(StrategyChanges.of(
                        RULES,
                        "pbx1",
                        Map.of("support", "rrmemory", "sales", "ringall"),
                        Map.of("support", "linear", "sales", "ringall"),
                        LATER))
                .containsExactly(
                        new SetStrategy("pbx1", "pbx1/strategy/support/7", LATER, "support", QueueStrategy.RRMEMORY));
    }
}
