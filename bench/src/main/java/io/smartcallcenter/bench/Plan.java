package io.smartcallcenter.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What to measure.
 *
 * @param rates calls per second
 * @param seconds of one measurement
 * @param repeat measurements per rate
 * @param warmUp seconds before the first one
 * @param step calls per second by which the search for the limit goes up; 0 searches for none
 * @param limit calls per second at which the search ends in any case
 */
record Plan(List<Integer> rates, int seconds, int repeat, int warmUp, int step, int limit) {

    static final String USAGE =
            """
            bench/run [--rates 20,100,200] [--seconds 15] [--repeat 3] [--warm-up 40] [--step 50] [--limit 700]

              --rates    calls per second
              --seconds  length of one measurement
              --repeat   measurements per rate
              --warm-up  seconds of calls at the highest rate before the first measurement
              --step     after that: raise the rate by this much until the gateway does not keep up; 0 leaves that out
              --limit    the highest rate of that search
            """;

    static Plan of(String[] arguments) {
        Plan plan = new Plan(List.of(20, 100, 200), 15, 3, 40, 50, 700);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            plan = plan.with(arguments[i], arguments[i + 1]);
        }
        return plan;
    }

    private Plan with(String name, String value) {
        return switch (name) {
            case "--rates" ->
                new Plan(
                        Arrays.stream(value.split(",")).map(Plan::positive).toList(),
                        seconds,
                        repeat,
                        warmUp,
                        step,
                        limit);
            case "--seconds" -> new Plan(rates, positive(value), repeat, warmUp, step, limit);
            case "--repeat" -> new Plan(rates, seconds, positive(value), warmUp, step, limit);
            case "--warm-up" -> new Plan(rates, seconds, repeat, positive(value), step, limit);
            case "--step" -> new Plan(rates, seconds, repeat, warmUp, Integer.parseInt(value), limit);
            case "--limit" -> new Plan(rates, seconds, repeat, warmUp, step, positive(value));
            default -> throw new IllegalArgumentException(name + " is unknown");
        };
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value.strip());
        if (number <= 0) {
            throw new IllegalArgumentException(value + " must be positive");
        }
        return number;
    }

    int highest() {
        return rates.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
