package io.smartcallcenter.gateway.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events in a {@link JournalFile} that is open, and how many they are: written at the end, read from a number on, removed from the old
 * end. Every method may throw what the file throws. Used by the publisher's thread alone, except for {@link #oldest}.
 */
final class JournalEntries {

    private final JournalFile file;
    private long removed;
    private long last;
    private long count;
    private long bytes;
    private volatile Instant oldest;

    JournalEntries(JournalFile file) {
        this.file = file;
    }

    /** Counts what is in the file. */
    void opened() {
        Long first = file.events().firstKey();
        last = first == null ? last : Math.max(last, file.events().lastKey());
        removed = Math.max(removed, first == null ? 0 : first - 1);
        // What was delivered before the disk failed may still be in the file.
        long index = file.events().getKeyIndex(removed + 1);
        count = file.events().sizeAsLong() - (index < 0 ? -index - 1 : index);
        bytes = file.bytes();
        look();
    }

    /** There is no file any more. */
    void closed() {
        count = 0;
        bytes = 0;
        oldest = null;
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** The number of the newest one. */
    long last() {
        return last;
    }

    /** All up to this number are delivered. */
    long removed() {
        return removed;
    }

    /** Time of the oldest one, null if there is none. From every thread. */
    Instant oldest() {
        return oldest;
    }

    void append(Stored stored) {
        file.events().append(++last, stored);
        count++;
        bytes += stored.bytes();
        oldest = oldest == null ? stored.time() : oldest;
    }

    /**
     * Drops the oldest ones beyond the bounds.
     *
     * @param sent up to this number the producer has them: they stay
     * @return how many were dropped
     */
    long drop(long sent, JournalSettings bounds, Consumer<Stored> dropped) {
        long drops = 0;
        long from = Math.max(sent, removed);
        while (count > bounds.maxEvents() || bytes > bounds.maxBytes()) {
            Long next = file.events().higherKey(from);
            if (next == null) {
                break;
            }
            dropped.accept(take(next));
            drops++;
        }
        return drops;
    }

    /** At most {@code limit} after a number. */
    List<Outgoing> read(long after, int limit) {
        List<Outgoing> batch = new ArrayList<>();
        var cursor = file.events().cursor(Math.max(after, removed) + 1);
        while (batch.size() < limit && cursor.hasNext()) {
            long number = cursor.next();
            batch.add(Outgoing.of(cursor.getValue(), number));
        }
        return batch;
    }

    /** These were delivered; whatever is thrown, they are not counted again. */
    void remove(long upTo) {
        removed = upTo;
        for (Long key = file.events().firstKey();
                key != null && key <= upTo;
                key = file.events().firstKey()) {
            take(key);
        }
        look();
    }

    /** As {@link #remove}, while the file cannot be written. */
    void skip(long upTo) {
        long first = removed + 1;
        removed = upTo;
        Iterator<Long> keys = file.events().keyIterator(first);
        while (keys.hasNext() && keys.next() <= upTo) {
            count--;
        }
        look();
    }

    private Stored take(long number) {
        Stored stored = file.events().remove(number);
        if (stored != null) {
            count--;
            bytes -= stored.bytes();
        }
        return stored;
    }

    private void look() {
        Long head = file.events().higherKey(removed);
        oldest = head == null ? null : file.events().get(head).time();
    }
}
