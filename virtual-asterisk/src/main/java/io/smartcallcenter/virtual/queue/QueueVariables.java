package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The channel variables that app_queue sets, at the moments and in the order of the recorded traces. */
final class QueueVariables {

    private static final List<String> TIMES =
            List.of("ANSWEREDTIME", "ANSWEREDTIME_MS", "DIALEDTIME", "DIALEDTIME_MS", "QUEUEWAIT", "QUEUEWAIT_MS");

    private final Channels channels;

    QueueVariables(Channels channels) {
        this.channels = channels;
    }

    /** What the dialplan had set for this queue. */
    int number(Channel caller, String variable, int otherwise) {
        String value = caller.variables().getOrDefault(variable, "");
        return value.matches("\\d{1,10}") ? (int) Math.min(Long.parseLong(value), Integer.MAX_VALUE) : otherwise;
    }

    /** Queue() begins: what an earlier queue left is forgotten. */
    void entering(Channel caller) {
        TIMES.forEach(name -> channels.variable(caller, name, ""));
    }

    void dialling(Channel leg) {
        channels.variable(leg, "DIALEDPEERNUMBER", leg.endpoint());
    }

    void position(Channel caller, int position) {
        channels.variable(caller, "QUEUEPOSITION", Integer.toString(position));
    }

    /** Whole seconds, and the same in milliseconds as app_queue computes them. */
    void waited(Channel caller, long seconds) {
        channels.variable(caller, "QUEUEWAIT", Long.toString(seconds));
        channels.variable(caller, "QUEUEWAIT_MS", Long.toString(seconds * 1000));
    }

    void times(Channel caller, long dialledMicros, long answeredMicros) {
        channels.variable(caller, "DIALEDTIME", Long.toString(dialledMicros / 1_000_000));
        channels.variable(caller, "DIALEDTIME_MS", Long.toString(dialledMicros / 1_000));
        channels.variable(caller, "ANSWEREDTIME", Long.toString(answeredMicros / 1_000_000));
        channels.variable(caller, "ANSWEREDTIME_MS", Long.toString(answeredMicros / 1_000));
    }

    /** With setinterfacevar, setqueueentryvar and setqueuevar (trace 21). */
    void answered(Ringing ringing, long held) {
        if (!ringing.queue().settings().variables()) {
            return;
        }
        Member member = ringing.member();
        Map<String, String> all = new TreeMap<>(Map.of(
                "MEMBERINTERFACE", member.device(),
                "MEMBERNAME", member.name(),
                "MEMBERCALLS", Integer.toString(member.callsTaken()),
                "MEMBERLASTCALL", Long.toString(member.lastCall()),
                "MEMBERPENALTY", Integer.toString(member.penalty()),
                "MEMBERDYNAMIC", member.dynamic() ? "1" : "0",
                "MEMBERREALTIME", "0"));
        all.forEach((name, value) -> channels.variable(ringing.caller(), name, value));
        all.forEach((name, value) -> channels.variable(ringing.leg(), name, value));
        for (Channel channel : List.of(ringing.caller(), ringing.leg())) {
            channels.variable(channel, "QEHOLDTIME", Long.toString(held));
            channels.variable(
                    channel, "QEORIGINALPOS", Integer.toString(ringing.waiting().originalPosition()));
        }
        queue(ringing.queue(), ringing.caller());
        queue(ringing.queue(), ringing.leg());
    }

    void queue(CallQueue queue, Channel channel) {
        if (!queue.settings().variables()) {
            return;
        }
        channels.variable(channel, "QUEUENAME", queue.name());
        channels.variable(channel, "QUEUEMAX", Integer.toString(queue.settings().maxlen()));
        channels.variable(channel, "QUEUESTRATEGY", queue.settings().strategy().text());
        channels.variable(
                channel, "QUEUECALLS", Integer.toString(queue.waiting().size()));
        channels.variable(channel, "QUEUEHOLDTIME", Long.toString(queue.holdTime()));
        channels.variable(channel, "QUEUETALKTIME", Long.toString(queue.talkTime()));
        channels.variable(channel, "QUEUECOMPLETED", Integer.toString(queue.completed()));
        channels.variable(channel, "QUEUEABANDONED", Integer.toString(queue.abandoned()));
        channels.variable(
                channel, "QUEUESRVLEVEL", Integer.toString(queue.settings().servicelevel()));
        channels.variable(channel, "QUEUESRVLEVELPERF", String.format(Locale.ROOT, "%2.1f", queue.serviceLevel()));
    }
}
