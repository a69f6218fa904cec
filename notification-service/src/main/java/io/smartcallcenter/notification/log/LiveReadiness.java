package io.smartcallcenter.notification.log;

import io.smartcallcenter.notification.feed.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the live state has caught up with the log. */
@Readiness
@ApplicationScoped
class LiveReadiness implements HealthCheck {

    private final Feed feed;

    LiveReadiness(Feed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("live state")
                .status(feed.isReady())
                .withData("offset", feed.position().offset())
                .build();
    }
}
