package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins the two links of one Asterisk node into the events of the contract. Deterministic: no clock, no thread, no I/O; the
 * same signals give the same events. Not thread-safe.
 */
public final class Normalizer {

    private final Outbox outbox;
    private final Tombstones tombstones;
    private final Agenda agenda = new Agenda();
    private final Calls calls;
    private final Queues queues;
    private final Members members;
    private final Links links;
    private final Resyncing resyncing;
    private final Inheritance inheritance;
    private final OpenCalls openCalls;
    private final AmiEvents amiEvents;
    private final AriEvents ariEvents;
    private boolean inherited;
    private long skipped;
    private String lastSkipped = "";

    /** @param epoch the owner's epoch; with it {@code seq} grows over a restart of the gateway too */
    public Normalizer(String node, long epoch, Settings settings) {
        Duration settle = settings.settle();
        outbox = new Outbox(node, epoch);
        tombstones = new Tombstones(settings.tombstone());
        links = new Links(outbox, settings.mode());
        calls = new Calls(outbox, tombstones, links, agenda, settle);
        queues = new Queues(outbox);
        members = new Members(outbox, queues);
        QueueEntries entries = new QueueEntries(outbox, calls, queues, links, agenda, settle);
        Offers offers = new Offers(outbox, calls, entries, members, links, agenda, settle);
        Talks talks = new Talks(outbox, calls, entries, offers, agenda, settle);
        Transfers transfers = new Transfers(outbox, calls, talks);
        Hangups hangups = new Hangups(calls, entries, offers, talks);
        resyncing = new Resyncing(outbox, calls, queues, entries, offers, talks, members, links);
        inheritance = new Inheritance(node, calls, entries, offers, talks, queues, members, links);
        openCalls = new OpenCalls(outbox);
        amiEvents = new AmiEvents(
                calls,
                entries,
                offers,
                talks,
                new Completions(outbox, calls, talks),
                transfers,
                members,
                hangups,
                resyncing);
        AriFacts facts = new AriFacts(calls, offers, talks, transfers, hangups);
        ariEvents = new AriEvents(settings.app(), outbox, calls, entries, resyncing, links, facts, agenda, settle);
    }

    /** Never throws because of what a frame contains: a frame that is not what it should be is counted and skipped. */
    public List<Published> accept(Signal signal) {
        Instant now = signal.receivedAt();
        read(() -> agenda.advanceTo(now));
        tombstones.advanceTo(now);
        links.advanceTo(now);
        read(() -> handle(signal));
        Moment moment = signal instanceof Signal.Ami ami ? momentOf(ami) : Moment.ours(now);
        openCalls.publish(moment);
        if (!inherited) {
            queues.publish(moment);
            members.publish(moment);
        }
        return outbox.drain();
    }

    private void read(Runnable frames) {
        try {
            frames.run();
        } catch (RuntimeException e) {
            skipped++;
            lastSkipped = String.valueOf(e.getMessage());
        }
    }

    private void handle(Signal signal) {
        if (signal instanceof Signal.Ami ami) {
            amiEvents.accept(new AmiFrame(ami.fields(), ami.receivedAt()));
            ariEvents.amiTold();
        } else if (signal instanceof Signal.Ari ari) {
            ariEvents.accept(new AriFrame(ari.message(), ari.receivedAt()));
        } else if (signal instanceof Signal.LinkUp up) {
            links.connected(up.link(), up.receivedAt());
        } else if (signal instanceof Signal.LinkDown down) {
            links.disconnected(down.link(), down.reason(), down.workedUntil(), down.receivedAt());
        } else if (signal instanceof Signal.Resync resync) {
            resync(resync);
        } else if (signal instanceof Signal.Predecessor predecessor) {
            inherited = true;
            inheritance.take(predecessor);
        } else if (signal instanceof Signal.FellBack fellBack) {
            fellBack(fellBack);
        } else if (signal instanceof Signal.IvrStepped step) {
            ivrStepped(step);
        } else if (signal instanceof Signal.Executed executed) {
            executed(executed);
        } else if (signal instanceof Signal.StrategySet set) {
            queues.describe(set.queue(), set.strategy());
        } else if (signal instanceof Signal.Refused refused) {
            outbox.refused(refused.event(), Moment.ours(refused.receivedAt()));
        }
    }

    private void resync(Signal.Resync resync) {
        // Until then the states of the predecessor are better than ours: ours know no change of the gap.
        inherited &= resync.state().queueStatus() == null && !links.ariOnly();
        resyncing.resync(resync.state(), resync.receivedAt());
        // Without the bridges a connected direct call could not be told from a caller with nobody.
        if (resync.state().channels() != null && resync.state().bridges() != null) {
            Set<Object> bridged = new HashSet<>();
            resync.state().bridges().forEach(bridge -> bridged.addAll(members(bridge)));
            resync.state().channels().stream()
                    .filter(channel -> !bridged.contains(channel.get("id")))
                    .forEach(
                            channel -> ariEvents.rescue(new AriFrame(Map.of("channel", channel), resync.receivedAt())));
        }
    }

    private static Collection<?> members(Map<String, Object> bridge) {
        return bridge.get("channels") instanceof Collection<?> channels ? channels : List.of();
    }

    private static Moment momentOf(Signal.Ami ami) {
        try {
            return new AmiFrame(ami.fields(), ami.receivedAt()).moment();
        } catch (RuntimeException e) {
            return Moment.ours(ami.receivedAt());
        }
    }

    private void fellBack(Signal.FellBack signal) {
        Channel channel = calls.find(signal.channelId());
        if (channel != null) {
            Call call = channel.call();
            call.decided();
            String id = call.id() + "#fallback/" + call.numbers().nextFallback();
            CallEvent event = new CallEvent.Fallback(call.id(), signal.reason(), signal.queue());
            outbox.call(call, id, event, Moment.ours(signal.receivedAt()));
        }
    }

    private void ivrStepped(Signal.IvrStepped step) {
        Channel channel = calls.find(step.channelId());
        if (channel != null) {
            Call call = channel.call();
            call.decided();
            String id = call.id() + "#ivr/" + call.numbers().nextIvrStep();
            CallEvent event = new CallEvent.IvrStep(call.id(), step.flow(), step.node(), step.digits(), step.result());
            outbox.call(call, id, event, Moment.ours(step.receivedAt()));
        }
    }

    /** A message is complete when its caller has hung up: it belongs to the call all the same. */
    private void executed(Signal.Executed signal) {
        Channel channel = calls.find(signal.channelId());
        String id = signal.event().callId() + "#" + signal.key();
        Moment moment = Moment.ours(signal.receivedAt());
        if (channel != null && !channel.call().ended()) {
            outbox.call(channel.call(), id, signal.event(), moment);
        } else {
            outbox.afterTheCall(id, signal.event(), moment);
        }
    }

    public LiveView live() {
        List<LiveView.Call> views = new ArrayList<>();
        for (Call call : calls.all()) {
            if (call.started() && !call.ended() && call.owner() != null) {
                views.add(call.view());
            }
        }
        LiveView.Node node =
                new LiveView.Node(outbox.node(), links.up(Link.ARI), links.up(Link.AMI), links.mode(), skipped);
        return new LiveView(node, queues.view(), members.view(), List.copyOf(views));
    }

    /** Frames that could not be read since the start. */
    public long skipped() {
        return skipped;
    }

    /** Why the last one was skipped, for the log; it names a field, never a value. */
    public String lastSkipped() {
        return lastSkipped;
    }

    /** Channels, calls and tombstones in memory: it must not grow without bound. */
    public int remembered() {
        return calls.size() + tombstones.size();
    }
}
