package io.smartcallcenter.virtual.queuelog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the newest lines in memory. May be read from any thread. */
public final class RecentLines implements Consumer<String> {

    private final Deque<String> lines = new ArrayDeque<>();
    private final int capacity;
    private long dropped;

    public RecentLines(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void accept(String line) {
        if (lines.size() == capacity) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(line);
    }

    public synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /**
     * @param next the number of the line that comes next; lines are numbered from 0
     */
    public record Since(long next, List<String> lines) {}

    /** The lines from this number on, as far as they are still kept. */
    public synchronized Since since(long number) {
        long next = dropped + lines.size();
        long skipped = Math.min(lines.size(), Math.max(0, number - dropped));
        return new Since(next, lines.stream().skip(skipped).toList());
    }
}
