package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.NodeMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The links of the gateways to Asterisk. */
final class LinkFacts {

    private static final int MOST = 1_000;

    private final Map<String, State> links = new Newest<>(MOST);

    /** @param since of this state, by the first event that said so */
    private record State(boolean up, Instant since, Instant at, String reason) {}

    void apply(NodeEvent event, Instant at) {
        if (event instanceof NodeEvent.Connected connected) {
            set(connected.node(), connected.link(), true, at, "");
        } else if (event instanceof NodeEvent.Disconnected disconnected) {
            set(disconnected.node(), disconnected.link(), false, at, reason(disconnected.reason()));
        }
    }

    /** Without a manager interface that link is no link that is down. */
    void apply(AsteriskState.Node state, Instant at) {
        set(state.node(), Link.ARI, state.ari(), at, "");
        set(state.node(), Link.AMI, state.ami() || state.mode() == NodeMode.ARI_ONLY, at, "");
    }

    private static String reason(String given) {
        return given == null || given.isBlank() ? "" : ": " + given;
    }

    private void set(String node, Link link, boolean up, Instant at, String reason) {
        String name = node + "/" + link;
        State known = links.get(name);
        if (known != null && at.isBefore(known.at)) {
            return;
        }
        boolean same = known != null && known.up == up;
        String why = same && reason.isEmpty() ? known.reason : reason;
        links.put(name, new State(up, same ? known.since : at, at, why));
    }

    void read(List<Reading> readings) {
        links.forEach((name, state) -> readings.add(new Reading(
                AlertKind.LINK_DOWN, name, state.up ? 0 : 1, state.up ? null : state.since, 0, state.reason)));
    }
}
