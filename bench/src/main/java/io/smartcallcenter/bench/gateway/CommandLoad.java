package io.smartcallcenter.bench.gateway;

import io.smartcallcenter.bench.stub.StubAsterisk;
import io.smartcallcenter.events.CallCommand;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Commands at a rate: from the hand-over to Kafka's client until the AMI action has arrived. */
final class CommandLoad {

    private static final long LATE_MS = 5_000;
    private static final String AGENT = "PJSIP/0001";

    private final Router router;
    private final String node;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private long number;

    CommandLoad(StubAsterisk stub, Router router, String node) {
        this.router = router;
        this.node = node;
        stub.onAction(this::arrived);
    }

    private synchronized void arrived(Map<String, String> action) {
        Long since = sent.remove(action.getOrDefault("Reason", ""));
        if (since != null) {
            times.recordValue(Math.min(System.nanoTime() - since, times.getHighestTrackableValue()));
        }
    }

    /** A row of the table. */
    String measure(int perSecond, int seconds) {
        send(perSecond, 2);
        synchronized (this) {
            times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        }
        int asked = send(perSecond, seconds);
        synchronized (this) {
            return String.format(
                    Locale.ROOT,
                    "| %d | %d | %d | %.1f | %.1f | %.1f |",
                    perSecond,
                    asked,
                    times.getTotalCount(),
                    times.getValueAtPercentile(50) / 1e6,
                    times.getValueAtPercentile(99) / 1e6,
                    times.getMaxValue() / 1e6);
        }
    }

    private int send(int perSecond, int seconds) {
        long begin = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            long due = (System.nanoTime() - begin) * perSecond / TimeUnit.SECONDS.toNanos(1);
            for (; count < due; count++) {
                String id = "pause-" + ++number;
                sent.put(id, System.nanoTime());
                router.command(
                        new CallCommand.AgentPause(node, id, Instant.now().plusSeconds(30), AGENT, "support", id));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LATE_MS);
        while (!sent.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        sent.clear();
        return count;
    }
}
