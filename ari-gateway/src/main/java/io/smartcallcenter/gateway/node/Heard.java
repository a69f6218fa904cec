package io.smartcallcenter.gateway.node;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Up to when everything that Asterisk sent is with Kafka: handled by the node's loop, and acknowledged. What a crashed owner had
 * heard but not delivered belongs to the gap of which its successor speaks.
 */
final class Heard {

    /** 16 s of ticks: with a longer delay the answer is that much coarser. */
    private static final int MARKS = 64;

    private record Mark(Instant at, long nanos) {}

    private final LongSupplier acknowledged;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private Instant delivered;

    /** @param acknowledged {@link System#nanoTime()}: what was handed to the publisher before it is acknowledged */
    Heard(LongSupplier acknowledged) {
        this.acknowledged = acknowledged;
    }

    /** Both links are up, and all that arrived before this moment was handed to the publisher. */
    synchronized void handledUpTo(Instant at) {
        if (marks.size() == MARKS) {
            marks.removeLast();
        }
        marks.addLast(new Mark(at, System.nanoTime()));
    }

    /** Null until something was delivered. */
    synchronized Instant deliveredUpTo() {
        long reached = acknowledged.getAsLong();
        while (!marks.isEmpty() && marks.peekFirst().nanos() <= reached) {
            delivered = marks.removeFirst().at();
        }
        return delivered;
    }
}
