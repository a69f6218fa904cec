package io.smartcallcenter.bench.routing;

import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.bench.Metrics;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long a decision takes inside the routing service, on one core with large rules; see {@code bench/README.md}. */
public final class RoutingBench {

    private static final Path RUN = Path.of("bench/target/run-routing");

    private final RoutingPlan plan;
    private final CoreProcess service;
    private final RequestLoad load;

    private RoutingBench(RoutingPlan plan, CoreProcess service, RequestLoad load) {
        this.plan = plan;
        this.service = service;
        this.load = load;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(RoutingPlan.USAGE);
            return;
        }
        RoutingPlan plan = RoutingPlan.of(arguments);
        LargeRules rules = new LargeRules(plan.numbers(), plan.operators());
        Files.createDirectories(RUN);
        Path file = Files.writeString(RUN.resolve("rules.yaml"), rules.yaml()).toAbsolutePath();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                EmbeddedMongo mongo = EmbeddedMongo.start(0);
                RequestLoad load = new RequestLoad(kafka.bootstrapServers(), rules)) {
            rules.states(RequestLoad.NODE).forEach(load::announce);
            load.flush();
            try (CoreProcess service = start(plan, kafka, mongo, file)) {
                new RoutingBench(plan, service, load).run();
            }
        }
    }

    private static CoreProcess start(RoutingPlan plan, EmbeddedKafka kafka, EmbeddedMongo mongo, Path rules) {
        return CoreProcess.start(
                "routing-service",
                RUN,
                plan.core(),
                plan.jvm(),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "QUARKUS_MONGODB_CONNECTION_STRING",
                        mongo.connectionString(),
                        "SCC_ROUTING_RULES",
                        rules.toString()));
    }

    private void run() throws InterruptedException {
        long begin = System.nanoTime();
        service.awaitReady();
        say(
                "Ready after %.1f s with %d numbers and %d operators.",
                (System.nanoTime() - begin) / 1e9, plan.numbers(), plan.operators());
        say("Warming up for %d s at %d decisions/s ...", plan.warmUp(), plan.highest());
        load.send(plan.highest(), plan.warmUp());
        say(
                "%n| decisions/s | asked | undecided | inside p50 ms | p99 ms | max ms | through Kafka p50 ms | p99 ms | max ms | cores | heap MiB (process) |");
        say("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (int rate : plan.rates()) {
            for (int i = 0; i < plan.repeat(); i++) {
                row(rate);
            }
        }
    }

    private void row(int rate) throws InterruptedException {
        long begin = System.nanoTime();
        long cpu = service.cpu().toNanos();
        RequestLoad.Result result = load.measure(rate, plan.seconds());
        double cores = (double) (service.cpu().toNanos() - cpu) / (System.nanoTime() - begin);
        double heap = Metrics.sum(new Metrics(service.management()).fetch(), "jvm_memory_used_bytes{area=\"heap\"")
                / (1024 * 1024);
        say(
                "| %d | %d | %d | %s | %s | %.2f | %.0f (%d) |",
                rate,
                result.asked(),
                result.undecided(),
                times(result.inside()),
                times(result.through()),
                cores,
                heap,
                service.peakMiB());
    }

    private static String times(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%.2f | %.2f | %.1f",
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getMaxValue() / 1e6);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
        System.out.flush();
    }
}
