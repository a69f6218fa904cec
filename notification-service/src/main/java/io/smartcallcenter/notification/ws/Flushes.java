package io.smartcallcenter.notification.ws;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** The connections of one event loop that have something to write: an event for a thousand of them wakes the loop once. */
final class Flushes {

    private static final Logger LOG = Logger.getLogger(Flushes.class);

    private final EventLoop loop;
    private final Queue<Writer> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    Flushes(EventLoop loop) {
        this.loop = loop;
    }

    void add(Writer writer) {
        waiting.add(writer);
        if (awake.compareAndSet(false, true)) {
            loop.execute(this::write);
        }
    }

    private void write() {
        awake.set(false);
        for (Writer writer = waiting.poll(); writer != null; writer = waiting.poll()) {
            write(writer);
        }
    }

    /** What fails at one connection must not keep the others waiting. */
    private static void write(Writer writer) {
        try {
            writer.write();
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Nothing was written to a connection");
        }
    }
}
