package io.smartcallcenter.virtual.channel;

/** What a channel is busy with; it unwinds its own part when the channel goes. */
public interface Occupation {

    Occupation NONE = (channel, how) -> {};

    /** The channel is going: by the far end's hangup, because the application or the other side ended it, or it is redirected. */
    void ending(Channel channel, Ending how);

    /** The far end has pressed a key. */
    default void digit(Channel channel, char digit) {}

    /** Who ended the channel. */
    enum Ending {
        FAR_END,
        APPLICATION,
        /** It does not end: AMI Redirect takes it to another place of the dialplan. */
        REDIRECT
    }
}
