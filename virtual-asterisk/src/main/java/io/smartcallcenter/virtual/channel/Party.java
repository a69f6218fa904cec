package io.smartcallcenter.virtual.channel;

import java.time.Duration;

/** The far end of a channel: what a simulated phone or caller is told. */
public interface Party {

    Party SILENT = new Party() {};

    /** A dialled phone is asked to ring. */
    default void invited(Channel channel) {}

    /** What the channel dials rings. */
    default void rings(Channel channel) {}

    /** The channel has been answered. */
    default void answered(Channel channel) {}

    /** Two parties can talk. */
    default void connected(Channel channel) {}

    /** How long it speaks when it is recorded, before it falls silent. */
    default Duration speaks() {
        return Duration.ofSeconds(5);
    }

    /** The channel is gone. */
    default void ended(Channel channel) {}
}
