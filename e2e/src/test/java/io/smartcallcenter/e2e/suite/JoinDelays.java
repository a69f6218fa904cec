package io.smartcallcenter.e2e.suite;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.queue.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches a queue from inside the PBX, by the PBX's own clock: how long after its channel was created each caller was seen waiting
 * there. Seen at the next look, so up to {@link #EVERY} later than it was.
 */
public final class JoinDelays implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(20);

    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final String queue;
    private volatile boolean closed;

    private JoinDelays(String queue) {
        this.queue = queue;
    }

    public static JoinDelays watch(VirtualAsterisk asterisk, String queue) {
        JoinDelays delays = new JoinDelays(queue);
        asterisk.every(EVERY, () -> {
            asterisk.withPbx(delays::look);
            return !delays.closed;
        });
        return delays;
    }

    private void look(Pbx pbx) {
        for (Waiting waiting : pbx.queues().get(queue).waiting()) {
            Channel caller = waiting.channel();
            delays.computeIfAbsent(
                    caller.id(), id -> Duration.ofNanos((pbx.clock().now() - caller.created()) * 1000));
        }
    }

    /** By the Uniqueid of the caller. */
    public Map<String, Duration> seen() {
        return new TreeMap<>(delays);
    }

    @Override
    public void close() {
        closed = true;
    }
}
