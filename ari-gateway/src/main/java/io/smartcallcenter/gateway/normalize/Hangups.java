package io.smartcallcenter.gateway.normalize;

/** Channels that go away, whichever link says so: everything that hangs on them has to know. */
final class Hangups {

    private final Calls calls;
    private final QueueEntries entries;
    private final Offers offers;
    private final Talks talks;

    Hangups(Calls calls, QueueEntries entries, Offers offers, Talks talks) {
        this.calls = calls;
        this.entries = entries;
        this.offers = offers;
        this.talks = talks;
    }

    /** @param soft somebody inside asked for it, not the far end */
    void requested(Channel channel, boolean soft, Moment moment) {
        channel.requestHangup(soft, moment.at());
        entries.reconsider(channel, moment);
        offers.reconsider(channel, moment);
    }

    /** @param cause the Q.850 cause */
    void gone(Channel channel, int cause, Moment moment) {
        calls.bury(channel, moment);
        offers.channelGone(channel, cause, moment);
        talks.channelGone(channel, moment);
        entries.reconsider(channel, moment);
        calls.close(channel, cause, moment);
    }
}
