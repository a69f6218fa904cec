package io.smartcallcenter.notification.feed;

import io.smartcallcenter.notification.channel.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The newest events of the log, for recovery and history. Every event after {@link #floor()} is here. */
final class Retained {

    private final int maxEvents;
    private final long maxBytes;
    private final Deque<FeedEvent> events = new ArrayDeque<>();
    private long floor;
    private long bytes;

    /** @param floor the offset before the first one that will be added */
    Retained(int maxEvents, long maxBytes, long floor) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.floor = floor;
    }

    long floor() {
        return floor;
    }

    void add(FeedEvent event) {
        events.addLast(event);
        bytes += event.bytes();
        while (events.size() > maxEvents || bytes > maxBytes) {
            FeedEvent oldest = events.removeFirst();
            bytes -= oldest.bytes();
            floor = oldest.offset();
        }
    }

    /** Events of the channel after an offset that is not below {@link #floor()}, oldest first. */
    List<FeedEvent> after(long offset, Channel channel) {
        List<FeedEvent> found = new ArrayList<>();
        Iterator<FeedEvent> newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            FeedEvent event = newestFirst.next();
            if (event.offset() <= offset) {
                break;
            }
            if (event.channels().contains(channel)) {
                found.add(event);
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** The newest events of the channel, oldest first. */
    List<FeedEvent> newest(int limit, Channel channel) {
        List<FeedEvent> found = new ArrayList<>();
        Iterator<FeedEvent> newestFirst = events.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            FeedEvent event = newestFirst.next();
            if (event.channels().contains(channel)) {
                found.add(event);
            }
        }
        Collections.reverse(found);
        return found;
    }
}
