package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.gateway.normalize.Published;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Events that wait on disk, oldest first, within bounds. The file exists only while something waits. Used by the publisher's
 * thread alone, figures by every thread. Trouble with the disk is a state ({@link #trouble}), never an exception; what may throw is in
 * {@link JournalEntries}.
 */
final class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(5);
    private static final String SHARED =
            "another gateway uses this directory: each needs its own scc.gateway.publish.directory";

    private final JournalSettings settings;
    private final Losses losses;
    private final JournalFile file;
    private final JournalEntries entries;
    private boolean writable;
    private boolean dirty;
    private long nextAttempt = System.nanoTime();
    private long synced = System.nanoTime();
    private Instant opening = Instant.EPOCH;
    private volatile long committed;
    private volatile long committedBytes;
    private volatile String trouble;

    Journal(JournalSettings settings, Losses losses) {
        this.settings = settings;
        this.losses = losses;
        this.file = new JournalFile(settings.directory(), settings.sync());
        this.entries = new JournalEntries(file);
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
        return entries.count() == 0;
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
        return entries.oldest();
    }

    /** Why events cannot be kept on disk; null if they can. */
    String trouble() {
        return trouble;
    }

    /** The number of the newest event. */
    long last() {
        return entries.last();
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
        entries.opened();
        opening = Instant.now();
        show();
    }

    /** Adds at the end and drops the oldest beyond the bounds that are younger than {@code sent}; false: not one was added. */
    boolean append(List<Outgoing> batch, long sent) {
        try {
            for (Outgoing outgoing : batch) {
                append(outgoing);
            }
            long dropped = entries.drop(
                    sent, settings, stored -> losses.lost(stored, "more wait for Kafka than may wait on disk"));
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
        entries.append(stored);
        outgoing.placed(entries.last());
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
                    .forEachRemaining(id -> entries.append(file.gaps().get(id)));
            file.gaps().clear();
            dirty = true;
            commit();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** At most {@code limit} events after a number. */
    List<Outgoing> read(long after, int limit) {
        try {
            return entries.read(after, limit);
        } catch (RuntimeException e) {
            unreadable(e);
            return List.of();
        }
    }

    /** These were delivered. */
    void remove(long upTo) {
        if (upTo <= entries.removed()) {
            return;
        }
        try {
            if (writable) {
                entries.remove(upTo);
                dirty = true;
            } else {
                entries.skip(upTo);
            }
            commit();
            show();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Writes what changed; the file is forced to the disk from time to time. */
    void commit() {
        if (!writable || !dirty) {
            return;
        }
        try {
            file.commit(entries.bytes());
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
                file.commit(entries.bytes());
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
        entries.closed();
        show();
    }

    private void show() {
        committed = entries.count();
        committedBytes = entries.bytes();
    }

    private void failed(RuntimeException e) {
        boolean shared = JournalFile.locked(e);
        if (trouble == null) {
            LOG.errorf(
                    e,
                    "Events cannot be kept on disk in %s%s; they wait in memory",
                    settings.directory(),
                    shared ? ", " + SHARED : "");
        }
        trouble = shared ? SHARED : String.valueOf(e.getMessage());
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
            long lost = entries.count();
            Instant from = entries.oldest();
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
