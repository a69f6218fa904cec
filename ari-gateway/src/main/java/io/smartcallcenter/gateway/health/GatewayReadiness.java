package io.smartcallcenter.gateway.health;

import io.smartcallcenter.gateway.node.AsteriskNode;
import io.smartcallcenter.gateway.node.Gateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: Kafka has told us our share of the nodes, commands are read, and of the nodes that we run at least one is connected and
 * read (over ARI alone where no AMI is configured). A gateway without nodes stands by, and is ready. That Kafka is away later is said but is no condition: without it the
 * gateway still does its most important work, the fallback.
 */
@Readiness
@ApplicationScoped
public class GatewayReadiness implements HealthCheck {

    private final Gateway gateway;

    GatewayReadiness(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public HealthCheckResponse call() {
        Collection<AsteriskNode> running = gateway.running();
        boolean placed = gateway.ownership().placed();
        boolean taking = gateway.ownership().takingOver();
        boolean serving = running.stream().anyMatch(AsteriskNode::connected);
        boolean standingBy = running.isEmpty() && placed && !taking;
        boolean commands = gateway.commands().ready();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("asterisk-nodes")
                .status((serving || standingBy) && commands)
                .withData("placed", placed)
                .withData("standing-by", standingBy)
                .withData("commands", commands)
                .withData("kafka", gateway.publisher().kafkaUp())
                .withData("eventsWaiting", gateway.publisher().depth())
                .withData("disk", Objects.requireNonNullElse(gateway.publisher().diskTrouble(), "ok"));
        for (AsteriskNode node : running) {
            response.withData(node.name() + ".ari", node.ari().up())
                    .withData(node.name() + ".ami", node.ami().up())
                    .withData(node.name() + ".mode", node.settings().mode().name())
                    .withData(node.name() + ".synchronised", node.synchronised());
        }
        return response.build();
    }
}
