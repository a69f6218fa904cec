package io.smartcallcenter.virtual.ami;

import static io.smartcallcenter.virtual.ami.AmiActions.error;
import static io.smartcallcenter.virtual.ami.AmiActions.identified;
import static io.smartcallcenter.virtual.ami.AmiActions.listEnd;
import static io.smartcallcenter.virtual.ami.AmiActions.listStart;
import static io.smartcallcenter.virtual.ami.AmiActions.success;

import io.smartcallcenter.virtual.device.DeviceState;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.queue.Waiting;
import java.util.Locale;
import java.util.function.Consumer;

/** app_queue's manager actions. */
final class QueueActions {

    private final Pbx pbx;

    QueueActions(Pbx pbx) {
        this.pbx = pbx;
    }

    void status(Action action, Consumer<String> out) {
        listStart(action, "Queue status will follow", out);
        int items = 0;
        for (CallQueue queue : pbx.queues().all()) {
            if (action.has("Queue") && !queue.name().equals(action.get("Queue"))) {
                continue;
            }
            out.accept(params(action, queue));
            items++;
            for (Member member : queue.members()) {
                if (!action.has("Member") || member.device().equals(action.get("Member"))) {
                    out.accept(member(action, queue, member));
                    items++;
                }
            }
            for (Waiting waiting : queue.waiting()) {
                out.accept(entry(action, queue, waiting));
                items++;
            }
        }
        listEnd(action, "QueueStatusComplete", items, out);
    }

    private static String params(Action action, CallQueue queue) {
        Packet packet = Packet.listItem("QueueParams")
                .with("Queue", queue.name())
                .with("Max", queue.settings().maxlen())
                .with("Strategy", queue.settings().strategy().text())
                .with("Calls", queue.waiting().size())
                .with("Holdtime", queue.holdTime())
                .with("TalkTime", queue.talkTime())
                .with("Completed", queue.completed())
                .with("Abandoned", queue.abandoned())
                .with("ServiceLevel", queue.settings().servicelevel())
                .with("ServicelevelPerf", oneDecimal(queue.serviceLevel()))
                .with("ServicelevelPerf2", oneDecimal(queue.serviceLevel2()))
                .with("Weight", 0);
        return identified(packet, action).end();
    }

    private static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String member(Action action, CallQueue queue, Member member) {
        Packet packet = Packet.listItem("QueueMember")
                .with("Queue", queue.name())
                .with("Name", member.name())
                .with("Location", member.device())
                .with("StateInterface", member.stateInterface())
                .with("Membership", member.dynamic() ? "dynamic" : "static")
                .with("Penalty", member.penalty())
                .with("CallsTaken", member.callsTaken())
                .with("LastCall", member.lastCall())
                .with("LastPause", member.lastPause())
                .with("LoginTime", member.loginTime())
                .flag("InCall", member.inCall())
                .with("Status", member.status().status())
                .flag("Paused", member.paused())
                .with("PausedReason", member.pausedReason())
                .with("Wrapuptime", 0);
        return identified(packet, action).end();
    }

    private static String entry(Action action, CallQueue queue, Waiting waiting) {
        Packet packet = Packet.listItem("QueueEntry")
                .with("Queue", queue.name())
                .with("Position", waiting.position())
                .with("Channel", waiting.channel().name())
                .with("Uniqueid", waiting.channel().id())
                .party("", waiting.channel())
                .with("Wait", waiting.held())
                .with("Priority", waiting.priority());
        return identified(packet, action).end();
    }

    void summary(Action action, Consumer<String> out) {
        listStart(action, "Queue summary will follow", out);
        int items = 0;
        for (CallQueue queue : pbx.queues().all()) {
            if (action.has("Queue") && !queue.name().equals(action.get("Queue"))) {
                continue;
            }
            items++;
            long loggedIn = queue.members().stream()
                    .filter(member ->
                            member.status() != DeviceState.UNAVAILABLE && member.status() != DeviceState.INVALID)
                    .count();
            long available = queue.members().stream()
                    .filter(member -> member.status() == DeviceState.NOT_INUSE && !member.paused())
                    .count();
            long longest =
                    queue.waiting().stream().mapToLong(Waiting::held).max().orElse(0);
            Packet packet = Packet.listItem("QueueSummary")
                    .with("Queue", queue.name())
                    .with("LoggedIn", loggedIn)
                    .with("Available", available)
                    .with("Callers", queue.waiting().size())
                    .with("HoldTime", queue.holdTime())
                    .with("TalkTime", queue.talkTime())
                    .with("LongestHoldTime", longest);
            out.accept(identified(packet, action).end());
        }
        listEnd(action, "QueueSummaryComplete", items, out);
    }

    void pause(Action action, Consumer<String> out) {
        if (!action.has("Interface") || !action.has("Paused")) {
            error(action, "Need 'Interface' and 'Paused' parameters.", out);
            return;
        }
        boolean paused = action.isTrue("Paused");
        String queue = action.has("Queue") ? action.get("Queue") : null;
        int found = pbx.queues().pause(queue, action.get("Interface"), paused, action.get("Reason"));
        if (found == 0) {
            error(action, "Interface not found", out);
        } else {
            success(action, paused ? "Interface paused successfully" : "Interface unpaused successfully", out);
        }
    }

    void add(Action action, Consumer<String> out) {
        CallQueue queue = queue(action, "Unable to add interface to queue: No such queue", out);
        if (queue == null) {
            return;
        }
        String device = action.get("Interface");
        String name = action.has("MemberName") ? action.get("MemberName") : device;
        boolean added = pbx.queues()
                .addDynamic(
                        queue,
                        device,
                        name,
                        number(action.get("Penalty")),
                        action.isTrue("Paused"),
                        action.get("Reason"));
        if (added) {
            success(action, "Added interface to queue", out);
        } else {
            error(action, "Unable to add interface: Already there", out);
        }
    }

    void remove(Action action, Consumer<String> out) {
        CallQueue queue = queue(action, "Unable to remove interface from queue: No such queue", out);
        if (queue == null) {
            return;
        }
        if (pbx.queues().remove(queue, action.get("Interface"))) {
            success(action, "Removed interface from queue", out);
        } else {
            error(action, "Unable to remove interface: Not there", out);
        }
    }

    void penalty(Action action, Consumer<String> out) {
        Member member = member(action);
        if (member == null) {
            error(action, "Invalid interface, queuename or penalty", out);
        } else {
            pbx.queues().penalty(pbx.queues().get(action.get("Queue")), member, number(action.get("Penalty")));
            success(action, "Interface penalty set successfully", out);
        }
    }

    void ringinuse(Action action, Consumer<String> out) {
        Member member = member(action);
        if (member == null) {
            error(action, "Invalid interface, queuename or ringinuse value", out);
        } else {
            pbx.queues().ringinuse(pbx.queues().get(action.get("Queue")), member, action.isTrue("RingInUse"));
            success(action, "Interface ringinuse set successfully", out);
        }
    }

    void withdraw(Action action, Consumer<String> out) {
        CallQueue queue = pbx.queues().get(action.get("Queue"));
        if (!action.has("Queue") || !action.has("Caller")) {
            error(action, "Need 'Queue' and 'Caller' parameters.", out);
        } else if (queue == null) {
            error(action, "Could not withdraw caller from queue. No such queue.", out);
        } else {
            Waiting waiting = queue.waiting(action.get("Caller"));
            if (waiting == null) {
                error(action, "Could not withdraw caller from queue. No such caller.", out);
            } else if (waiting.withdraw(action.get("WithdrawInfo"))) {
                success(action, "Withdraw requested successfully.", out);
            } else {
                error(action, "Could not withdraw caller from queue. Already requested.", out);
            }
        }
    }

    private Member member(Action action) {
        CallQueue queue = pbx.queues().get(action.get("Queue"));
        return queue == null ? null : queue.member(action.get("Interface"));
    }

    private CallQueue queue(Action action, String unknown, Consumer<String> out) {
        if (!action.has("Queue")) {
            error(action, "'Queue' not specified.", out);
            return null;
        }
        if (!action.has("Interface")) {
            error(action, "'Interface' not specified.", out);
            return null;
        }
        CallQueue queue = pbx.queues().get(action.get("Queue"));
        if (queue == null) {
            error(action, unknown, out);
        }
        return queue;
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
