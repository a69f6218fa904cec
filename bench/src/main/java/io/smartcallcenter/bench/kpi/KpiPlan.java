package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.bench.kpi.calls.Season;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure.
 *
 * @param season the calls
 * @param repeat reports of each kind that are timed, after as many to warm up
 * @param sqlRepeat the same for SQL
 * @param rate events per second of the freshness, 0 = not measured
 * @param seconds of the freshness
 * @param core that the service is bound to; -1 = none
 * @param jvm arguments of the service's JVM
 * @param memoryMiB MariaDB's buffer pool
 */
record KpiPlan(
        Season season, int repeat, int sqlRepeat, int rate, int seconds, int core, List<String> jvm, int memoryMiB) {

    static final String USAGE =
            """
            bench/run kpi [--calls 1000000] [--days 30] [--from 2026-10-10] [--seed 1] [--repeat 100] [--sql-repeat 3]
                          [--rate 1000] [--seconds 60] [--core 1] [--jvm -Xmx512m] [--mariadb 2048]

              --calls      of all days together
              --days       how many
              --from       the first day, in Europe/Berlin
              --seed       the same seed gives the same calls
              --repeat     reports of each kind that are timed
              --sql-repeat how often each report is made by SQL over queue_log
              --rate       events per second while the freshness of the live figures is measured; 0 = it is not
              --seconds    how long that takes
              --core       the one that the service is bound to (taskset); this JVM and MariaDB are bound by bench/run
              --jvm        arguments of the service's JVM, separated by commas
              --mariadb    MiB that MariaDB may keep in memory
            """;

    static KpiPlan of(String[] arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        Season season = new Season(
                LocalDate.parse(value(values, "--from", "2026-10-10")),
                number(values, "--days", 30),
                number(values, "--calls", 1_000_000),
                number(values, "--seed", 1));
        KpiPlan plan = new KpiPlan(
                season,
                number(values, "--repeat", 100),
                number(values, "--sql-repeat", 3),
                number(values, "--rate", 1_000),
                number(values, "--seconds", 60),
                number(values, "--core", 1),
                Arrays.asList(value(values, "--jvm", "-Xmx512m").split(",")),
                number(values, "--mariadb", 2_048));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(values.keySet() + " is unknown");
        }
        return plan;
    }

    private static String value(Map<String, String> values, String name, String otherwise) {
        String value = values.remove(name);
        return value == null ? otherwise : value;
    }

    private static int number(Map<String, String> values, String name, int otherwise) {
        return Integer.parseInt(value(values, name, Integer.toString(otherwise)));
    }
}
