package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.gateway.normalize.Published;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Events that wait on disk, oldest first, within bounds. The file exists only while something waits. Used by the publisher's
 * thread alone, figures by every thread. Trouble with the disk is a state ({@link #trouble}), never an exception.
 */
final class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(5);

    private final JournalSettings settings;
    private final Losses losses;
    private final JournalFile file;
    private boolean writable;
    private boolean dirty;
    private long nextAttempt = System.nanoTime();
    private long synced = System.nanoTime();
    private long removed;
    private long last;
    private Instant opening = Instant.EPOCH;
    private long count;
    private long bytes;
    private volatile long committed;
    private volatile long committedBytes;
    private volatile Instant oldest;
    private volatile String trouble;

    Journal(JournalSettings settings, Losses losses) {
        this.settings = settings;
        this.losses = losses;
        this.file = new JournalFile(settings.directory(), settings.sync());
    }

    /** Something waits from an earlier run. */
    boolean leftOver() {
        return file.exists();
    }

    boolean isOpen() {
        return file.isOpen();
    }

    /** Nothing waits any more. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Events that are on disk: a killed process loses none of them. */
    long count() {
        return committed;
    }

    /** Size of those events. */
    long bytes() {
        return committedBytes;
    }

    /** Time of the oldest event, null if there is none. */
    Instant oldest() {
        return oldest;
    }

    /** Why events cannot be kept on disk; null if they can. */
    String trouble() {
        return trouble;
    }

    /** The number of the newest event. */
    long last() {
        return last;
    }

    /** Opens the file, or tries again after a failure some time ago. */
    boolean writable() {
        if (!writable && System.nanoTime() - nextAttempt >= 0) {
            file.abandon();
            writable = open(false);
            if (!writable && file.exists()) {
                open(true);
            }
        }
        return writable;
    }

    private boolean open(boolean readOnly) {
        try {
            file.open(readOnly);
            opened();
            trouble = readOnly ? trouble : null;
            return true;
        } catch (RuntimeException e) {
            if (JournalFile.corrupt(e) && file.exists()) {
                unreadable(e);
                return !readOnly && open(false);
            }
            failed(e);
            return false;
        }
    }

    private void opened() {
        Long first = file.events().firstKey();
        last = first == null ? last : Math.max(last, file.events().lastKey());
        removed = Math.max(removed, first == null ? 0 : first - 1);
        // What was delivered before the disk failed may still be in the file.
        long index = file.events().getKeyIndex(removed + 1);
        count = file.events().sizeAsLong() - (index < 0 ? -index - 1 : index);
        opening = Instant.now();
        bytes = file.bytes();
        show();
        look();
    }

    /** Adds at the end and drops the oldest beyond the bounds that are younger than {@code sent}; false: not one was added. */
    boolean append(List<Outgoing> batch, long sent) {
        try {
            for (Outgoing outgoing : batch) {
                append(outgoing);
            }
            long dropped = drop(sent);
            if (dropped > 0) {
                keepGaps();
            }
            dirty = true;
            commit();
        } catch (RuntimeException e) {
            failed(e);
        }
        if (!writable) {
            batch.forEach(outgoing -> outgoing.placed(Outgoing.IN_MEMORY));
        }
        return writable;
    }

    private void append(Outgoing outgoing) {
        Stored stored;
        try {
            stored = Stored.of(outgoing.record(), Instant.now());
        } catch (RuntimeException e) {
            LOG.errorf(e, "An event cannot be written");
            losses.lost(outgoing, "an event cannot be written");
            return;
        }
        append(stored);
        outgoing.placed(last);
    }

    private void append(Stored stored) {
        file.events().append(++last, stored);
        count++;
        bytes += stored.bytes();
        oldest = oldest == null ? stored.time() : oldest;
    }

    private long drop(long sent) {
        long dropped = 0;
        long from = Math.max(sent, removed);
        while (count > settings.maxEvents() || bytes > settings.maxBytes()) {
            Long next = file.events().higherKey(from);
            if (next == null) {
                break;
            }
            losses.lost(take(next), "more wait for Kafka than may wait on disk");
            dropped++;
        }
        return dropped;
    }

    private Stored take(long number) {
        Stored stored = file.events().remove(number);
        if (stored != null) {
            count--;
            bytes -= stored.bytes();
        }
        return stored;
    }

    /** As they are now, in place of how they were; those of an earlier run stay beside them. */
    private void keepGaps() {
        int number = 0;
        for (Published gap : losses.gaps()) {
            file.gaps().put(opening + "/" + number++, Stored.of(Outgoing.of(gap).record(), Instant.now()));
        }
    }

    /** Puts the gaps at the end: what is lost from now on is another one. */
    void tellGaps() {
        if (!writable || losses.isEmpty() && file.gaps().isEmpty()) {
            return;
        }
        try {
            keepGaps();
            losses.take();
            file.gaps()
                    .keyIterator(null)
                    .forEachRemaining(id -> append(file.gaps().get(id)));
            file.gaps().clear();
            dirty = true;
            commit();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** At most {@code limit} events after a number. */
    List<Outgoing> read(long after, int limit) {
        List<Outgoing> batch = new ArrayList<>();
        try {
            var cursor = file.events().cursor(Math.max(after, removed) + 1);
            while (batch.size() < limit && cursor.hasNext()) {
                long number = cursor.next();
                batch.add(Outgoing.of(cursor.getValue(), number));
            }
        } catch (RuntimeException e) {
            unreadable(e);
            batch.clear();
        }
        return batch;
    }

    /** These were delivered. */
    void remove(long upTo) {
        if (upTo <= removed) {
            return;
        }
        try {
            if (writable) {
                for (Long key = file.events().firstKey();
                        key != null && key <= upTo;
                        key = file.events().firstKey()) {
                    take(key);
                }
                dirty = true;
            } else {
                for (Iterator<Long> keys = file.events().keyIterator(removed + 1);
                        keys.hasNext() && keys.next() <= upTo; ) {
                    count--;
                }
            }
            removed = upTo;
            look();
            commit();
            show();
        } catch (RuntimeException e) {
            removed = upTo;
            failed(e);
        }
    }

    private void look() {
        Long head = file.events().higherKey(removed);
        oldest = head == null ? null : file.events().get(head).time();
    }

    /** Writes what changed; the file is forced to the disk from time to time. */
    void commit() {
        if (!writable || !dirty) {
            return;
        }
        try {
            file.commit(bytes);
            show();
            long now = System.nanoTime();
            if (now - synced >= settings.sync().toNanos()) {
                file.sync();
                synced = now;
            }
            dirty = false;
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Everything was delivered: there is no file until the next time. */
    void finish() {
        try {
            file.delete();
        } catch (IOException | RuntimeException e) {
            failed(e instanceof RuntimeException r ? r : new UncheckedIOException((IOException) e));
        }
        closed();
    }

    /** Keeps the file for the next run. */
    void close() {
        try {
            if (writable && file.isOpen()) {
                file.commit(bytes);
                file.sync();
            }
            file.close();
        } catch (RuntimeException e) {
            LOG.errorf(e, "The events on disk were not closed in order");
            file.abandon();
        }
        closed();
    }

    private void closed() {
        writable = false;
        dirty = false;
        count = 0;
        bytes = 0;
        oldest = null;
        show();
    }

    private void show() {
        committed = count;
        committedBytes = bytes;
    }

    private void failed(RuntimeException e) {
        if (trouble == null) {
            LOG.errorf(e, "Events cannot be kept on disk in %s; they wait in memory", settings.directory());
        }
        trouble = String.valueOf(e.getMessage());
        boolean wasOpen = file.isOpen();
        writable = false;
        dirty = false;
        nextAttempt = System.nanoTime() + NEXT_ATTEMPT.toNanos();
        file.abandon();
        if (wasOpen && file.exists()) {
            open(true);
        }
    }

    private void unreadable(RuntimeException e) {
        try {
            long lost = count;
            Instant from = oldest;
            JournalFile.Age age = file.moveAside();
            losses.unreadable(from == null ? age.created() : from, age.written(), lost);
            LOG.errorf(e, "Events on disk are not readable; they are kept as %s and are lost", file.aside());
        } catch (IOException failure) {
            LOG.errorf(failure, "An unreadable file of events cannot be moved away: %s", file.path());
        }
        nextAttempt = System.nanoTime();
        closed();
    }
}
