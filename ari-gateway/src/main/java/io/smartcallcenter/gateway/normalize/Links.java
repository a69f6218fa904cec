package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Which links are up, and the gaps between a loss and the next connect. Times are ours: Asterisk tells none. */
final class Links {

    private static final class State {
        private boolean up;
        private Instant lostAt;
    }

    private final Outbox outbox;
    private final Map<Link, State> links = new EnumMap<>(Link.class);
    private Instant lastGapStart;
    private Instant lastGapEnd;

    Links(Outbox outbox) {
        this.outbox = outbox;
        for (Link link : Link.values()) {
            links.put(link, new State());
        }
    }

    boolean up(Link link) {
        return links.get(link).up;
    }

    /** Whatever we knew before this instant may have vanished unseen; null if no link was ever lost. */
    Instant lastGapEnd() {
        return lastGapEnd;
    }

    /** The last instant at which what we knew was true: a vanished call is closed with this time. */
    Moment vanishedAt(Instant receivedAt) {
        boolean known = lastGapStart != null && lastGapStart.isBefore(receivedAt);
        return known ? new Moment(lastGapStart, receivedAt) : Moment.ours(receivedAt);
    }

    void connected(Link link, Instant receivedAt) {
        State state = links.get(link);
        if (state.up) {
            return;
        }
        state.up = true;
        Moment moment = Moment.ours(receivedAt);
        String node = outbox.node();
        outbox.node(id(link, "connected", receivedAt), new NodeEvent.Connected(node, link), moment);
        if (state.lostAt != null) {
            NodeEvent gap = new NodeEvent.Gap(node, link, state.lostAt, receivedAt);
            outbox.node(id(link, "gap", receivedAt), gap, moment);
            state.lostAt = null;
            lastGapEnd = receivedAt;
        }
        publishState(moment);
    }

    /**
     * When what was found after the last gap happened, given an estimate in whole seconds: had it been outside of the gap we would
     * have been told. An estimate that is earlier by more than its error is older than all that we know, and stays.
     */
    Instant withinLastGap(Instant estimate) {
        if (lastGapEnd == null) {
            return estimate;
        }
        if (estimate.isAfter(lastGapEnd)) {
            return lastGapEnd;
        }
        boolean nearlyWithin = estimate.plusSeconds(1).isAfter(lastGapStart);
        return estimate.isBefore(lastGapStart) && nearlyWithin ? lastGapStart : estimate;
    }

    /** Repeated attempts that fail are not news. */
    void disconnected(Link link, String reason, Instant receivedAt) {
        State state = links.get(link);
        if (!state.up) {
            return;
        }
        state.up = false;
        state.lostAt = receivedAt;
        lastGapStart = receivedAt;
        Moment moment = Moment.ours(receivedAt);
        NodeEvent event = new NodeEvent.Disconnected(outbox.node(), link, reason);
        outbox.node(id(link, "disconnected", receivedAt), event, moment);
        publishState(moment);
    }

    private void publishState(Moment moment) {
        outbox.state(new AsteriskState.Node(outbox.node(), up(Link.ARI), up(Link.AMI)), moment);
    }

    private String id(Link link, String fact, Instant at) {
        return outbox.node() + "/" + link + "#" + fact + "/" + at.toEpochMilli();
    }
}
