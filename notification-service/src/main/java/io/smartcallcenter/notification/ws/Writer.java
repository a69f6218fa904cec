package io.smartcallcenter.notification.ws;

import io.netty.channel.ChannelFuture;
import io.smartcallcenter.notification.feed.Frame;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes an {@link Outbox} to its connection, on the connection's event loop. Only a window of frames is given to the socket:
 * a write is done when the operating system took it, so behind a reader that stopped the rest waits, and is counted, here.
 */
final class Writer {

    private static final int WINDOW_FRAMES = 64;
    private static final int WINDOW_BYTES = 256 * 1024;
    private static final long SOON_MS = 5;

    private final Transport transport;
    private final Flushes flushes;
    private final Outbox outbox;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Given to the socket and not taken yet; on the event loop only. */
    private int frames;

    private int bytes;

    Writer(Transport transport, Flushes flushes, Outbox outbox) {
        this.transport = transport;
        this.flushes = flushes;
        this.outbox = outbox;
    }

    void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            flushes.add(this);
        }
    }

    /** On the event loop. */
    void write() {
        scheduled.set(false);
        if (!transport.canWrite()) {
            later();
            return;
        }
        int count = 0;
        int size = 0;
        ChannelFuture last = null;
        while (frames + count < WINDOW_FRAMES && bytes + size < WINDOW_BYTES) {
            Frame frame = outbox.poll();
            if (frame == null) {
                break;
            }
            last = transport.write(frame);
            count++;
            size += frame.bytes();
        }
        if (last != null) {
            given(count, size, last);
        }
    }

    /** The connection is gone, or its handshake is being finished. */
    private void later() {
        if (transport.isOpen()) {
            transport.loop().schedule(this::schedule, SOON_MS, TimeUnit.MILLISECONDS);
        } else {
            outbox.close();
        }
    }

    private void given(int count, int size, ChannelFuture last) {
        frames += count;
        bytes += size;
        last.addListener(done -> {
            frames -= count;
            bytes -= size;
            if (!done.isSuccess()) {
                outbox.close();
            } else if (outbox.size() > 0) {
                schedule();
            }
        });
        transport.flush();
    }
}
