package io.smartcallcenter.notification.contract;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.channel.ChannelRouting;
import io.smartcallcenter.notification.live.LiveState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which events each kind of channel carries, found by sending one of each type through the routing. */
final class ChannelEvents {

    /** Between services only, and made of flows that no specimen fits. Anything else that cannot be made stops the build. */
    private static final Set<Class<?>> NEVER_PUSHED = Set.of(CallCommand.class, RoutingEvent.class, Unknown.class);

    private final Map<String, Class<? extends SccEvent>> types = new TreeMap<>();
    private final Map<Kind, TreeSet<String>> byKind = new EnumMap<>(Kind.class);

    ChannelEvents() {
        LiveState live = new LiveState();
        live.apply(envelope(Specimens.of(CallEvent.QueueJoined.class)));
        live.apply(envelope(Specimens.of(CallEvent.Answered.class)));
        live.apply(envelope(Specimens.of(AgentEvent.Added.class)));
        ChannelRouting routing = new ChannelRouting(live);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, new TreeSet<>());
        }
        EventCodec.types().forEach((name, type) -> {
            if (!NEVER_PUSHED.contains(outermost(type))) {
                note(name, type, routing.channelsOf(Specimens.of(type)));
            }
        });
    }

    private static Class<?> outermost(Class<?> type) {
        return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
    }

    private void note(String name, Class<? extends SccEvent> type, List<Channel> channels) {
        channels.forEach(channel -> byKind.get(channel.kind()).add(name));
        if (!channels.isEmpty()) {
            types.put(name, type);
        }
    }

    /** The types that some channel carries, in the order of their names. */
    Map<String, Class<? extends SccEvent>> types() {
        return types;
    }

    TreeSet<String> of(Kind kind) {
        return byKind.get(kind);
    }

    private static Envelope<SccEvent> envelope(SccEvent event) {
        return new Envelope<>(
                EventMeta.of(event.getClass().getName(), "/asterisk/" + Specimens.TEXT, Specimens.TEXT, Instant.EPOCH),
                event);
    }
}
