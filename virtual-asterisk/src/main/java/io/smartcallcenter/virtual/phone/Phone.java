package io.smartcallcenter.virtual.phone;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.Party;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import java.time.Duration;

/** One ringing of an operator's phone, from the INVITE to the end of the leg. */
public final class Phone implements Party {

    /** What the dialling application hears of the phone. */
    public interface Dialler {

        void rings(Channel leg);

        void answers(Channel leg);

        void rejects(Channel leg, int sipStatus);
    }

    /** From the INVITE to the 180 Ringing (5 ms in trace 01). */
    private static final Duration RINGS_AFTER = Duration.ofMillis(5);

    private final VirtualClock clock;
    private final Channels channels;
    private final RingPlan plan;
    private final Dialler dialler;
    private RingPlan.Reaction reaction;
    private Timer next;

    public Phone(VirtualClock clock, Channels channels, RingPlan plan, Dialler dialler) {
        this.clock = clock;
        this.channels = channels;
        this.plan = plan;
        this.dialler = dialler;
    }

    @Override
    public void invited(Channel leg) {
        reaction = plan.react(leg);
        next = clock.after(RINGS_AFTER, () -> ring(leg));
    }

    private void ring(Channel leg) {
        next = null;
        if (reaction.answersAfter() != null) {
            next = clock.after(reaction.answersAfter(), () -> reacts(leg));
        }
        dialler.rings(leg);
    }

    private void reacts(Channel leg) {
        next = null;
        if (reaction.rejectWith() != 0) {
            dialler.rejects(leg, reaction.rejectWith());
        } else {
            dialler.answers(leg);
        }
    }

    @Override
    public void connected(Channel leg) {
        if (reaction != null && reaction.hangsUpAfter() != null) {
            next = clock.after(reaction.hangsUpAfter(), () -> channels.farEndHangup(leg, HangupCause.UNKNOWN, 0));
        }
    }

    @Override
    public void ended(Channel leg) {
        if (next != null) {
            next.cancel();
        }
    }
}
