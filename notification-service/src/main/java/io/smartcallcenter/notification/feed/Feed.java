package io.smartcallcenter.notification.feed;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.ChannelRouting;
import io.smartcallcenter.notification.live.LiveState;
import java.util.EnumMap;
import java.util.HashMap;
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
    private MembershipsOfTheTime memberships = new MembershipsOfTheTime(-1);
    private Retained retained;
    private String epoch = "";
    private long position = -1;
    private boolean ready;
    private final Map<Subscription, Waiting> waiting = new HashMap<>();
    private final Map<Channel.Kind, Long> pushes = new EnumMap<>(Channel.Kind.class);

    private record Waiting(long offset, Runnable then) {}

    /**
     * What a feed keeps and gives.
     *
     * @param retainedEvents how many events are kept for recovery and history
     * @param retainedBytes how large they may be together: their values in the log and their places in channels
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
        memberships = new MembershipsOfTheTime(position);
        retained = retained(position);
        this.epoch = epoch;
        this.position = position;
        ready = false;
        subscriptions.values().forEach(set -> set.forEach(s -> s.subscriber().broken()));
        subscriptions.clear();
        waiting.keySet().forEach(s -> s.subscriber().broken());
        waiting.clear();
    }

    /** The newest state of a key, before the log is read: changes the live state and is never pushed. */
    public synchronized void base(Envelope<?> envelope) {
        memberships.base(envelope);
        live.base(envelope);
        snapshots.changed();
    }

    /** The next event of the log. {@code bytes}: the size of its value. */
    public synchronized void apply(long offset, Envelope<?> envelope, int bytes) {
        position = offset;
        memberships.read(offset, envelope);
        List<Channel> channels = routing.channelsOf(envelope.data());
        if (live.apply(envelope)) {
            snapshots.changed();
            push(new FeedEvent(offset, envelope, channels, bytes));
        }
        reached();
    }

    private void push(FeedEvent event) {
        if (!event.channels().isEmpty()) {
            retained.add(event);
            event.channels().forEach(channel -> push(event, channel));
        }
    }

    /** A record of the log that changes nothing: the position moves on. */
    public synchronized void skip(long offset) {
        position = offset;
        reached();
    }

    /** Whether a client that resumes is ahead of this replica, but by so little that it is better to wait than to send a snapshot. */
    public synchronized boolean behind(Position since) {
        return since != null
                && epoch.equals(since.epoch())
                && since.offset() > position
                && since.offset() - position <= bounds.retainedEvents();
    }

    /**
     * Begins a subscription when the log was read up to an offset, or when it ends before that: so that {@link #subscribe} tells. Once, unless it is given up before or
     * the log is read anew.
     */
    public synchronized void whenAt(long offset, Subscription subscription, Runnable then) {
        if (offset <= position || subscription.hasEnded()) {
            then.run();
        } else {
            waiting.put(subscription, new Waiting(offset, then));
        }
    }

    /** Ends the waiting. @return whether it waited */
    public synchronized boolean giveUp(Subscription subscription) {
        return waiting.remove(subscription) != null;
    }

    private void reached() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Subscription> due = waiting.entrySet().stream()
                .filter(entry -> entry.getValue().offset() <= position)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(subscription -> waiting.remove(subscription).then().run());
    }

    private void push(FeedEvent event, Channel channel) {
        Set<Subscription> readers = subscriptions.get(channel);
        if (readers == null || readers.isEmpty()) {
            return;
        }
        Frame frame = event.frame(channel);
        long count = 0;
        for (Subscription reader : readers) {
            if (reader.wants(event)) {
                reader.push(event, frame);
                count++;
            }
        }
        pushes.merge(channel.kind(), count, Long::sum);
    }

    /** Events given to subscribers of such channels since the start. */
    public synchronized long pushes(Channel.Kind kind) {
        return pushes.getOrDefault(kind, 0L);
    }

    /** Subscriptions of such channels now. */
    public synchronized long subscriptions(Channel.Kind kind) {
        return subscriptions.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(entry -> entry.getValue().size())
                .sum();
    }

    /** Whether everything was read that the base can have been ahead of. */
    public synchronized void ready(boolean ready) {
        this.ready = ready;
        if (ready) {
            memberships.complete();
        }
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
     * Subscribes. {@code reply} is called first, then come the missed events (when recovered), then the new ones. One that has ended is not
     * begun; one that comes while the log is read anew is told so.
     *
     * @param since where the client was; null for a first subscribe
     * @return false when it has ended: nothing was replied
     */
    public synchronized boolean subscribe(Subscription subscription, Position since, Consumer<Subscribed> reply) {
        if (subscription.hasEnded()) {
            return false;
        }
        if (!ready) {
            subscription.subscriber().broken();
            return true;
        }
        Channel channel = subscription.channel();
        Optional<List<Missed>> missed = since == null ? Optional.empty() : missed(since, subscription);
        if (missed.isPresent()) {
            reply.accept(new Subscribed(true, true, epoch, since.offset(), null));
            missed.get().forEach(each -> subscription.push(each.event(), each.frame()));
        } else {
            reply.accept(new Subscribed(since != null, false, epoch, position, snapshots.of(channel)));
        }
        subscriptions
                .computeIfAbsent(channel, c -> ConcurrentHashMap.newKeySet())
                .add(subscription);
        return true;
    }

    private record Missed(FeedEvent event, Frame frame) {}

    /**
     * Empty when it cannot be proved that nothing is missing: never a partial recovery. And when it is more than the reader's queue holds, which
     * would close it as slow, the same again each time that it comes back.
     */
    private Optional<List<Missed>> missed(Position since, Subscription subscription) {
        Channel channel = subscription.channel();
        boolean provable = channel.mode() == Channel.Mode.STREAM
                && epoch.equals(since.epoch())
                && since.offset() >= retained.floor()
                && (since.offset() >= memberships.since() || !subscription.dependsOnMemberships())
                && since.offset() <= position;
        if (!provable) {
            return Optional.empty();
        }
        List<FeedEvent> wanted = retained.after(since.offset(), channel).stream()
                .filter(subscription::wants)
                .toList();
        if (wanted.size() > bounds.maxRecovered() || !subscription.subscriber().hasRoom(wanted.size(), 0)) {
            return Optional.empty();
        }
        List<Missed> missed = wanted.stream()
                .map(event -> new Missed(event, event.frame(channel)))
                .toList();
        long bytes = missed.stream().mapToLong(each -> each.frame().bytes()).sum();
        return subscription.subscriber().hasRoom(missed.size(), bytes) ? Optional.of(missed) : Optional.empty();
    }

    /** It will not begin any more if it has not yet. */
    public synchronized void unsubscribe(Subscription subscription) {
        subscription.end();
        Waiting waited = waiting.remove(subscription);
        if (waited != null) {
            waited.then().run();
        }
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
