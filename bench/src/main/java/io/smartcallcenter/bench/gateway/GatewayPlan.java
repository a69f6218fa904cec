package io.smartcallcenter.bench.gateway;

import java.util.Arrays;
import java.util.List;

/**
 * What to measure.
 *
 * @param rates ARI+AMI events per second
 * @param commands commands per second; empty = none are measured
 * @param seconds of one measurement
 * @param repeat measurements per rate
 * @param warmUp seconds at the highest rate before the first one
 * @param core that the gateway is bound to; -1 = none
 * @param jvm arguments of the gateway's JVM
 */
record GatewayPlan(
        List<Integer> rates, List<Integer> commands, int seconds, int repeat, int warmUp, int core, List<String> jvm) {

    static final String USAGE =
            """
            bench/run gateway [--rates 500,1000,3000,15000] [--commands 1000,2000] [--seconds 15] [--repeat 3] [--warm-up 40]
                              [--core 1] [--jvm -Xmx256m]

              --rates    ARI+AMI events per second
              --commands commands per second (agent.pause, from Kafka to the AMI action); none: leave them out
              --seconds  length of one measurement
              --repeat   measurements per rate
              --warm-up  seconds at the highest rate before the first measurement
              --core     the one that the gateway is bound to (taskset); this JVM with Kafka and the stub is bound by bench/run
              --jvm      arguments of the gateway's JVM, separated by commas
            """;

    static GatewayPlan of(String[] arguments) {
        GatewayPlan plan = new GatewayPlan(
                List.of(500, 1_000, 3_000, 15_000), List.of(1_000, 2_000), 15, 3, 40, 1, List.of("-Xmx256m"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            plan = plan.with(arguments[i], arguments[i + 1]);
        }
        return plan;
    }

    private GatewayPlan with(String name, String value) {
        return switch (name) {
            case "--rates" -> new GatewayPlan(numbers(value), commands, seconds, repeat, warmUp, core, jvm);
            case "--commands" -> new GatewayPlan(rates, numbers(value), seconds, repeat, warmUp, core, jvm);
            case "--seconds" -> new GatewayPlan(rates, commands, number(value), repeat, warmUp, core, jvm);
            case "--repeat" -> new GatewayPlan(rates, commands, seconds, number(value), warmUp, core, jvm);
            case "--warm-up" -> new GatewayPlan(rates, commands, seconds, repeat, number(value), core, jvm);
            case "--core" -> new GatewayPlan(rates, commands, seconds, repeat, warmUp, number(value), jvm);
            case "--jvm" -> new GatewayPlan(rates, commands, seconds, repeat, warmUp, core, List.of(value.split(",")));
            default -> throw new IllegalArgumentException(name + " is unknown");
        };
    }

    private static List<Integer> numbers(String value) {
        return value.equals("none")
                ? List.of()
                : Arrays.stream(value.split(",")).map(GatewayPlan::number).toList();
    }

    private static int number(String value) {
        return Integer.parseInt(value.strip());
    }

    int highest() {
        return rates.stream().mapToInt(Integer::intValue).max().orElse(1_000);
    }
}
