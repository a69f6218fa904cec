package io.smartcallcenter.virtual.queue;

import java.util.EnumSet;
import java.util.Set;

/** Which members do not count for {@code joinempty} and {@code leavewhenempty} in queues.conf. */
public record EmptyRule(Set<Discount> discounts) {

    /** A reason to leave a member out of the count. */
    public enum Discount {
        PAUSED,
        UNAVAILABLE,
        INVALID,
        UNKNOWN,
        INUSE,
        RINGING
    }

    /** The queue is never empty. */
    public static final EmptyRule NEVER = new EmptyRule(EnumSet.noneOf(Discount.class));

    /** {@code unavailable,invalid,unknown,paused} */
    public static final EmptyRule STRICT =
            new EmptyRule(EnumSet.of(Discount.UNAVAILABLE, Discount.INVALID, Discount.UNKNOWN, Discount.PAUSED));

    boolean empty(Iterable<Member> members) {
        if (discounts.isEmpty()) {
            return false;
        }
        for (Member member : members) {
            if (counts(member)) {
                return false;
            }
        }
        return true;
    }

    private boolean counts(Member member) {
        Discount byState =
                switch (member.status()) {
                    case UNAVAILABLE -> Discount.UNAVAILABLE;
                    case INVALID -> Discount.INVALID;
                    case UNKNOWN -> Discount.UNKNOWN;
                    case INUSE -> Discount.INUSE;
                    case RINGING -> Discount.RINGING;
                    case NOT_INUSE, RINGINUSE -> null;
                };
        if (byState != null && discounts.contains(byState)) {
            return false;
        }
        return !(member.paused() && discounts.contains(Discount.PAUSED));
    }
}
