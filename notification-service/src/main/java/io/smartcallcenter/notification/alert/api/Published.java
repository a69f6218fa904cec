package io.smartcallcenter.notification.alert.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.notification.alert.watch.AlertTopic;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What people do about alerts, on the topic. */
final class Published {

    private static final Logger LOG = Logger.getLogger(Published.class);

    private Published() {}

    /** Fails with 503 if Kafka does not take it. */
    static Uni<Void> on(AlertTopic topic, String id, Alert alert, Instant at) {
        return topic.publish(new AlertTopic.Record(id, alert, at))
                .onFailure()
                .invoke(failure -> LOG.warnf("%s is not published: %s", id, failure.toString()))
                .onFailure()
                .transform(failure -> Problems.away("Kafka cannot be reached just now"));
    }
}
