package io.smartcallcenter.bench.notification;

import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** What others feel when some clients stop reading: the same load with all who read, and beside those who do not, in turns. */
final class StoppedReaderBench {

    private static final int READERS = 100;
    private static final int STOPPED = 20;
    private static final int DELIVERIES_PER_SECOND = 10_000;
    private static final int SECONDS = 15;
    private static final int ROUNDS = 3;
    private static final int WARM = 3;
    /** So that what a client does not read fills the network's buffers and then its queue within a load. */
    private static final int TEXT_BYTES = 8_000;

    private StoppedReaderBench() {}

    static void run(int core, Path run) throws InterruptedException {
        Traffic.say(
                "%d readers, %d deliveries a second of %d bytes for %d s; then beside %d clients that stopped reading",
                READERS, DELIVERIES_PER_SECOND, TEXT_BYTES, SECONDS, STOPPED);
        Traffic.say(
                "| round | stopped | p50 ms | p99 ms | most ms | heap after a collection MiB, at most | closed as slow |");
        Traffic.say("|--:|--:|--:|--:|--:|--:|--:|");
        try (Suite server = new Suite(core, run);
                Receivers readers = new Receivers(server)) {
            readers.connect(server, READERS);
            for (int i = 0; i < WARM; i++) {
                load(server, readers);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                measure(server, readers, round, 0);
                try (Receivers stopped = new Receivers(server)) {
                    stopped.connect(server, STOPPED);
                    stopped.stopReading();
                    measure(server, readers, round, STOPPED);
                }
            }
        }
    }

    private static void measure(Suite server, Receivers readers, int round, int stopped) throws InterruptedException {
        Histogram latency = load(server, readers);
        Traffic.say(
                "| %d | %d | %.1f | %.1f | %.1f | %d | %d |",
                round,
                stopped,
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getMaxValue() / 1e6,
                server.heapMiB(),
                server.closedAsSlow());
    }

    private static Histogram load(Suite server, Receivers readers) throws InterruptedException {
        Traffic.steady(server, readers, READERS, DELIVERIES_PER_SECOND, SECONDS, "x".repeat(TEXT_BYTES));
        Histogram latency = readers.latency();
        server.endCalls();
        return latency;
    }
}
