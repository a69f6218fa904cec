package io.smartcallcenter.virtual.channel;

/**
 * The two ends of a Local channel: what goes in at one comes out at the other.
 *
 * @param one the end that is dialled or bridged, {@code ;1}
 * @param two the end that runs the dialplan, or takes a channel's place, {@code ;2}
 */
public record LocalPair(Channel one, Channel two) {

    /** When one end goes, the other goes with the same cause. */
    static LocalPair joined(Channel one, Channel two, Channels channels) {
        one.party(new End(two, channels));
        two.party(new End(one, channels));
        return new LocalPair(one, two);
    }

    private record End(Channel other, Channels channels) implements Party {
        @Override
        public void ended(Channel gone) {
            channels.farEndHangup(other, gone.cause(), 0);
        }
    }
}
