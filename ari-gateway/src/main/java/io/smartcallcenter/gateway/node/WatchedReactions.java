package io.smartcallcenter.gateway.node;

import io.smartcallcenter.events.CallEvent.RouteRequested;
import java.time.Instant;
import java.util.Map;

/** Tells when another client has taken the application: whoever owns the node has to know. */
record WatchedReactions(NodeLoop.Reactions reactions, Runnable replaced) implements NodeLoop.Reactions {

    @Override
    public void routeRequested(RouteRequested request, Instant receivedAt) {
        reactions.routeRequested(request, receivedAt);
    }

    @Override
    public void ariEvent(Map<String, Object> message) {
        reactions.ariEvent(message);
        if ("ApplicationReplaced".equals(message.get("type"))) {
            replaced.run();
        }
    }
}
