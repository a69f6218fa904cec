package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.NodeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** After a gap: what vanished unseen is closed as LOST, what appeared unseen is taken in. */
final class Resyncing {

    /** Wait is in whole seconds, and the two clocks differ a little. */
    private static final Duration SAME_VISIT = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final Calls calls;
    private final Queues queues;
    private final QueueEntries entries;
    private final Offers offers;
    private final Talks talks;
    private final Members members;
    private final Links links;
    private int lostCalls;

    Resyncing(
            Outbox outbox,
            Calls calls,
            Queues queues,
            QueueEntries entries,
            Offers offers,
            Talks talks,
            Members members,
            Links links) {
        this.outbox = outbox;
        this.calls = calls;
        this.queues = queues;
        this.entries = entries;
        this.offers = offers;
        this.talks = talks;
        this.members = members;
        this.links = links;
    }

    /** FullyBooted or CoreStatus: no call is older than its Asterisk. A killed Asterisk sends no closing events. */
    void booted(Instant startedAt, Instant receivedAt) {
        for (Call call : calls.all()) {
            Moment seen = call.firstSeen();
            // AMI's uptime ends now by our clock; ARI tells the start by Asterisk's.
            if ((links.ariOnly() ? seen.at() : seen.receivedAt()).isBefore(startedAt)) {
                lose(call, 0, links.vanishedAt(receivedAt));
            }
        }
    }

    void resync(Signal.Resync.State state, Instant receivedAt) {
        if (state.startedAt() != null) {
            booted(state.startedAt(), receivedAt);
        }
        Set<String> alive = alive(state);
        Instant since = links.hearingSince();
        if (alive != null && since != null) {
            calls.all().stream()
                    .filter(call -> call.firstSeen().receivedAt().isBefore(since))
                    .forEach(call -> prune(call, alive, links.vanishedAt(receivedAt)));
        }
        if (state.coreShowChannels() != null) {
            state.coreShowChannels().forEach(fields -> adoptChannel(new AmiFrame(fields, receivedAt)));
        }
        if (state.queueStatus() != null) {
            resyncQueues(state.queueStatus(), receivedAt);
            links.synchronised();
        }
        if (links.ariOnly() && state.bridges() != null) {
            resyncBridges(state.bridges(), receivedAt);
            loseThoseWhoDoNotWait(Set.of(), receivedAt);
            links.synchronised();
        }
        publishSnapshot(alive == null ? 0 : alive.size(), state.startedAt(), receivedAt);
    }

    private static Set<String> alive(Signal.Resync.State state) {
        if (state.channels() == null && state.coreShowChannels() == null) {
            return null;
        }
        Set<String> alive = new HashSet<>();
        if (state.channels() != null) {
            state.channels().forEach(channel -> alive.add(String.valueOf(channel.get("id"))));
        }
        if (state.coreShowChannels() != null) {
            state.coreShowChannels().forEach(channel -> alive.add(String.valueOf(channel.get("Uniqueid"))));
        }
        return alive;
    }

    private void prune(Call call, Set<String> alive, Moment moment) {
        if (call.channels().keySet().stream().noneMatch(alive::contains)) {
            lose(call, 0, moment);
            return;
        }
        List.copyOf(call.offers()).stream()
                .filter(offer -> !alive.contains(offer.leg().id()))
                .forEach(offer -> offers.lose(offer, moment));
        List.copyOf(call.talks()).stream()
                .filter(talk -> !alive.contains(talk.offer().leg().id()))
                .forEach(talk -> talks.lose(talk, moment));
        for (Channel channel : List.copyOf(call.channels().values())) {
            if (!alive.contains(channel.id())) {
                calls.bury(channel, moment);
                entries.reconsider(channel, moment);
                calls.close(channel, 0, moment);
            }
        }
    }

    /** Closes what is open of a call without knowing how it ended. */
    void lose(Call call, int cause, Moment moment) {
        lostCalls += call.started() ? 1 : 0;
        List.copyOf(call.offers()).forEach(offer -> offers.lose(offer, moment));
        List.copyOf(call.talks()).forEach(talk -> talks.lose(talk, moment));
        List.copyOf(call.entries()).forEach(entry -> entries.lose(entry, moment));
        for (Channel channel : List.copyOf(call.channels().values())) {
            calls.bury(channel, moment);
            calls.close(channel, cause, moment);
        }
    }

    private void adoptChannel(AmiFrame frame) {
        Channel channel = calls.adopt(frame);
        if (channel != null && frame.has("BridgeId")) {
            talks.bridgeEntered(channel, frame.text("BridgeId"), frame.moment());
        }
    }

    private void resyncBridges(List<Map<String, Object>> bridges, Instant receivedAt) {
        for (Map<String, Object> bridge : bridges) {
            AriFrame frame = new AriFrame(bridge, receivedAt);
            for (String id : frame.texts("channels")) {
                Channel channel = calls.find(id);
                if (channel != null) {
                    talks.bridgeEntered(channel, frame.required("id"), Moment.ours(receivedAt));
                }
            }
        }
    }

    private void resyncQueues(List<Map<String, String>> events, Instant receivedAt) {
        Set<String> memberships = new HashSet<>();
        Map<String, List<Entry>> waiting = new HashMap<>();
        for (Map<String, String> fields : events) {
            AmiFrame frame = new AmiFrame(fields, receivedAt);
            switch (frame.text("Event")) {
                case "QueueParams" -> queues.describe(frame.required("Queue"), frame.text("Strategy"));
                case "QueueMember" -> {
                    members.resync(frame);
                    memberships.add(frame.required("Queue") + "/" + frame.required("Location"));
                }
                case "QueueEntry" ->
                    adopt(frame, waiting.computeIfAbsent(frame.required("Queue"), q -> new ArrayList<>()));
                default -> {}
            }
        }
        members.retain(memberships, Moment.ours(receivedAt));
        Set<Entry> wait = new HashSet<>();
        waiting.values().forEach(wait::addAll);
        loseThoseWhoDoNotWait(wait, receivedAt);
        waiting.forEach(queues::arrange);
    }

    /** A caller who waits; of whom we know nothing, they joined in the gap, and Wait tells when, to the second. */
    private void adopt(AmiFrame frame, List<Entry> waiting) {
        String queue = frame.required("Queue");
        Channel channel = calls.of(frame, "");
        if (channel == null) {
            return;
        }
        Instant joined = frame.moment().at().minusSeconds(frame.number("Wait", 0));
        Entry entry = entries.unsettled(channel, queue);
        Instant known = channel.call().lastVisit(channel, queue);
        if (known == null || joined.isAfter(known.plus(SAME_VISIT))) {
            int position = frame.number("Position", 1);
            Moment moment = new Moment(
                    links.unheard(joined, frame.moment()), frame.moment().receivedAt());
            entry = entries.open(channel, queue, frame.caller(), position, position, moment);
        }
        // Known, but without an open entry: they left while the list was on its way.
        if (entry != null && entry.left() == null) {
            waiting.add(entry);
        }
    }

    private void loseThoseWhoDoNotWait(Set<Entry> waiting, Instant receivedAt) {
        Instant since = links.hearingSince();
        for (Call call : since == null ? List.<Call>of() : calls.all()) {
            for (Entry entry : List.copyOf(call.entries())) {
                if (entry.heard().isBefore(since) && !waiting.contains(entry)) {
                    entries.lose(entry, links.vanishedAt(receivedAt));
                }
            }
        }
    }

    private void publishSnapshot(int channels, Instant startedAt, Instant receivedAt) {
        NodeEvent snapshot = new NodeEvent.Snapshot(
                outbox.node(), channels, queues.size(), queues.waiting(), members.size(), lostCalls, startedAt);
        lostCalls = 0;
        String id = outbox.node() + "#snapshot/" + receivedAt.toEpochMilli();
        outbox.node(id, snapshot, Moment.ours(receivedAt));
    }
}
