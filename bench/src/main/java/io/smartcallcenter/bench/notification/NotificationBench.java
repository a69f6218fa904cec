package io.smartcallcenter.bench.notification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** See {@code bench/README.md}. */
public final class NotificationBench {

    private static final Path RUN = Path.of("bench/target/run-notification");
    private static final int CORE = 1;
    private static final int[] CONNECTIONS = {100, 1_000, 5_000};

    /** So many deliveries are asked for at once, and so many a second. */
    private static final int BURST = 500_000;

    private static final int QUIET_PER_SECOND = 10_000;
    private static final int QUIET_SECONDS = 10;
    private static final int MOST_MESSAGES = 1_500;
    private static final int REPETITIONS = 3;

    private NotificationBench() {}

    @FunctionalInterface
    private interface Start {
        Broadcaster server() throws IOException, InterruptedException;
    }

    /** @param arguments the folder {@code node_modules} with the package {@code ws}, {@code resume} or {@code stopped} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String what = arguments.length > 0 ? arguments[0] : "bench/target/node_modules";
        switch (what) {
            case "resume" -> ResumeBench.run(CORE, RUN);
            case "stopped" -> StoppedReaderBench.run(CORE, RUN);
            default -> compare(Path.of(what));
        }
        System.exit(0);
    }

    private static void compare(Path modules) throws IOException, InterruptedException {
        List<Start> servers = List.of(
                () -> new Suite(CORE, RUN), () -> Foreign.nchan(CORE, RUN), () -> Foreign.node(CORE, RUN, modules));
        Traffic.say(
                "| connections | server | deliveries/s (%d bursts) | p50 ms | p99 ms | KiB per connection |",
                REPETITIONS);
        Traffic.say("|--:|:--|--:|--:|--:|--:|");
        for (int connections : CONNECTIONS) {
            for (Start start : servers) {
                try (Broadcaster server = start.server()) {
                    measure(server, connections);
                }
            }
        }
    }

    private static void measure(Broadcaster server, int connections) throws InterruptedException {
        try (Receivers receivers = new Receivers(server)) {
            // what the first connection costs is not a price of each
            receivers.connect(server, 1);
            burst(server, receivers, 1, 1_000);
            long before = server.residentKiB();
            receivers.connect(server, connections - 1);
            long perConnection = (server.residentKiB() - before) / connections;
            burst(server, receivers, connections, messages(connections));
            String rates = IntStream.range(0, REPETITIONS)
                    .mapToObj(i -> Long.toString(burst(server, receivers, connections, messages(connections))))
                    .reduce((one, other) -> one + ", " + other)
                    .orElseThrow();
            Histogram quiet = quiet(server, receivers, connections);
            Traffic.say(
                    "| %d | %s | %s | %.1f | %.1f | %d |",
                    connections,
                    server.name(),
                    rates,
                    quiet.getValueAtPercentile(50) / 1e6,
                    quiet.getValueAtPercentile(99) / 1e6,
                    perConnection);
        }
    }

    private static int messages(int connections) {
        return Math.min(MOST_MESSAGES, BURST / connections);
    }

    /** @return deliveries per second, from the first publication to the last delivery */
    private static long burst(Broadcaster server, Receivers receivers, int connections, int messages) {
        long goal = receivers.received() + (long) connections * messages;
        long begun = System.nanoTime();
        server.publish(Traffic.texts(messages));
        Traffic.await(receivers, goal);
        return (long) connections * messages * 1_000_000_000L / (System.nanoTime() - begun);
    }

    private static Histogram quiet(Broadcaster server, Receivers receivers, int connections)
            throws InterruptedException {
        Traffic.steady(server, receivers, connections, QUIET_PER_SECOND, QUIET_SECONDS, "");
        return receivers.latency();
    }
}
