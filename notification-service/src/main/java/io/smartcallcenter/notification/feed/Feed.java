package io.smartcallcenter.notification.feed;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.ChannelRouting;
import io.smartcallcenter.notification.live.LiveState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The place where the log becomes live state and pushes. One lock makes the order of a subscribe simple: position, snapshot,
 * reply and registration happen between two events.
 */
public final class Feed {

    private final Bounds bounds;
    private final Map<Channel, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private LiveState live = new LiveState();
    private ChannelRouting routing = new ChannelRouting(live);
    private Snapshots snapshots = new Snapshots(live);
    private Retained retained;
    private String epoch = "";
    private long position = -1;
    private boolean ready;

    /**
     * What a feed keeps and gives.
     *
     * @param retainedEvents how many events are kept for recovery and history
     * @param retainedBytes how large they may be together
     * @param maxRecovered beyond this many missed events a snapshot is better
     */
    public record Bounds(int retainedEvents, long retainedBytes, int maxRecovered) {}

    public Feed(Bounds bounds) {
        this.bounds = bounds;
        this.retained = retained(-1);
    }

    private Retained retained(long floor) {
        return new Retained(bounds.retainedEvents(), bounds.retainedBytes(), floor);
    }

    /** Starts anew on a log: whoever is subscribed must come again. {@code position}: the offset before the first event. */
    public synchronized void reset(String epoch, long position) {
        live = new LiveState();
        routing = new ChannelRouting(live);
        snapshots = new Snapshots(live);
        retained = retained(position);
        this.epoch = epoch;
        this.position = position;
        ready = false;
        subscriptions.values().forEach(set -> set.forEach(s -> s.subscriber().broken()));
        subscriptions.clear();
    }

    /** State from before the log's first event: changes the live state and is never pushed. */
    public synchronized void base(Envelope<?> envelope) {
        live.apply(envelope);
        snapshots.changed();
    }

    /** The next event of the log. {@code bytes}: the size of its value. */
    public synchronized void apply(long offset, Envelope<?> envelope, int bytes) {
        position = offset;
        List<Channel> channels = routing.channelsOf(envelope.data());
        if (!live.apply(envelope)) {
            return;
        }
        snapshots.changed();
        if (channels.isEmpty()) {
            return;
        }
        FeedEvent event = new FeedEvent(offset, envelope, channels, bytes);
        retained.add(event);
        channels.forEach(channel -> push(event, channel));
    }

    /** A record of the log that changes nothing: the position moves on. */
    public synchronized void skip(long offset) {
        position = offset;
    }

    private void push(FeedEvent event, Channel channel) {
        Set<Subscription> readers = subscriptions.get(channel);
        if (readers == null || readers.isEmpty()) {
            return;
        }
        Frame frame = event.frame(channel);
        for (Subscription reader : readers) {
            if (reader.wants(event)) {
                reader.push(event, frame);
            }
        }
    }

    public synchronized void ready(boolean ready) {
        this.ready = ready;
    }

    public synchronized boolean isReady() {
        return ready;
    }

    public synchronized Position position() {
        return new Position(epoch, position);
    }

    /** Reads the live state between two events. */
    public synchronized <T> T read(Function<LiveState, T> question) {
        return question.apply(live);
    }

    /**
     * Subscribes. {@code reply} is called first, then come the missed events (when recovered), then the new ones.
     *
     * @param since where the client was; null for a first subscribe
     */
    public synchronized void subscribe(Subscription subscription, Position since, Consumer<Subscribed> reply) {
        Channel channel = subscription.channel();
        Optional<List<FeedEvent>> missed = since == null ? Optional.empty() : missed(since, channel);
        if (missed.isPresent()) {
            reply.accept(new Subscribed(true, true, epoch, since.offset(), null));
            missed.get().stream()
                    .filter(subscription::wants)
                    .forEach(event -> subscription.push(event, event.frame(channel)));
        } else {
            reply.accept(new Subscribed(since != null, false, epoch, position, snapshots.of(channel)));
        }
        subscriptions
                .computeIfAbsent(channel, c -> ConcurrentHashMap.newKeySet())
                .add(subscription);
    }

    /** Empty when it cannot be proved that nothing is missing: never a partial recovery. */
    private Optional<List<FeedEvent>> missed(Position since, Channel channel) {
        boolean provable = channel.mode() == Channel.Mode.STREAM
                && epoch.equals(since.epoch())
                && since.offset() >= retained.floor()
                && since.offset() <= position;
        if (!provable) {
            return Optional.empty();
        }
        List<FeedEvent> missed = retained.after(since.offset(), channel);
        return missed.size() > bounds.maxRecovered() ? Optional.empty() : Optional.of(missed);
    }

    public synchronized void unsubscribe(Subscription subscription) {
        Set<Subscription> readers = subscriptions.get(subscription.channel());
        if (readers != null) {
            readers.remove(subscription);
            if (readers.isEmpty()) {
                subscriptions.remove(subscription.channel());
            }
        }
    }

    /** The newest events of a channel, oldest first, as push frames. */
    public synchronized List<String> history(Channel channel, int limit) {
        return retained.newest(limit, channel).stream()
                .map(event -> event.frame(channel).text())
                .toList();
    }
}
