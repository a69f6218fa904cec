package io.smartcallcenter.virtual.queuelog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the newest lines in memory. May be read from any thread. */
public final class RecentLines implements Consumer<String> {

    private final Deque<String> lines = new ArrayDeque<>();
    private final int capacity;

    public RecentLines(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void accept(String line) {
        if (lines.size() == capacity) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    public synchronized List<String> all() {
        return List.copyOf(lines);
    }
}
