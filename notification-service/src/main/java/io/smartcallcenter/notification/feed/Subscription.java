package io.smartcallcenter.notification.feed;

import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.EventFilter;

/** One subscriber's interest in one channel. Compared by identity. */
public final class Subscription {

    private final Subscriber subscriber;
    private final Channel channel;
    private final EventFilter filter;
    /** Under the feed's lock. */
    private boolean ended;

    public Subscription(Subscriber subscriber, Channel channel, EventFilter filter) {
        this.subscriber = subscriber;
        this.channel = channel;
        this.filter = filter;
    }

    public Channel channel() {
        return channel;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether the queues of operators decide which events it gets, at the time of the event. */
    boolean dependsOnMemberships() {
        return switch (channel.kind()) {
            case QUEUE -> true;
            case ME, OPERATOR -> !filter.queues().isEmpty();
            default -> false;
        };
    }

    boolean wants(FeedEvent event) {
        return filter.matches(event.type(), event.channels(), event.callId());
    }

    void push(FeedEvent event, Frame frame) {
        if (channel.mode() == Channel.Mode.STREAM) {
            subscriber.event(frame);
        } else {
            subscriber.state(channel, event.stateKey(), frame);
        }
    }
}
