package io.smartcallcenter.gateway.health;

import io.smartcallcenter.gateway.node.Gateway;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: both links are up (ARI alone where no AMI is configured), the state was read, and commands arrive. Kafka is said but is no condition: without it the gateway
 * still does its most important work, the fallback.
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
        boolean ari = gateway.node().ari().up();
        boolean ami = gateway.node().ami().up();
        boolean queueFacts = gateway.node().ami().expected();
        boolean synchronised = gateway.node().synchronised();
        boolean commands = gateway.commands().ready();
        return HealthCheckResponse.named("asterisk-node")
                .status(ari && (ami || !queueFacts) && synchronised && commands)
                .withData("ari", ari)
                .withData("ami", ami)
                .withData("mode", queueFacts ? "FULL" : "ARI_ONLY")
                .withData("synchronised", synchronised)
                .withData("commands", commands)
                .withData("kafka", gateway.publisher().kafkaUp())
                .build();
    }
}
