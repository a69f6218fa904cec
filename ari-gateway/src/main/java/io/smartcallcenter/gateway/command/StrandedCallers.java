package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallEvent.FallbackReason;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriEvent;
import io.smartcallcenter.gateway.fallback.Decisions;
import io.smartcallcenter.gateway.fallback.WaitingCaller;
import io.smartcallcenter.gateway.node.NodeLoop;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds channels that sit in the application with nobody: their StasisStart was never delivered (Asterisk closed a slow
 * WebSocket) or the gateway was restarted. Asterisk would keep them for ever. The lost event is made up from what the channel
 * says of itself, so that the caller gets a decision like everybody else. On the node's loop.
 */
final class StrandedCallers {

    private static final Logger LOG = Logger.getLogger(StrandedCallers.class);
    // Longer than any frame is on its way: a channel that is unknown twice is stranded, not new.
    private static final long CONFIRM_MS = 500;
    private static final DateTimeFormatter ARI_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final NodeLoop loop;
    private final AriCalls calls;
    private final String node;
    private final String app;
    private final StasisReactions steps;
    private final Decisions decisions;
    private final DirectCalls directs;
    private boolean relinquished;

    StrandedCallers(
            Vertx vertx,
            NodeLoop loop,
            AriCalls calls,
            String node,
            String app,
            StasisReactions steps,
            Decisions decisions,
            DirectCalls directs) {
        this.vertx = vertx;
        this.loop = loop;
        this.calls = calls;
        this.node = node;
        this.app = app;
        this.steps = steps;
        this.decisions = decisions;
        this.directs = directs;
    }

    /** After a (re)connect. */
    void check(Signal.Resync.State state) {
        if (!relinquished && state.channels() != null && state.bridges() != null) {
            steps.resume();
            adopt(state);
            suspects(state.channels(), state.bridges());
        }
    }

    /** From time to time. */
    void sweep() {
        calls.channels()
                .compose(channels -> calls.bridges().onSuccess(bridges -> suspects(channels, bridges)))
                .onFailure(failure -> LOG.debugf("No sweep: %s", failure.getMessage()));
    }

    /** Whoever is found from now on is a successor's. */
    void relinquish() {
        relinquished = true;
    }

    private void suspects(List<Map<String, Object>> channels, List<Map<String, Object>> bridges) {
        Set<String> unknown = unknown(channels, bridges).keySet();
        Set<String> alone = alone(bridges).keySet();
        if (!unknown.isEmpty() || !alone.isEmpty()) {
            vertx.setTimer(CONFIRM_MS, id -> confirm(new HashSet<>(unknown), alone));
        }
    }

    private void confirm(Set<String> suspects, Set<String> alone) {
        calls.channels()
                .compose(channels -> calls.bridges().onSuccess(bridges -> {
                    Map<String, Map<String, Object>> unknown = unknown(channels, bridges);
                    unknown.keySet().retainAll(suspects);
                    unknown.values().forEach(this::rescue);
                    Map<String, String> left = alone(bridges);
                    left.keySet().retainAll(alone);
                    left.forEach(this::endAlone);
                }))
                .onFailure(failure -> LOG.debugf("No rescue: %s", failure.getMessage()));
    }

    private Map<String, Map<String, Object>> unknown(
            List<Map<String, Object>> channels, List<Map<String, Object>> bridges) {
        Set<String> bridged = bridges.stream().flatMap(StrandedCallers::members).collect(Collectors.toSet());
        Map<String, Map<String, Object>> unknown = new HashMap<>();
        for (Map<String, Object> channel : channels) {
            String id = text(channel, "id");
            if (!args(channel).isEmpty() && !bridged.contains(id) && !steps.knows(id)) {
                unknown.put(id, channel);
            }
        }
        return unknown;
    }

    /** Who is left of a direct call whose other side hung up while nobody was there to pass it on: channel -> bridge. */
    private Map<String, String> alone(List<Map<String, Object>> bridges) {
        Map<String, String> alone = new HashMap<>();
        for (Map<String, Object> bridge : bridges) {
            String id = text(bridge, "id");
            List<String> sides = members(bridge).distinct().toList();
            if (DirectCalls.isBridge(id) && sides.size() == 1 && !steps.knows(sides.get(0))) {
                alone.put(sides.get(0), id);
            }
        }
        return alone;
    }

    private void endAlone(String channel, String bridge) {
        if (relinquished) {
            return;
        }
        LOG.warnf("Channel %s was left alone in bridge %s", channel, bridge);
        calls.hangup(channel, "normal").onFailure(failure -> LOG.debugf("%s: %s", channel, failure.getMessage()));
        calls.destroyBridge(bridge).onFailure(failure -> LOG.debugf("%s: %s", bridge, failure.getMessage()));
    }

    private void rescue(Map<String, Object> channel) {
        if (relinquished) {
            return;
        }
        String id = text(channel, "id");
        List<String> args = args(channel);
        LOG.warnf("Channel %s was stranded in the application: %s", id, args);
        loop.tell(new Signal.Ari(
                Map.of(
                        "type", "StasisStart",
                        "application", app,
                        "timestamp", ARI_TIME.format(Instant.now()),
                        "args", args,
                        "channel", channel),
                Instant.now()));
        boolean ours = args.get(0).equals("dialed") || args.get(0).equals("queue-exit");
        if (!ours && !steps.knows(id)) {
            WaitingCaller caller = new WaitingCaller("stranded", Ids.call(node, id), id, "", Instant.now());
            decisions.fallBack(caller, FallbackReason.EXECUTOR_ERROR);
        }
    }

    /** Direct calls that were connected before this gateway started. A transfer may have put a Local channel in the place of a side. */
    private void adopt(Signal.Resync.State state) {
        Set<String> legs = state.channels().stream()
                .filter(channel -> isLeg(args(channel)))
                .map(channel -> text(channel, "id"))
                .collect(Collectors.toSet());
        for (Map<String, Object> bridge : state.bridges()) {
            String id = text(bridge, "id");
            List<String> sides = members(bridge).distinct().toList();
            if (DirectCalls.isBridge(id) && sides.size() == 2 && sides.stream().noneMatch(steps::knows)) {
                int caller = legs.contains(sides.get(0)) ? 1 : 0;
                directs.adopt(sides.get(caller), sides.get(1 - caller), id);
            }
        }
    }

    private static boolean isLeg(List<String> args) {
        return args.size() >= 2 && args.get(0).equals("dialed");
    }

    private static Stream<String> members(Map<String, Object> bridge) {
        return bridge.get("channels") instanceof List<?> list ? list.stream().map(String::valueOf) : Stream.empty();
    }

    /** The arguments with which the channel entered our application; empty if it is not in it. */
    private List<String> args(Map<String, Object> channel) {
        AriEvent snapshot = new AriEvent(channel);
        String[] data = snapshot.text("dialplan", "app_data").split(",");
        boolean here = snapshot.text("dialplan", "app_name").equals("Stasis") && data[0].equals(app);
        return here ? Arrays.asList(data).subList(1, data.length) : List.of();
    }

    private static String text(Map<String, Object> map, String field) {
        return map.get(field) instanceof String text ? text : "";
    }
}
