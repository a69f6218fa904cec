package io.smartcallcenter.virtual.scenario.load;

import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Calls that come by themselves.
 *
 * @param numbers what is dialled
 * @param inTurn one number after the other instead of by weight
 * @param patience null waits for ever
 * @param talk null leaves the end to the operator
 * @param operators null leaves the phones as they are
 * @param length null goes on until it is stopped
 * @param seed the same seed gives the same calls
 */
public record LoadProfile(
        Arrivals arrivals,
        List<Dialled> numbers,
        boolean inTurn,
        DurationSpec patience,
        DurationSpec talk,
        Operators operators,
        Duration length,
        long seed) {

    /** A number and how often it is dialled in relation to the others. */
    public record Dialled(String number, int weight) {
        public Dialled {
            if (weight < 1 || weight > 1_000_000) {
                throw new IllegalArgumentException("A weight is between 1 and 1000000, not " + weight);
            }
        }
    }

    public LoadProfile {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("A load needs at least one number to dial");
        }
    }

    /** A steady rate to a row of numbers in turn; every caller has the same plan. */
    public static LoadProfile constant(double callsPerSecond, List<String> numbers, CallerPlan plan) {
        return new LoadProfile(
                new Arrivals.Constant(callsPerSecond),
                numbers.stream().map(number -> new Dialled(number, 1)).toList(),
                true,
                plan.patience() == null ? null : DurationSpec.of(plan.patience()),
                plan.talk() == null ? null : DurationSpec.of(plan.talk()),
                null,
                null,
                0);
    }

    public String number(long index, RandomGenerator random) {
        if (inTurn) {
            return numbers.get((int) (index % numbers.size())).number();
        }
        int dice = random.nextInt(numbers.stream().mapToInt(Dialled::weight).sum());
        for (Dialled each : numbers) {
            dice -= each.weight();
            if (dice < 0) {
                return each.number();
            }
        }
        throw new IllegalStateException("The weights changed");
    }

    public CallerPlan caller(RandomGenerator random) {
        return new CallerPlan(patience == null ? null : patience.draw(random), talk == null ? null : talk.draw(random));
    }
}
