package io.smartcallcenter.notification.feed;

import io.smartcallcenter.notification.channel.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The newest events of the log, for recovery and history. Every event after {@link #floor()} is here. A channel finds its own without a look at those of others: while
 * it looks, all others wait.
 */
final class Retained {

    /** An event's place in its own list of channels and in the channel's list of events. */
    private static final int BYTES_OF_A_PLACE = 16;

    /** A channel that has events, and its list while it is short. */
    private static final int BYTES_OF_A_CHANNEL = 256;

    private final int maxEvents;
    private final long maxBytes;
    private final Deque<FeedEvent> events = new ArrayDeque<>();
    private final Map<Channel, OfChannel> channels = new HashMap<>();
    private long floor;
    private long bytes;

    /** @param channel the one instance that all retained events share */
    private record OfChannel(Channel channel, Deque<FeedEvent> events) {

        OfChannel(Channel channel) {
            this(channel, new ArrayDeque<>(4));
        }
    }

    /**
     * @param maxBytes values of events and what it takes to find them
     * @param floor the offset before the first one that will be added
     */
    Retained(int maxEvents, long maxBytes, long floor) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.floor = floor;
    }

    long floor() {
        return floor;
    }

    void add(FeedEvent event) {
        event.share(event.channels().stream().map(each -> add(event, each)).toList());
        events.addLast(event);
        bytes += bytesOf(event);
        while (events.size() > maxEvents || bytes > maxBytes) {
            forget(events.removeFirst());
        }
    }

    private Channel add(FeedEvent event, Channel channel) {
        OfChannel own = channels.get(channel);
        if (own == null) {
            own = new OfChannel(channel);
            channels.put(channel, own);
            bytes += BYTES_OF_A_CHANNEL;
        }
        own.events.addLast(event);
        return own.channel;
    }

    /** The oldest of all is the oldest of each of its channels. */
    private void forget(FeedEvent oldest) {
        for (Channel channel : oldest.channels()) {
            Deque<FeedEvent> own = channels.get(channel).events;
            own.removeFirst();
            if (own.isEmpty()) {
                channels.remove(channel);
                bytes -= BYTES_OF_A_CHANNEL;
            }
        }
        bytes -= bytesOf(oldest);
        floor = oldest.offset();
    }

    private static long bytesOf(FeedEvent event) {
        return event.bytes() + (long) BYTES_OF_A_PLACE * event.channels().size();
    }

    /** Events of the channel after an offset that is not below {@link #floor()}, oldest first. */
    List<FeedEvent> after(long offset, Channel channel) {
        List<FeedEvent> found = new ArrayList<>();
        Iterator<FeedEvent> newestFirst = newestFirst(channel);
        while (newestFirst.hasNext()) {
            FeedEvent event = newestFirst.next();
            if (event.offset() <= offset) {
                break;
            }
            found.add(event);
        }
        Collections.reverse(found);
        return found;
    }

    /** The newest events of the channel, oldest first. */
    List<FeedEvent> newest(int limit, Channel channel) {
        List<FeedEvent> found = new ArrayList<>();
        Iterator<FeedEvent> newestFirst = newestFirst(channel);
        while (newestFirst.hasNext() && found.size() < limit) {
            found.add(newestFirst.next());
        }
        Collections.reverse(found);
        return found;
    }

    private Iterator<FeedEvent> newestFirst(Channel channel) {
        OfChannel own = channels.get(channel);
        return own == null ? Collections.emptyIterator() : own.events.descendingIterator();
    }
}
