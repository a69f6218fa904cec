package io.smartcallcenter.e2e.suite;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.pbx.Pbx;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Watches from inside the PBX who waits in a queue. */
public final class Joined implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(20);

    private final Set<String> callers = ConcurrentHashMap.newKeySet();
    private final String queue;
    private volatile boolean closed;

    private Joined(String queue) {
        this.queue = queue;
    }

    public static Joined watch(VirtualAsterisk asterisk, String queue) {
        Joined joined = new Joined(queue);
        asterisk.every(EVERY, () -> {
            asterisk.withPbx(joined::look);
            return !joined.closed;
        });
        return joined;
    }

    private void look(Pbx pbx) {
        pbx.queues()
                .get(queue)
                .waiting()
                .forEach(waiting -> callers.add(waiting.channel().id()));
    }

    /** The Uniqueids of all that were seen there. */
    public Set<String> callers() {
        return new TreeSet<>(callers);
    }

    @Override
    public void close() {
        closed = true;
    }
}
