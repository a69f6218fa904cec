package io.smartcallcenter.gateway.health;

import io.smartcallcenter.gateway.node.Gateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive: the node's loop turns. Nothing outside counts, because a restart would heal nothing there. */
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
        boolean turns = gateway.node().lastTick().isAfter(Instant.now().minus(STUCK));
        return HealthCheckResponse.named("node-loop").status(turns).build();
    }
}
