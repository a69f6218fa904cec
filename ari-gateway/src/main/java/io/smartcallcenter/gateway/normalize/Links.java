package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.NodeMode;
import java.time.Duration;
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

    /** How often the lasting lack of queue facts is said anew. */
    private static final Duration SAID_ANEW = Duration.ofMinutes(1);

    /** A fact is heard a moment after it happened: a difference below this says nothing about the clocks. */
    private static final Duration ONE_CLOCK = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final NodeMode mode;
    private final Map<Link, State> links = new EnumMap<>(Link.class);
    private Instant knownUntil;
    private Instant lackingSince;
    private Instant lackSaid;

    Links(Outbox outbox, NodeMode mode) {
        this.outbox = outbox;
        this.mode = mode;
        for (Link link : Link.values()) {
            links.put(link, new State());
        }
    }

    boolean up(Link link) {
        return links.get(link).upSince != null;
    }

    NodeMode mode() {
        return mode;
    }

    boolean ariOnly() {
        return mode == NodeMode.ARI_ONLY;
    }

    /** The link that tells how calls go on and end. */
    private State source() {
        return links.get(ariOnly() ? Link.ARI : Link.AMI);
    }

    /** Whether everything that was told since then was heard. */
    boolean heardAllSince(Instant receivedAt) {
        Instant upSince = source().upSince;
        return upSince != null && !upSince.isAfter(receivedAt);
    }

    /** Whether ARI, which brings the status of a queue that gives a caller up, was heard since then. */
    boolean ariHeardSince(Instant receivedAt) {
        Instant upSince = links.get(Link.ARI).upSince;
        return upSince != null && !upSince.isAfter(receivedAt);
    }

    /** Of what we heard before this instant something may have ended unseen; null while no link is up. */
    Instant hearingSince() {
        Instant upSince = source().upSince;
        return upSince != null ? upSince : links.get(Link.ARI).upSince;
    }

    /** The last instant at which all that we knew was true: what vanished since is closed with this time. */
    Moment vanishedAt(Instant receivedAt) {
        boolean gap = knownUntil != null && knownUntil.isBefore(receivedAt);
        return gap ? new Moment(knownUntil, receivedAt) : Moment.ours(receivedAt);
    }

    /** The state was read anew over both links: what we know is true again. */
    void synchronised() {
        if (up(Link.ARI) && (ariOnly() || up(Link.AMI))) {
            knownUntil = null;
        }
    }

    /** Without the manager interface the node lacks queue facts for as long as it is connected: an outage that never ends. */
    void advanceTo(Instant now) {
        boolean due = lackSaid != null && !now.isBefore(lackSaid.plus(SAID_ANEW));
        if (due) {
            sayLack(now);
        }
    }

    private void lack(Instant since, Instant now) {
        lackingSince = since;
        NodeEvent event = new NodeEvent.Disconnected(outbox.node(), Link.AMI, "no AMI credentials are configured");
        outbox.node(id(Link.AMI, "disconnected", now), event, new Moment(since, now));
        sayLack(now);
    }

    private void sayLack(Instant now) {
        lackSaid = now;
        if (lackingSince.isBefore(now)) {
            NodeEvent gap = new NodeEvent.Gap(outbox.node(), Link.AMI, lackingSince, now);
            outbox.node(id(Link.AMI, "gap", now), gap, Moment.ours(now));
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
        outbox.node(id(link, "connected", receivedAt), new NodeEvent.Connected(node, link, mode), moment);
        if (state.lostAt != null) {
            NodeEvent gap = new NodeEvent.Gap(node, link, state.lostAt, receivedAt);
            outbox.node(id(link, "gap", receivedAt), gap, moment);
            state.gapFrom = state.lostAt;
            state.gapTo = receivedAt;
            state.lostAt = null;
        }
        if (ariOnly() && lackingSince == null) {
            Instant lost = links.get(Link.AMI).lostAt;
            lack(lost == null ? receivedAt : lost, receivedAt);
        }
        publishState(moment);
    }

    /**
     * When a fact of AMI that we were not told happened, by Asterisk's clock, given an estimate in whole seconds: it was within the last
     * gap, whose end is exclusive. An estimate that is too early by more than its error is older than all that we know, and stays.
     *
     * @param told what the estimate was made of; the gap is by our clock
     */
    Instant unheard(Instant estimate, Moment told) {
        if (links.get(Link.AMI).gapTo == null) {
            return estimate;
        }
        Duration ahead = Duration.between(told.receivedAt(), told.at());
        return ahead.abs().compareTo(ONE_CLOCK) < 0
                ? withinLastGap(estimate)
                : withinLastGap(estimate.minus(ahead)).plus(ahead);
    }

    private Instant withinLastGap(Instant estimate) {
        State ami = links.get(Link.AMI);
        if (!estimate.isBefore(ami.gapTo)) {
            return ami.gapTo.minusMillis(1);
        }
        boolean rounded =
                estimate.isBefore(ami.gapFrom) && estimate.plusSeconds(1).isAfter(ami.gapFrom);
        return rounded ? ami.gapFrom : estimate;
    }

    /**
     * Repeated attempts that fail are not news.
     *
     * @param workedUntil the gap begins then, not when it was noticed
     */
    void disconnected(Link link, String reason, Instant workedUntil, Instant receivedAt) {
        State state = links.get(link);
        if (state.upSince == null) {
            return;
        }
        state.upSince = null;
        state.lostAt = workedUntil;
        knownUntil = knownUntil == null || workedUntil.isBefore(knownUntil) ? workedUntil : knownUntil;
        NodeEvent event = new NodeEvent.Disconnected(outbox.node(), link, reason);
        outbox.node(id(link, "disconnected", receivedAt), event, new Moment(workedUntil, receivedAt));
        publishState(Moment.ours(receivedAt));
    }

    private void publishState(Moment moment) {
        outbox.state(new AsteriskState.Node(outbox.node(), up(Link.ARI), up(Link.AMI), mode), moment);
    }

    private String id(Link link, String fact, Instant at) {
        return outbox.node() + "/" + link + "#" + fact + "/" + at.toEpochMilli();
    }
}
