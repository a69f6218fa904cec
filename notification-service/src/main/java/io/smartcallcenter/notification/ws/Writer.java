package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.WebSocketConnection;
import io.smartcallcenter.notification.feed.Frame;
import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes an {@link Outbox} to its connection, on the connection's event loop. Only a window of frames is given to the socket:
 * a write is done when the operating system took it, so behind a reader that stopped the rest waits, and is counted, here.
 */
final class Writer {

    private static final int WINDOW_FRAMES = 64;
    private static final int WINDOW_BYTES = 256 * 1024;

    private final WebSocketConnection connection;
    private final Context context;
    private final Outbox outbox;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();

    Writer(WebSocketConnection connection, Context context, Outbox outbox) {
        this.connection = connection;
        this.context = context;
        this.outbox = outbox;
    }

    void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(nothing -> write());
        }
    }

    private void write() {
        scheduled.set(false);
        while (connection.isOpen() && frames.get() < WINDOW_FRAMES && bytes.get() < WINDOW_BYTES) {
            Frame frame = outbox.poll();
            if (frame == null) {
                return;
            }
            send(frame);
        }
    }

    private void send(Frame frame) {
        frames.incrementAndGet();
        bytes.addAndGet(frame.bytes());
        connection.sendText(frame.text()).subscribe().with(done -> written(frame), failure -> outbox.close());
    }

    private void written(Frame frame) {
        frames.decrementAndGet();
        bytes.addAndGet(-frame.bytes());
        if (outbox.size() > 0) {
            schedule();
        }
    }
}
