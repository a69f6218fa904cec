package io.smartcallcenter.bench.routing;

import java.util.Arrays;
import java.util.List;

/**
 * What to measure.
 *
 * @param rates decisions per second
 * @param numbers of the number plan
 * @param operators all of them in queues, with a state each
 * @param seconds of one measurement
 * @param repeat measurements per rate
 * @param warmUp seconds at the highest rate before the first one
 * @param core that the service is bound to; -1 = none
 * @param jvm arguments of the service's JVM
 */
record RoutingPlan(
        List<Integer> rates,
        int numbers,
        int operators,
        int seconds,
        int repeat,
        int warmUp,
        int core,
        List<String> jvm) {

    static final String USAGE =
            """
            bench/run routing [--rates 100,1000,3000] [--numbers 10000] [--operators 2000] [--seconds 15] [--repeat 3]
                              [--warm-up 20] [--core 1] [--jvm -Xmx256m]

              --rates     decisions per second
              --numbers   how many the number plan has
              --operators how many the rules have, each with a state
              --seconds   length of one measurement
              --repeat    measurements per rate
              --warm-up   seconds at the highest rate before the first measurement
              --core      the one that the service is bound to (taskset); this JVM with Kafka is bound by bench/run
              --jvm       arguments of the service's JVM, separated by commas
            """;

    static RoutingPlan of(String[] arguments) {
        RoutingPlan plan =
                new RoutingPlan(List.of(100, 1_000, 3_000), 10_000, 2_000, 15, 3, 20, 1, List.of("-Xmx256m"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            plan = plan.with(arguments[i], arguments[i + 1]);
        }
        return plan;
    }

    private RoutingPlan with(String name, String value) {
        return switch (name) {
            case "--rates" -> new RoutingPlan(list(value), numbers, operators, seconds, repeat, warmUp, core, jvm);
            case "--numbers" ->
                new RoutingPlan(rates, Integer.parseInt(value), operators, seconds, repeat, warmUp, core, jvm);
            case "--operators" ->
                new RoutingPlan(rates, numbers, Integer.parseInt(value), seconds, repeat, warmUp, core, jvm);
            case "--seconds" ->
                new RoutingPlan(rates, numbers, operators, Integer.parseInt(value), repeat, warmUp, core, jvm);
            case "--repeat" ->
                new RoutingPlan(rates, numbers, operators, seconds, Integer.parseInt(value), warmUp, core, jvm);
            case "--warm-up" ->
                new RoutingPlan(rates, numbers, operators, seconds, repeat, Integer.parseInt(value), core, jvm);
            case "--core" ->
                new RoutingPlan(rates, numbers, operators, seconds, repeat, warmUp, Integer.parseInt(value), jvm);
            case "--jvm" ->
                new RoutingPlan(rates, numbers, operators, seconds, repeat, warmUp, core, List.of(value.split(",")));
            default -> throw new IllegalArgumentException(name + " is unknown");
        };
    }

    private static List<Integer> list(String value) {
        return Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
    }

    int highest() {
        return rates.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
