package io.smartcallcenter.notification.feed;

import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.TypeFilter;

/** One subscriber's interest in one channel. Compared by identity. */
public final class Subscription {

    private final Subscriber subscriber;
    private final Channel channel;
    private final TypeFilter filter;

    public Subscription(Subscriber subscriber, Channel channel, TypeFilter filter) {
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

    boolean wants(FeedEvent event) {
        return filter.matches(event.type());
    }

    void push(FeedEvent event, Frame frame) {
        if (channel.mode() == Channel.Mode.STREAM) {
            subscriber.event(frame);
        } else {
            subscriber.state(channel, event.stateKey(), frame);
        }
    }
}
