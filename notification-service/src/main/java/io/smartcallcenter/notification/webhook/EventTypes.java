package io.smartcallcenter.notification.webhook;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NoteEvent;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.channel.TypeFilter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which events leave the suite, and where they are read. States, figures and commands do not leave. */
final class EventTypes {

    private static final Map<Class<? extends SccEvent>, Topic> FAMILIES = Map.of(
            CallEvent.class, Topic.CALL_EVENTS,
            AgentEvent.class, Topic.AGENT_EVENTS,
            NodeEvent.class, Topic.NODE_EVENTS,
            RoutingEvent.class, Topic.ROUTING_EVENTS,
            CdrEvent.class, Topic.CDR_EVENTS,
            Alert.class, Topic.ALERTS,
            CustomerEvent.class, Topic.CUSTOMER_CARDS,
            NoteEvent.class, Topic.CALL_NOTES);

    private EventTypes() {}

    /** Where the events stand that a filter lets through; none = it lets none through. */
    static Set<Topic> topics(TypeFilter filter) {
        return EventCodec.types().entrySet().stream()
                .filter(each -> filter.matches(each.getKey()))
                .flatMap(each -> FAMILIES.entrySet().stream()
                        .filter(family -> family.getKey().isAssignableFrom(each.getValue()))
                        .map(Map.Entry::getValue))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
