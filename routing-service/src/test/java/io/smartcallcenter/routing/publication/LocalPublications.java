package io.smartcallcenter.routing.publication;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.routing.audit.AuditTrail;
import java.nio.file.Path;
import java.util.Optional;

/** Publications of one replica, with a Kafka that takes everything. */
public final class LocalPublications {

    private LocalPublications() {}

    /** @param rules the file that is in force until the first publication; null = none */
    public static Publications of(MongoDatabase database, Path rules) {
        RulesFile file = new RulesFile(Optional.ofNullable(rules));
        RulesSender kafka = new RulesSender(null) {
            @Override
            Uni<Void> send(RulesPublished published) {
                return Uni.createFrom().voidItem();
            }
        };
        return new Publications(
                file,
                new CurrentRules(file, new SimpleMeterRegistry()),
                new VersionStore(database),
                kafka,
                new AuditTrail(database));
    }
}
