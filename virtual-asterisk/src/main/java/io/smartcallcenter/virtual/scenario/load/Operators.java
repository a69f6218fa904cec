package io.smartcallcenter.virtual.scenario.load;

import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How operators behave under load. Shares are 0..1 of the rings.
 *
 * @param answersAfter the ring time of those who answer
 * @param misses the share that rings out
 * @param rejects the share that is refused
 * @param hangsUp the share of answered calls that the operator ends, after {@code talk}
 * @param pauses how often somebody takes a break: mean seconds between two breaks of the whole team; 0 for none
 * @param breakLength how long a pause lasts, an automatic one too
 * @param reasons why somebody pauses
 */
public record Operators(
        DurationSpec answersAfter,
        double misses,
        double rejects,
        double hangsUp,
        DurationSpec talk,
        double pauses,
        DurationSpec breakLength,
        List<String> reasons) {

    private static final Duration REJECTS_AFTER = Duration.ofMillis(700);

    public Operators {
        if (misses < 0 || rejects < 0 || hangsUp < 0 || misses + rejects > 1 || hangsUp > 1) {
            throw new IllegalArgumentException("Shares of rings are between 0 and 1, and no more than 1 together");
        }
        reasons = List.copyOf(reasons);
    }

    public Reaction react(RandomGenerator random) {
        double dice = random.nextDouble();
        if (dice < misses) {
            return Reaction.IGNORE;
        }
        if (dice < misses + rejects) {
            return Reaction.reject(REJECTS_AFTER);
        }
        Duration ring = answersAfter.draw(random);
        return random.nextDouble() < hangsUp
                ? Reaction.answerAndHangUp(ring, talk.draw(random))
                : Reaction.answer(ring);
    }
}
