package io.smartcallcenter.virtual.phone;

import io.smartcallcenter.virtual.channel.Channel;
import java.time.Duration;
import java.util.List;

/** What a simulated phone does with the call that rings on it. */
@FunctionalInterface
public interface RingPlan {

    /** Asked once per ringing leg. */
    Reaction react(Channel leg);

    RingPlan IGNORE = leg -> Reaction.IGNORE;

    static RingPlan always(Reaction reaction) {
        return leg -> reaction;
    }

    /** The reactions in the order of the calls; the last one repeats. May be shared by several phones. */
    static RingPlan inOrder(List<Reaction> reactions) {
        int[] next = {0};
        return leg -> reactions.get(Math.min(next[0]++, reactions.size() - 1));
    }

    /** {@code rejectWith} is a SIP status, 0 for none; {@code hangsUpAfter} null means the caller ends the call. */
    record Reaction(Duration answersAfter, int rejectWith, Duration hangsUpAfter) {

        public static final Reaction IGNORE = new Reaction(null, 0, null);

        public static Reaction answer(Duration after) {
            return new Reaction(after, 0, null);
        }

        public static Reaction answerAndHangUp(Duration after, Duration talk) {
            return new Reaction(after, 0, talk);
        }

        /** 486 Busy Here after a while, as a person who presses "reject". */
        public static Reaction reject(Duration after) {
            return new Reaction(after, 486, null);
        }
    }
}
