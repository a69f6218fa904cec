package io.smartcallcenter.notification.ws;

import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.feed.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What waits to be written to one connection: bounded in messages and bytes. States conflate apart and join the queue only
 * when it is empty, and only as many as fit, so they never fill it: no number of figures makes a reader too slow.
 */
final class Outbox {

    private static final int MAX_LARGE_FRAMES = 4;
    /** More than the reply to a resume has. */
    private static final int SMALL_REPLY = 1_024;

    private final int maxMessages;
    private final long maxBytes;
    private final Deque<Frame> queue = new ArrayDeque<>();
    private final Map<StateKey, Frame> states = new LinkedHashMap<>();
    private long bytes;
    private boolean closed;

    private record StateKey(Channel channel, String key) {}

    Outbox(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Whether so many events, and the reply before them, would be taken. */
    synchronized boolean hasRoom(int events, long more) {
        return queue.size() + events < maxMessages && bytes + more + SMALL_REPLY <= maxBytes;
    }

    /** @return false when the reader is too slow: everything is dropped and nothing more is taken */
    synchronized boolean event(Frame frame) {
        if (closed) {
            return true;
        }
        if (queue.size() >= maxMessages || bytes + charge(frame) > maxBytes) {
            close();
            return false;
        }
        queue.addLast(frame);
        bytes += charge(frame);
        return true;
    }

    /** A snapshot may be larger than the whole bound: it is taken, but only a few of them. */
    private long charge(Frame frame) {
        return Math.min(frame.bytes(), maxBytes / MAX_LARGE_FRAMES);
    }

    /** Replaces an unsent older state of the same key, and goes to the end: offsets of a channel must grow. */
    synchronized void state(Channel channel, String key, Frame frame) {
        if (!closed) {
            StateKey place = new StateKey(channel, key);
            states.remove(place);
            states.put(place, frame);
        }
    }

    /** The channel's unsent states are no longer wanted. */
    synchronized void forget(Channel channel) {
        states.keySet().removeIf(place -> place.channel.equals(channel));
    }

    /** Lets states go, oldest first, when nothing else waits and half the bound is kept for events. @return whether there are frames to write */
    synchronized boolean release() {
        if (queue.isEmpty()) {
            Iterator<Frame> oldestFirst = states.values().iterator();
            while (oldestFirst.hasNext() && queue.size() < maxMessages - maxMessages / 2 && bytes < maxBytes / 2) {
                Frame frame = oldestFirst.next();
                oldestFirst.remove();
                queue.addLast(frame);
                bytes += charge(frame);
            }
        }
        return !queue.isEmpty();
    }

    /** Null when nothing waits. */
    synchronized Frame poll() {
        Frame frame = queue.pollFirst();
        if (frame != null) {
            bytes -= charge(frame);
        }
        return frame;
    }

    synchronized void close() {
        closed = true;
        queue.clear();
        states.clear();
        bytes = 0;
    }

    synchronized int size() {
        return queue.size() + states.size();
    }
}
