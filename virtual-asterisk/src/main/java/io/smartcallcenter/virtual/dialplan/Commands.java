package io.smartcallcenter.virtual.dialplan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What an application asks of one channel runs in turn on the channel's own thread: a prompt delays what was asked after it. */
final class Commands {

    private final Deque<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;

    /** The command calls back, once, when the next one may run. */
    void add(Consumer<Runnable> command) {
        if (!closed) {
            waiting.add(command);
            next();
        }
    }

    private void next() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            waiting.poll().accept(() -> {
                busy = false;
                next();
            });
        }
    }

    /** The channel leaves: nothing more runs. */
    void close() {
        closed = true;
        waiting.clear();
    }
}
