package io.smartcallcenter.virtual.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A queue of queues.conf. Times are whole seconds, as there.
 *
 * @param timeout how long an agent's phone rings
 * @param retry the pause before the next try
 * @param autopause a missed call pauses the member in this queue
 * @param maxlen how many may wait; 0 is unlimited
 * @param variables setinterfacevar, setqueuevar and setqueueentryvar together
 * @param exits the keys that lead out of the queue (0-9, *, #), and the number of [internal] that each leads to
 */
public record QueueSettings(
        String name,
        Strategy strategy,
        int timeout,
        int retry,
        boolean autopause,
        boolean ringinuse,
        int wrapuptime,
        int servicelevel,
        int maxlen,
        EmptyRule joinempty,
        EmptyRule leavewhenempty,
        List<StaticMember> members,
        boolean variables,
        Map<String, String> exits) {

    /** {@code member => interface,penalty,name} */
    public record StaticMember(String device, String name, int penalty) {}

    public QueueSettings {
        members = List.copyOf(members);
        exits = Map.copyOf(exits);
    }

    /** A queue with autofill, joinempty=yes and no members yet. */
    public static QueueSettings of(String name, Strategy strategy, int timeout, int retry) {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                false,
                false,
                0,
                0,
                0,
                EmptyRule.NEVER,
                EmptyRule.NEVER,
                List.of(),
                false,
                Map.of());
    }

    public QueueSettings withAutopause() {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                true,
                ringinuse,
                wrapuptime,
                servicelevel,
                maxlen,
                joinempty,
                leavewhenempty,
                members,
                variables,
                exits);
    }

    public QueueSettings withWrapup(int seconds) {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                autopause,
                ringinuse,
                seconds,
                servicelevel,
                maxlen,
                joinempty,
                leavewhenempty,
                members,
                variables,
                exits);
    }

    public QueueSettings withServicelevel(int seconds) {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                autopause,
                ringinuse,
                wrapuptime,
                seconds,
                maxlen,
                joinempty,
                leavewhenempty,
                members,
                variables,
                exits);
    }

    public QueueSettings withMaxlen(int callers) {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                autopause,
                ringinuse,
                wrapuptime,
                servicelevel,
                callers,
                joinempty,
                leavewhenempty,
                members,
                variables,
                exits);
    }

    public QueueSettings withEmptyRules(EmptyRule join, EmptyRule leave) {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                autopause,
                ringinuse,
                wrapuptime,
                servicelevel,
                maxlen,
                join,
                leave,
                members,
                variables,
                exits);
    }

    public QueueSettings withVariables() {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                autopause,
                ringinuse,
                wrapuptime,
                servicelevel,
                maxlen,
                joinempty,
                leavewhenempty,
                members,
                true,
                exits);
    }

    public QueueSettings withExits(Map<String, String> numberOfKey) {
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                autopause,
                ringinuse,
                wrapuptime,
                servicelevel,
                maxlen,
                joinempty,
                leavewhenempty,
                members,
                variables,
                numberOfKey);
    }

    public QueueSettings withMember(String device, String memberName, int penalty) {
        List<StaticMember> more = new ArrayList<>(members);
        more.add(new StaticMember(device, memberName, penalty));
        return new QueueSettings(
                name,
                strategy,
                timeout,
                retry,
                autopause,
                ringinuse,
                wrapuptime,
                servicelevel,
                maxlen,
                joinempty,
                leavewhenempty,
                more,
                variables,
                exits);
    }
}
