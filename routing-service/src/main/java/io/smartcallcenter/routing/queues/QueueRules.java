package io.smartcallcenter.routing.queues;

import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.Opening;
import java.util.List;

/**
 * Settings of one queue. Ringing and joining are Asterisk's own ({@code queues.conf} has the same names); opening, overflow and
 * nobody available are decided here.
 *
 * @param ringS how long one operator's phone rings, seconds
 * @param retryS pause before the next operator, seconds
 * @param wrapupS pause of an operator after a call, seconds
 * @param autopause pause an operator who missed a call
 * @param ringInUse ring operators who are in a call
 * @param weight calls of a queue with a higher weight come first when operators serve several queues
 * @param mostWaiting callers who may wait, 0 = any number; one more is refused by Asterisk (FULL)
 * @param serviceLevelS answered within this many seconds is good, for the service level
 * @param shortAbandonS who hangs up within this many seconds does not count as abandoned
 * @param joinEmpty {@code joinempty} of Asterisk: in which states of all operators a caller may not join; empty = may always
 * @param leaveWhenEmpty {@code leavewhenempty}, in the same words
 * @param opening null = always open
 * @param overflow null = callers stay
 * @param nobodyAvailable instead of this queue when nobody can be rung; null = wait all the same
 */
public record QueueRules(
        String name,
        QueueStrategy strategy,
        int ringS,
        int retryS,
        int wrapupS,
        boolean autopause,
        boolean ringInUse,
        int weight,
        int mostWaiting,
        int serviceLevelS,
        int shortAbandonS,
        List<EmptyState> joinEmpty,
        List<EmptyState> leaveWhenEmpty,
        Opening opening,
        Overflow overflow,
        Instead nobodyAvailable) {

    public QueueRules {
        joinEmpty = List.copyOf(joinEmpty);
        leaveWhenEmpty = List.copyOf(leaveWhenEmpty);
    }
}
