package io.smartcallcenter.cdr.service;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MariaDbBackend;
import io.smartcallcenter.embedded.MongoBackend;
import java.time.Instant;

/** With an auto-increment id as the cursor. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(MariaDbBackend.class)
@WithTestResource(JwtBackend.class)
class CdrSyncTest extends CdrSyncScenarios {

    @Override
    Instant month() {
        return Instant.parse("2026-03-01T00:00:00Z");
    }
}
