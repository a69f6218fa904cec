package io.smartcallcenter.notification.channel;

import io.smartcallcenter.notification.channel.Channel.Kind;
import java.util.List;

/**
 * What a subscription wants of its channel. An empty list wants everything; with several lists an event must be in each of them.
 *
 * @param queues names
 * @param operators interfaces
 * @param calls call ids
 */
public record EventFilter(TypeFilter types, List<String> queues, List<String> operators, List<String> calls) {

    public static final EventFilter ANY = new EventFilter(TypeFilter.ANY, List.of(), List.of(), List.of());

    public EventFilter {
        queues = List.copyOf(queues);
        operators = List.copyOf(operators);
        calls = List.copyOf(calls);
    }

    /**
     * @param type as in {@code EventCodec.typeOf}, without {@code scc.} and version
     * @param channels of the event: they say which queues and operators it is about
     * @param call null when it is about none
     */
    public boolean matches(String type, List<Channel> channels, String call) {
        return types.matches(type)
                && (calls.isEmpty() || call != null && calls.contains(call))
                && (queues.isEmpty() || about(channels, queues, Kind.QUEUE, Kind.QUEUE_KPI))
                && (operators.isEmpty() || about(channels, operators, Kind.OPERATOR, Kind.ME));
    }

    private static boolean about(List<Channel> channels, List<String> subjects, Kind kind, Kind other) {
        for (Channel channel : channels) {
            if ((channel.kind() == kind || channel.kind() == other) && subjects.contains(channel.subject())) {
                return true;
            }
        }
        return false;
    }
}
