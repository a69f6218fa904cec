package io.smartcallcenter.notification.feed;

import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.live.LiveState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of a channel as JSON; kept until the state changes, so that a thousand clients at once cost one encode. */
final class Snapshots {

    private final LiveState live;
    private final Map<Channel, String> current = new HashMap<>();

    Snapshots(LiveState live) {
        this.live = live;
    }

    void changed() {
        current.clear();
    }

    String of(Channel channel) {
        return current.computeIfAbsent(channel, c -> Json.write(build(c)));
    }

    private Map<String, Object> build(Channel channel) {
        return switch (channel.kind()) {
            case QUEUE ->
                channel.wildcard()
                        ? Map.of("queues", live.queues(), "operators", live.operators(), "calls", live.calls())
                        : Map.of(
                                "queues", List.of(live.queue(channel.queue())),
                                "operators", live.operatorsOf(channel.queue()),
                                "calls", live.callsOf(channel.queue()));
            case CALLS -> Map.of("calls", live.calls());
            case QUEUE_KPI -> Map.of("kpis", channel.wildcard() ? live.kpis().queues() : kpiOf(channel.queue()));
            case OPERATOR_KPI -> Map.of("kpis", live.kpis().operators());
            case ALERTS -> Map.of("voicemails", live.voicemails());
            case SYSTEM -> Map.of("nodes", live.nodes());
        };
    }

    private List<KpiUpdate.Queue> kpiOf(String queue) {
        KpiUpdate.Queue kpi = live.kpis().queue(queue);
        return kpi == null ? List.of() : List.of(kpi);
    }
}
