package io.smartcallcenter.notification.channel;

import io.smartcallcenter.notification.channel.Channel.Kind;
import java.util.function.BiPredicate;

/**
 * Who may subscribe to what; asked at every subscribe and again at every renewal of the token.
 *
 * <table>
 *   <caption>Access by role</caption>
 *   <tr><th>Channel</th><th>admin, supervisor</th><th>analyst</th><th>operator</th></tr>
 *   <tr><td>me</td><td>if an operator</td><td>no</td><td>yes</td></tr>
 *   <tr><td>operator:interface</td><td>yes</td><td>no</td><td>themselves</td></tr>
 *   <tr><td>queue:name</td><td>yes</td><td>no</td><td>own queues</td></tr>
 *   <tr><td>kpi:queue:name</td><td>yes</td><td>yes</td><td>own queues</td></tr>
 *   <tr><td>any wildcard</td><td>yes</td><td>no</td><td>no</td></tr>
 *   <tr><td>calls</td><td>yes</td><td>no</td><td>no</td></tr>
 *   <tr><td>alerts</td><td>yes</td><td>no</td><td>no</td></tr>
 *   <tr><td>kpi:operators</td><td>yes</td><td>yes</td><td>no</td></tr>
 *   <tr><td>system</td><td>yes</td><td>yes</td><td>no</td></tr>
 * </table>
 *
 * Live events carry callers' numbers, so analysts get figures only, and operators see nobody else's calls and figures.
 */
public final class ChannelAccess {

    private final BiPredicate<String, String> memberOfQueue;

    /** @param memberOfQueue tells whether an operator's interface (first) is a member of a queue (second) */
    public ChannelAccess(BiPredicate<String, String> memberOfQueue) {
        this.memberOfQueue = memberOfQueue;
    }

    public boolean allows(User user, Channel channel) {
        if (channel.kind() == Kind.ME && channel.subject() == null) {
            return false;
        }
        if (user.has(Role.ADMIN) || user.has(Role.SUPERVISOR)) {
            return true;
        }
        if (channel.wildcard()) {
            return false;
        }
        return user.has(Role.ANALYST) && analystSees(channel) || user.has(Role.OPERATOR) && operatorSees(user, channel);
    }

    private static boolean analystSees(Channel channel) {
        return switch (channel.kind()) {
            case QUEUE_KPI, OPERATOR_KPI, SYSTEM -> true;
            case ME, OPERATOR, QUEUE, CALLS, ALERTS -> false;
        };
    }

    private boolean operatorSees(User user, Channel channel) {
        return switch (channel.kind()) {
            case ME, OPERATOR -> user.operator() != null && user.operator().equals(channel.subject());
            case QUEUE, QUEUE_KPI -> user.operator() != null && memberOfQueue.test(user.operator(), channel.subject());
            case CALLS, OPERATOR_KPI, ALERTS, SYSTEM -> false;
        };
    }
}
