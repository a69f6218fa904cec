package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RefusedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Callers in queues: from QueueCallerJoin to an outcome that app_queue tells only in pieces. */
final class QueueEntries {

    /** After these the caller is still there, and the dialplan or the application does something else. */
    private static final Set<EntryOutcome> GOES_ON =
            EnumSet.of(EntryOutcome.TIMEOUT, EntryOutcome.LEFT_EMPTY, EntryOutcome.EXIT_KEY, EntryOutcome.WITHDRAWN);

    private final Outbox outbox;
    private final Calls calls;
    private final Queues queues;
    private final Links links;
    private final Agenda agenda;
    private final Duration settle;

    QueueEntries(Outbox outbox, Calls calls, Queues queues, Links links, Agenda agenda, Duration settle) {
        this.outbox = outbox;
        this.calls = calls;
        this.queues = queues;
        this.links = links;
        this.agenda = agenda;
        this.settle = settle;
    }

    void joined(AmiFrame frame) {
        String queue = frame.required("Queue");
        int position = frame.number("Position", 1);
        int waiting = frame.number("Count", position);
        Channel channel = calls.of(frame, "");
        if (channel != null && waitingIn(channel, queue) == null) {
            open(channel, queue, frame.caller(), position, waiting, frame.moment());
        }
    }

    /** @return the new entry, or null if this join was known */
    Entry open(Channel channel, String queue, Party caller, int position, int waiting, Moment moment) {
        Call call = channel.call();
        String id = Ids.entry(outbox.node(), channel.id(), queue, moment.at());
        if (!call.learn(id)) {
            return null;
        }
        calls.start(channel, caller, channel.exten(), channel.context(), call.firstSeen());
        call.decided();
        call.place(true);
        Entry entry = new Entry(id, queue, channel, moment.at(), moment.receivedAt(), position);
        add(entry);
        Party known = call.caller().number().isEmpty() ? caller : call.caller();
        outbox.call(
                call,
                id + "#joined",
                new CallEvent.QueueJoined(call.id(), id, queue, known, position, waiting),
                moment);
        Call.QueueExit exit = call.exits().remove(queue);
        if (exit != null && exit.at().isAfter(entry.joined())) {
            entry.exit(exit.status());
        }
        return entry;
    }

    private void add(Entry entry) {
        entry.call().entries().add(entry);
        entry.call().visit(entry.channel(), entry.queue(), entry.joined());
        queues.add(entry);
    }

    Entry inherit(CallState.Entry state, Channel channel, Instant heard) {
        Entry entry = new Entry(state.entryId(), state.queue(), channel, state.joinedAt(), heard, state.position());
        channel.call().learn(entry.id());
        add(entry);
        return entry;
    }

    void abandoned(AmiFrame frame) {
        Channel channel = calls.of(frame, "");
        if (channel == null) {
            return;
        }
        Entry entry = unsettled(channel, frame.required("Queue"));
        if (entry != null) {
            entry.abandon();
            reconsider(entry);
        }
    }

    void left(AmiFrame frame) {
        Channel channel = calls.of(frame, "");
        if (channel == null) {
            return;
        }
        Entry entry = waitingIn(channel, frame.required("Queue"));
        if (entry != null) {
            leave(entry, frame.moment(), frame.number("Position", entry.position()));
        }
    }

    private void leave(Entry entry, Moment moment, int position) {
        entry.leave(moment, position);
        queues.remove(entry);
        reconsider(entry);
        if (entry.call().entries().contains(entry)) {
            settleLater(entry, moment);
        }
    }

    private void settleLater(Entry entry, Moment moment) {
        agenda.at(moment.receivedAt().plus(settle), () -> {
            // After a gap the fact that is waited for may have been missed: then the resync decides.
            if (entry.call().entries().contains(entry) && links.heardAllSince(moment.receivedAt())) {
                close(entry, entry.presumed(links.ariHeardSince(moment.receivedAt())));
            }
        });
    }

    /** AgentConnect: whatever else was said, this entry was answered. */
    void answered(Entry entry, Moment moment) {
        if (entry.left() == null) {
            entry.leave(moment, entry.position());
            queues.remove(entry);
        }
        close(entry, EntryOutcome.ANSWERED);
    }

    /** The caller is back with QUEUESTATUS, as the dialplan or a channel variable tells it. */
    void exited(Channel channel, String queue, String status, Moment moment) {
        RefusedReason refused = refusal(status);
        if (refused != null) {
            refuse(channel.call(), queue, refused, moment);
            return;
        }
        Entry entry = unsettled(channel, queue);
        if (entry == null) {
            channel.call().exits().put(queue, new Call.QueueExit(status, moment.at()));
        } else if (moment.at().isAfter(entry.joined())) {
            entry.exit(status);
            if (entry.left() == null && !links.up(Link.AMI)) {
                leave(entry, moment, queues.position(entry));
            } else {
                reconsider(entry);
            }
        }
    }

    private void refuse(Call call, String queue, RefusedReason reason, Moment moment) {
        // The same refusal comes as a variable and as StasisStart; a second one later is another attempt.
        Call.QueueExit last = call.exits().put(queue + "#refused", new Call.QueueExit(reason.name(), moment.at()));
        if (last != null && Duration.between(last.at(), moment.at()).abs().compareTo(settle) < 0) {
            return;
        }
        String id = call.id() + "/" + queue + "#refused/" + call.numbers().nextRefusal();
        outbox.call(call, id, new CallEvent.QueueRefused(call.id(), queue, reason), moment);
    }

    /** The caller's channel entered the application with a number, not with a queue's status. */
    void movedOn(Channel channel, Instant at) {
        for (Entry entry : List.copyOf(channel.call().entries())) {
            if (entry.channel() == channel && at.isAfter(entry.joined())) {
                entry.moveOn();
                reconsider(entry);
            }
        }
    }

    /** The channel asked to hang up, or is gone. */
    void reconsider(Channel channel, Moment moment) {
        for (Entry entry : List.copyOf(channel.call().entries())) {
            if (entry.channel() != channel) {
                continue;
            }
            if (channel.gone() && entry.left() == null) {
                leave(entry, moment, queues.position(entry));
            } else {
                reconsider(entry);
            }
        }
    }

    void lose(Entry entry, Moment moment) {
        if (entry.left() == null) {
            entry.leave(moment.at().isBefore(entry.joined()) ? entry.joinMoment() : moment, queues.position(entry));
            queues.remove(entry);
        }
        close(entry, entry.told());
    }

    private void reconsider(Entry entry) {
        EntryOutcome outcome = entry.proven();
        if (outcome != null) {
            close(entry, outcome);
        }
    }

    private void close(Entry entry, EntryOutcome outcome) {
        Call call = entry.call();
        if (!call.entries().remove(entry)) {
            return;
        }
        call.place(!GOES_ON.contains(outcome));
        long wait = entry.left().millisSince(entry.joined());
        outbox.call(
                call,
                entry.id() + "#left",
                new CallEvent.QueueLeft(call.id(), entry.id(), entry.queue(), outcome, wait, entry.position()),
                entry.left());
        calls.endIfSettled(call);
    }

    /** The entry of this channel whose outcome is open, whether it has left or not; null if there is none. */
    Entry unsettled(Channel channel, String queue) {
        Entry newest = null;
        for (Entry entry : channel.call().entries()) {
            if (entry.channel() == channel && entry.queue().equals(queue)) {
                newest = entry;
            }
        }
        return newest;
    }

    private Entry waitingIn(Channel channel, String queue) {
        Entry newest = unsettled(channel, queue);
        return newest == null || newest.left() != null ? null : newest;
    }

    private static RefusedReason refusal(String status) {
        return switch (status) {
            case "FULL" -> RefusedReason.FULL;
            case "JOINEMPTY" -> RefusedReason.JOIN_EMPTY;
            case "JOINUNAVAIL" -> RefusedReason.JOIN_UNAVAIL;
            default -> null;
        };
    }
}
