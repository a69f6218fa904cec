package io.smartcallcenter.gateway.publish;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Events that the producer has, oldest first. Partitions acknowledge independently, so the ones in the middle may be done
 * earlier. Written by the publisher's thread, readable from every thread.
 */
final class Outstanding {

    private final ConcurrentLinkedQueue<Waiting> inOrder = new ConcurrentLinkedQueue<>();

    void add(Waiting waiting) {
        inOrder.add(waiting);
    }

    /** Forgets what is done at the head. */
    void purge() {
        Waiting head = inOrder.peek();
        while (head != null && head.isDone()) {
            inOrder.poll();
            head = inOrder.peek();
        }
    }

    /** The oldest one that is not done, or null. */
    Waiting oldest() {
        for (Waiting waiting : inOrder) {
            if (!waiting.isDone()) {
                return waiting;
            }
        }
        return null;
    }

    /** How many are not done. */
    int size() {
        int size = 0;
        for (Waiting waiting : inOrder) {
            if (!waiting.isDone()) {
                size++;
            }
        }
        return size;
    }
}
