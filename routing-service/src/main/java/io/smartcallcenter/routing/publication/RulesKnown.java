package io.smartcallcenter.routing.publication;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the topic was read to its end: the rules of the file, or an old version, would decide until then. */
@Readiness
@ApplicationScoped
public class RulesKnown implements HealthCheck {

    private final RulesFollower follower;
    private final CurrentRules current;

    RulesKnown(RulesFollower follower, CurrentRules current) {
        this.follower = follower;
        this.current = current;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rules")
                .status(follower.caughtUp())
                .withData("version", current.rules().version())
                .build();
    }
}
