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
        private Instant upSince;
        private Instant lostAt;
        private Instant gapFrom;
        private Instant gapTo;
    }

    private final Outbox outbox;
    private final Map<Link, State> links = new EnumMap<>(Link.class);
    private Instant knownUntil;

    Links(Outbox outbox) {
        this.outbox = outbox;
        for (Link link : Link.values()) {
            links.put(link, new State());
        }
    }

    boolean up(Link link) {
        return links.get(link).upSince != null;
    }

    /** Whether everything that this link told since then was heard. */
    boolean heardAllSince(Link link, Instant receivedAt) {
        Instant upSince = links.get(link).upSince;
        return upSince != null && !upSince.isAfter(receivedAt);
    }

    /** Of what we heard before this instant something may have ended unseen; null while no link is up. AMI tells all ends. */
    Instant hearingSince() {
        Instant ami = links.get(Link.AMI).upSince;
        return ami != null ? ami : links.get(Link.ARI).upSince;
    }

    /** The last instant at which all that we knew was true: what vanished since is closed with this time. */
    Moment vanishedAt(Instant receivedAt) {
        boolean gap = knownUntil != null && knownUntil.isBefore(receivedAt);
        return gap ? new Moment(knownUntil, receivedAt) : Moment.ours(receivedAt);
    }

    /** The state was read anew over both links: what we know is true again. */
    void synchronised() {
        if (up(Link.ARI) && up(Link.AMI)) {
            knownUntil = null;
        }
    }

    /** An earlier owner of the node heard both links until then. */
    void inherit(Instant lastHeard) {
        links.values().forEach(state -> state.lostAt = lastHeard);
        knownUntil = lastHeard;
    }

    void connected(Link link, Instant receivedAt) {
        State state = links.get(link);
        if (state.upSince != null) {
            return;
        }
        state.upSince = receivedAt;
        Moment moment = Moment.ours(receivedAt);
        String node = outbox.node();
        outbox.node(id(link, "connected", receivedAt), new NodeEvent.Connected(node, link), moment);
        if (state.lostAt != null) {
            NodeEvent gap = new NodeEvent.Gap(node, link, state.lostAt, receivedAt);
            outbox.node(id(link, "gap", receivedAt), gap, moment);
            state.gapFrom = state.lostAt;
            state.gapTo = receivedAt;
            state.lostAt = null;
        }
        publishState(moment);
    }

    /**
     * When a caller joined who was found after AMI's last gap, given an estimate in whole seconds: had it been outside of the gap
     * we would have been told. An estimate that is earlier by more than its error is older than all that we know, and stays.
     */
    Instant withinLastGap(Instant estimate) {
        State ami = links.get(Link.AMI);
        if (ami.gapTo == null) {
            return estimate;
        }
        if (estimate.isAfter(ami.gapTo)) {
            return ami.gapTo;
        }
        boolean nearlyWithin = estimate.plusSeconds(1).isAfter(ami.gapFrom);
        return estimate.isBefore(ami.gapFrom) && nearlyWithin ? ami.gapFrom : estimate;
    }

    /** Repeated attempts that fail are not news. */
    void disconnected(Link link, String reason, Instant receivedAt) {
        State state = links.get(link);
        if (state.upSince == null) {
            return;
        }
        state.upSince = null;
        state.lostAt = receivedAt;
        knownUntil = knownUntil == null ? receivedAt : knownUntil;
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
