package io.smartcallcenter.gateway.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Frames of one link on their way from its reader to the node's loop: a bounded number of bytes, because the reader must
 * neither wait (Asterisk disconnects a slow one) nor fill the heap. Beyond it frames are dropped and counted until the loop has
 * handled those before; then the gap is said, and what Asterisk did meanwhile is read anew.
 */
public final class Intake {

    static final String TOO_FAST = "frames came faster than they were handled";

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Link link;
    private final Executor loop;
    private final long capacity;
    private final Counter dropped;
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile Instant missingSince;
    private Consumer<Instant> missed;

    /** @param capacity bytes of frames as they were read; in memory they are several times larger */
    public Intake(Link link, Executor loop, long capacity, MeterRegistry meters) {
        this.link = link;
        this.loop = loop;
        this.capacity = capacity;
        String name = link.name().toLowerCase(Locale.ROOT);
        this.dropped = Counter.builder("scc.link.dropped.frames")
                .description("Frames that came faster than they were handled")
                .tag("link", name)
                .register(meters);
        Gauge.builder("scc.link.waiting.frames", frames, AtomicInteger::get)
                .description("Frames that were read and are not handled yet")
                .tag("link", name)
                .register(meters);
        Gauge.builder("scc.link.waiting.bytes", bytes, AtomicLong::get)
                .description("Size of those frames, as they were read")
                .tag("link", name)
                .register(meters);
    }

    /** Set once, before the first frame; called on the loop with the time of the first frame that was dropped. */
    void onMissed(Consumer<Instant> said) {
        this.missed = said;
    }

    /**
     * Hands one frame over; on the reader's context, in the order of arrival. Never blocks.
     *
     * @param size of the frame in bytes, or about so
     * @param handling called on the loop, unless the frame is dropped
     */
    void frame(int size, Instant receivedAt, Runnable handling) {
        if (missingSince != null) {
            dropped.increment();
        } else if (frames.get() > 0 && bytes.get() + size > capacity) {
            dropped.increment();
            missingSince = receivedAt;
            loop.execute(this::goOn);
        } else {
            frames.incrementAndGet();
            bytes.addAndGet(size);
            loop.execute(() -> {
                frames.decrementAndGet();
                bytes.addAndGet(-size);
                handling.run();
            });
        }
    }

    /** On the loop: everything before the first dropped frame is handled, and nothing was let in since. */
    private void goOn() {
        Instant from = missingSince;
        missingSince = null;
        LOG.errorf("%s: %s; they are missing since %s", link, TOO_FAST, from);
        missed.accept(from);
    }
}
