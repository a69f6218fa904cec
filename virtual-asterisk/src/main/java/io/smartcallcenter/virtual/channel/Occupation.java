package io.smartcallcenter.virtual.channel;

/** What a channel is busy with; it unwinds its own part when the channel goes. */
public interface Occupation {

    Occupation NONE = (channel, how) -> {};

    /** The channel is going: by the far end's hangup, or because the application or the other side ended it. */
    void ending(Channel channel, Ending how);

    /** Who ended the channel. */
    enum Ending {
        FAR_END,
        APPLICATION
    }
}
