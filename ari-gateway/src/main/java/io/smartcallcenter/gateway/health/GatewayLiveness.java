package io.smartcallcenter.gateway.health;

import io.smartcallcenter.gateway.node.Gateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive: the loops of the nodes that we run turn. Neither Asterisk nor Kafka counts, because a restart would heal nothing there;
 * a gateway that stands by is alive.
 */
@Liveness
@ApplicationScoped
public class GatewayLiveness implements HealthCheck {

    private static final Duration STUCK = Duration.ofSeconds(30);

    private final Gateway gateway;

    GatewayLiveness(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public HealthCheckResponse call() {
        Instant limit = Instant.now().minus(STUCK);
        boolean turn =
                gateway.running().stream().allMatch(node -> node.lastTick().isAfter(limit));
        return HealthCheckResponse.named("node-loop").status(turn).build();
    }
}
