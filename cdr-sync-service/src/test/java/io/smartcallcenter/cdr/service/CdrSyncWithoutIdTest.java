package io.smartcallcenter.cdr.service;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import java.time.Instant;

/** FreePBX's table as it comes: a window of calldate is read again and again. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(PlainCdrTable.class)
@WithTestResource(JwtBackend.class)
class CdrSyncWithoutIdTest extends CdrSyncScenarios {

    @Override
    Instant month() {
        return Instant.parse("2026-05-01T00:00:00Z");
    }
}
