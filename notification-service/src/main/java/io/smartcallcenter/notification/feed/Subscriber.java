package io.smartcallcenter.notification.feed;

import io.smartcallcenter.notification.channel.Channel;

/** A connection, as the feed sees it. Called in the order of the log; must neither block nor throw. */
public interface Subscriber {

    /** Whether so many events, of so many bytes together, can wait for it beside what waits already. */
    boolean hasRoom(int events, long bytes);

    /** An event of a stream channel: none may be lost. */
    void event(Frame frame);

    /** The newest state of {@code key} on a channel: an older one that was not sent yet is no longer wanted. */
    void state(Channel channel, String key, Frame frame);

    /** The log was replaced or has a hole: nothing that this connection knows can be trusted. */
    void broken();
}
