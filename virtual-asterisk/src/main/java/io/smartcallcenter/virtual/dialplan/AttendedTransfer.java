package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.LocalPair;
import io.smartcallcenter.virtual.channel.Occupation;
import io.smartcallcenter.virtual.queue.Conversation;
import java.time.Duration;

/**
 * An operator connects the caller of a queue with whom they have called from a second line (SIP REFER with Replaces). That call is an
 * application's, so the two bridges stay apart and a Local channel links them: one end takes the operator's place with the caller,
 * the other the place of the second line in Stasis (trace 16).
 */
public final class AttendedTransfer {

    /** From the REFER to the moment when the Local channel is in its places (trace 16). */
    private static final Duration LINKING = Duration.ofMillis(500);

    private final Parts parts;
    private final Channels channels;
    private final Stasis stasis;

    public AttendedTransfer(Parts parts, Stasis stasis) {
        this.parts = parts;
        this.channels = parts.channels();
        this.stasis = stasis;
    }

    /** Who is linked with whom; the bridges as they are before. */
    public record Link(
            Channel first,
            Bridge firstBridge,
            Channel second,
            Bridge secondBridge,
            Channel caller,
            Channel target,
            LocalPair ends) {

        boolean stands() {
            return first.bridge() == firstBridge
                    && second.bridge() == secondBridge
                    && caller.bridge() == firstBridge
                    && target.bridge() == secondBridge;
        }
    }

    /** {@code first}: the operator's leg to the queue's caller; {@code second}: their own call, with somebody, in Stasis. */
    public void begin(Channel first, Channel second) {
        Channel caller = first.bridge().other(first);
        parts.events().unheld(first);
        parts.events().unheld(second);
        LocalPair ends = channels.local("transfer", "_attended", caller);
        parts.events().localJoined(ends, true);
        channels.answer(ends.two());
        parts.events().musicStopped(caller);
        Bridge firstBridge = first.bridge();
        Bridge secondBridge = second.bridge();
        Link link = new Link(first, firstBridge, second, secondBridge, caller, secondBridge.other(second), ends);
        parts.clock().after(LINKING, () -> connect(link));
    }

    private void connect(Link link) {
        Channel one = link.ends().one();
        Channel two = link.ends().two();
        if (!link.stands() || stasis.held(link.second()) == null) {
            // Somebody has hung up meanwhile.
            channels.drop(one, HangupCause.NORMAL_CLEARING, 0);
            return;
        }
        Channel caller = link.caller();
        Channel target = link.target();
        Conversation conversation = (Conversation) link.first().occupation();
        stasis.replace(link.second(), two);
        parts.bridges().swap(link.second(), two);
        channels.connectedLine(two, target.caller());
        channels.connectedLine(target, two.caller());
        channels.callerId(one, target.caller());
        parts.bridges().swap(link.first(), one);
        channels.connectedLine(one, caller.caller());
        channels.answer(one);
        channels.connectedLine(target, caller.caller());
        parts.events().dialEnded(null, one, "ANSWER", "");
        channels.connectedLine(caller, target.caller());
        parts.events().hangupRequested(link.second(), HangupCause.UNALLOCATED.code(), 0, true);
        parts.events().attendedTransferred(link);
        Linked linked = new Linked(link);
        one.occupation(linked);
        conversation.handedOver(linked);
        channels.hangup(link.second(), HangupCause.NORMAL_CLEARING);
    }

    /** The caller and the end that stands for the operator's colleague: when one goes, the other goes too. */
    private final class Linked implements Occupation {

        private final Channel caller;
        private final Channel one;
        private final Bridge bridge;
        private boolean over;

        private Linked(Link link) {
            this.caller = link.caller();
            this.one = link.ends().one();
            this.bridge = link.firstBridge();
        }

        @Override
        public void ending(Channel gone, Ending how) {
            if (over) {
                return;
            }
            over = true;
            Channel left = gone == caller ? one : caller;
            parts.bridges().leave(gone);
            parts.bridges().leave(left);
            left.occupation(NONE);
            if (left == one) {
                channels.drop(one, HangupCause.NORMAL_CLEARING, 0);
                parts.bridges().destroy(bridge);
            } else {
                parts.bridges().destroy(bridge);
                channels.hangup(caller, HangupCause.NORMAL_CLEARING);
            }
        }
    }
}
