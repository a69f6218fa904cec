package io.smartcallcenter.cdr.heard;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Up to which moment of our clock the events of calls are here. Everything that was on the topic then has been read; and the topic had been there for a
 * grace before, because a gateway keeps events on its disk while it is away.
 */
final class Heard {

    /** Two looks further apart: the topic may have been away in between. */
    static final Duration UNBROKEN = Duration.ofSeconds(10);

    private final Duration grace;
    private final Map<String, Instant> late = new ConcurrentHashMap<>();
    private Instant since;
    private Instant lastLook;
    private Mark mark;
    private volatile Instant until;

    /** The ends of the partitions at a moment. */
    private record Mark(Instant at, Map<Integer, Long> ends) {

        boolean isReached(Map<Integer, Long> read) {
            return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    /** @param grace in which a gateway brings what it has kept, once the topic is there */
    Heard(Duration grace) {
        this.grace = grace;
    }

    /**
     * The topic was looked at.
     *
     * @param from our clock before; {@code to} after it
     * @param ends where the partitions end
     * @param read up to where they have been read and written down; a partition of which nothing was ever read may be left out
     */
    synchronized void looked(Instant from, Instant to, Map<Integer, Long> ends, Map<Integer, Long> read) {
        if (lastLook == null || lastLook.plus(UNBROKEN).isBefore(to)) {
            since = to;
        }
        lastLook = to;
        mark = mark == null ? new Mark(from, ends) : mark;
        if (mark.isReached(read)) {
            until = mark.at.isBefore(since.plus(grace)) ? until : mark.at;
            mark = null;
        }
    }

    /** An event of a node was on the disk of its gateway for longer than the grace: there may be more of them. */
    void late(String node, Instant now) {
        late.put(node, now);
    }

    /** Null as long as nothing can be said. */
    Instant until(String node) {
        Instant reached = until;
        Instant last = late.get(node);
        return reached == null || (last != null && reached.isBefore(last.plus(grace))) ? null : reached;
    }
}
