package io.smartcallcenter.gateway.node;

import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.normalize.Published;
import io.smartcallcenter.gateway.ownership.Intrusion;
import io.smartcallcenter.gateway.publish.EventPublisher;
import java.time.Instant;
import java.util.List;

/** What people have to know of this gateway's work; topic {@code alerts}. */
final class Alerts implements Intrusion.Alarm {

    private final EventPublisher publisher;
    private final String instance;

    Alerts(EventPublisher publisher, String instance) {
        this.publisher = publisher;
        this.instance = instance;
    }

    /** The node is ours, and somebody else has connected under our application's name. */
    @Override
    public void raise(String node, Instant since) {
        publish(
                node,
                new Alert.Raised(
                                key(node),
                                Alert.Severity.CRITICAL,
                                "Another program uses the Stasis application of Asterisk node " + node
                                        + ": while it does, callers do not reach the gateway",
                                "Find it with `ari show apps` and by its address in Asterisk's log, and stop it or give it another application"
                                        + " name. Two gateways that do not share one Kafka group (scc.gateway.group) do this too")
                        .since(since));
    }

    @Override
    public void clear(String node) {
        publish(node, new Alert.Cleared(key(node)));
    }

    private static String key(String node) {
        return "gateway/application-replaced/" + node;
    }

    private void publish(String node, Alert alert) {
        Instant now = Instant.now();
        EventMeta meta = EventMeta.of(alert.key() + "/" + now.toEpochMilli(), "/ari-gateway/" + instance, node, now);
        publisher.publish(List.of(new Published(Topic.ALERTS, alert.key(), new Envelope<>(meta, alert))));
    }
}
