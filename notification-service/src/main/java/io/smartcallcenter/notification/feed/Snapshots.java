package io.smartcallcenter.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.util.RawValue;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.SccEvent;
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
            case ME, OPERATOR ->
                channel.wildcard()
                        ? Map.of("operators", live.operators(), "calls", live.calls(), "cards", events(live.cards()))
                        : operator(channel.subject());
            case QUEUE ->
                channel.wildcard()
                        ? Map.of("queues", live.queues(), "operators", live.operators(), "calls", live.calls())
                        : Map.of(
                                "queues", List.of(live.queue(channel.subject())),
                                "operators", live.operatorsOf(channel.subject()),
                                "calls", live.callsOf(channel.subject()));
            case CALLS -> Map.of("calls", live.calls());
            case QUEUE_KPI ->
                Map.of("kpis", events(channel.wildcard() ? live.kpis().queues() : kpiOf(channel.subject())));
            case OPERATOR_KPI -> Map.of("kpis", events(live.kpis().operators()));
            case ALERTS ->
                Map.of(
                        "alerts", events(live.alerts()),
                        "acknowledgements", events(live.acknowledgements()),
                        "voicemails", live.voicemails());
            case SYSTEM -> Map.of("nodes", live.nodes());
        };
    }

    private Map<String, Object> operator(String iface) {
        KpiUpdate.Operator kpi = live.kpis().operator(iface);
        return Map.of(
                "operators", live.operatorsNamed(iface),
                "calls", live.callsOfOperator(iface),
                "cards", events(live.cardsOf(iface)),
                "kpis", events(kpi == null ? List.of() : List.of(kpi)));
    }

    private List<KpiUpdate.Queue> kpiOf(String queue) {
        KpiUpdate.Queue kpi = live.kpis().queue(queue);
        return kpi == null ? List.of() : List.of(kpi);
    }

    /** As they are in a push: with their type. */
    private static List<RawValue> events(List<? extends SccEvent> events) {
        return events.stream()
                .map(event -> new RawValue(new String(EventCodec.write(event), UTF_8)))
                .toList();
    }
}
