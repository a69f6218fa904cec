package io.smartcallcenter.virtual.link;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What goes out on one connection. A reader that takes nothing for longer than the write timeout is cut without a word, as by
 * ari.conf's {@code websocket_write_timeout} and manager.conf's {@code writetimeout}; so is one for whom too much waits. Used on
 * the PBX's thread.
 */
public final class Outbound {

    /** Characters that may wait, beside what the socket itself holds. */
    static final long MAX_WAITING = 32L * 1024 * 1024;

    /** A connection that can be full. */
    public interface Wire {

        void write(String text);

        boolean full();

        /** Calls back once, when it is no longer full. */
        void onDrain(Runnable callback);

        /** Ends the connection without a close frame. */
        void cut();
    }

    private record Waiting(String text, long readyNanos) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Vertx vertx;
    private final Wire wire;
    private final long writeTimeoutMillis;
    private Shape shape;
    private long waitingCharacters;
    private long freeAtNanos = System.nanoTime();
    private boolean blocked;
    private boolean pumpArmed;
    private boolean closed;
    private long timeout = -1;

    public Outbound(Vertx vertx, Wire wire, Duration writeTimeout, Shape shape) {
        this.vertx = vertx;
        this.wire = wire;
        this.writeTimeoutMillis = Math.max(1, writeTimeout.toMillis());
        this.shape = shape;
    }

    public void send(String text) {
        if (closed) {
            return;
        }
        if (waiting.isEmpty() && shape.equals(Shape.NONE) && !wire.full()) {
            write(text);
            return;
        }
        waiting.add(new Waiting(text, System.nanoTime() + shape.delay().toNanos()));
        waitingCharacters += text.length();
        if (waitingCharacters > MAX_WAITING) {
            cut();
        } else {
            pump();
        }
    }

    /** From now on; what waits is sent as the new shape allows. */
    public void shape(Shape next) {
        shape = next;
        freeAtNanos = System.nanoTime();
        pump();
    }

    /** Nothing more is sent. */
    public void close() {
        closed = true;
        waiting.clear();
        waitingCharacters = 0;
        stopWaiting();
    }

    /** Ends the connection at once, whatever waits. */
    public void cut() {
        close();
        wire.cut();
    }

    private void write(String text) {
        wire.write(text);
        if (wire.full()) {
            block();
        }
    }

    private void block() {
        if (!blocked) {
            blocked = true;
            timeout = vertx.setTimer(writeTimeoutMillis, late -> cut());
            wire.onDrain(() -> {
                stopWaiting();
                pump();
            });
        }
    }

    private void stopWaiting() {
        blocked = false;
        if (timeout >= 0) {
            vertx.cancelTimer(timeout);
            timeout = -1;
        }
    }

    private void pump() {
        while (!closed && !blocked && !waiting.isEmpty()) {
            long wait = Math.max(waiting.peek().readyNanos(), freeAtNanos) - System.nanoTime();
            if (wait > 0 && !shape.equals(Shape.NONE)) {
                pumpIn(wait);
                return;
            }
            Waiting next = waiting.poll();
            waitingCharacters -= next.text().length();
            if (shape.bytesPerSecond() > 0) {
                long nanos = next.text().length() * 1_000_000_000L / shape.bytesPerSecond();
                freeAtNanos = Math.max(freeAtNanos, System.nanoTime()) + nanos;
            }
            write(next.text());
        }
    }

    private void pumpIn(long nanos) {
        if (!pumpArmed) {
            pumpArmed = true;
            vertx.setTimer(nanos / 1_000_000 + 1, fired -> {
                pumpArmed = false;
                pump();
            });
        }
    }
}
