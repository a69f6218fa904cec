package io.smartcallcenter.gateway.publish;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

/**
 * The detour over the disk. From the moment Kafka is away until everything has been delivered, each event goes through the
 * journal, and the producer gets them from there: the order of all events is that of their hand-over. Nothing leaves the journal
 * before Kafka has acknowledged it.
 */
final class Backlog {

    private static final int BATCH = 1_000;
    private static final int REMOVED_AT_ONCE = 500;

    private final Journal journal;
    private final Delivery delivery;
    private final Supersession supersession;
    private long sent;
    private long removed;
    private int generation;

    Backlog(Journal journal, Delivery delivery, Supersession supersession) {
        this.journal = journal;
        this.delivery = delivery;
        this.supersession = supersession;
    }

    /** Takes what the producer has and what waits; false if the disk does not. */
    boolean begin(Deque<Outgoing> unsent) {
        if (!journal.writable()) {
            return false;
        }
        sent = journal.last();
        removed = sent;
        generation = delivery.generation();
        List<Outgoing> open = delivery.unacknowledged();
        if (!open.isEmpty() && !journal.append(open, Long.MAX_VALUE)) {
            return false;
        }
        sent = journal.last();
        List<Outgoing> rest = List.copyOf(unsent);
        if (!rest.isEmpty() && journal.append(rest, sent)) {
            unsent.clear();
        }
        return true;
    }

    /** Goes on with what an earlier run has left. */
    boolean resume() {
        boolean some = journal.leftOver() && journal.writable();
        generation = delivery.generation();
        return some;
    }

    /**
     * @param healthy Kafka acknowledges in time
     * @param filling the queue in memory is filling up
     * @return whether anything was done
     */
    boolean step(Deque<Outgoing> unsent, Queue<Outgoing> queue, boolean healthy, boolean filling) {
        if (generation != delivery.generation()) {
            generation = delivery.generation();
            delivery.takeBack();
            sent = removed;
        }
        boolean busy = false;
        // Once everything is on its way, what comes now can wait in memory and go the straight way again.
        if (!healthy || filling || sent < journal.last()) {
            busy = accept(unsent, queue);
        }
        if (healthy) {
            journal.tellGaps();
            busy |= deliver();
        }
        remove();
        journal.commit();
        return busy;
    }

    /** Everything that was handed over up to now, for the next run. */
    void keep(Deque<Outgoing> unsent, Queue<Outgoing> queue) {
        remove();
        int before;
        do {
            before = unsent.size() + queue.size();
            accept(unsent, queue);
        } while (unsent.size() + queue.size() < before);
    }

    private boolean accept(Deque<Outgoing> unsent, Queue<Outgoing> queue) {
        if (unsent.isEmpty() && queue.isEmpty() || !journal.writable()) {
            return false;
        }
        while (unsent.size() < BATCH && !queue.isEmpty()) {
            unsent.add(queue.poll());
        }
        if (!journal.append(new ArrayList<>(unsent), sent)) {
            return false;
        }
        unsent.clear();
        return true;
    }

    private boolean deliver() {
        boolean some = false;
        for (Outgoing outgoing : journal.read(sent, Math.min(BATCH, delivery.room()))) {
            if (!supersession.isSuperseded(outgoing) && !delivery.send(outgoing)) {
                break;
            }
            sent = outgoing.place();
            some = true;
        }
        return some;
    }

    /** In portions, because each one is a write. */
    private void remove() {
        boolean nothingOut = delivery.size() == 0;
        long done = nothingOut ? sent : delivery.acknowledgedPlace();
        if (done - removed >= REMOVED_AT_ONCE || done > removed && nothingOut) {
            journal.remove(done);
            removed = done;
        }
    }

    boolean finished() {
        return !journal.isOpen() || journal.isEmpty();
    }
}
