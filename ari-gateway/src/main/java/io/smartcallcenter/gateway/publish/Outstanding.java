package io.smartcallcenter.gateway.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records that the producer has, oldest first. Partitions acknowledge independently, so the ones in the middle may be done
 * earlier. Written by the publisher's thread, readable from every thread.
 */
final class Outstanding {

    private final ConcurrentLinkedQueue<Outgoing> inOrder = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    void add(Outgoing outgoing) {
        inOrder.add(outgoing);
        size.incrementAndGet();
    }

    /** Forgets what is done at the head; gives the place of the last one of them, {@code before} if there is none. */
    long purge(long before) {
        long place = before;
        Outgoing head = inOrder.peek();
        while (head != null && head.isDone()) {
            inOrder.poll();
            size.decrementAndGet();
            place = Math.max(place, head.place());
            head = inOrder.peek();
        }
        return place;
    }

    /** The oldest one that is not done, or null. */
    Outgoing oldest() {
        for (Outgoing outgoing : inOrder) {
            if (!outgoing.isDone()) {
                return outgoing;
            }
        }
        return null;
    }

    /** All that are not done. */
    List<Outgoing> open() {
        List<Outgoing> open = new ArrayList<>();
        for (Outgoing outgoing : inOrder) {
            if (!outgoing.isDone()) {
                open.add(outgoing);
            }
        }
        return open;
    }

    void clear() {
        inOrder.clear();
        size.set(0);
    }

    /** How many there are, with those in the middle that are done. */
    int size() {
        return size.get();
    }
}
