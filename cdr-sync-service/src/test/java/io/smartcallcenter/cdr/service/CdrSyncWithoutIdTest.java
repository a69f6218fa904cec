package io.smartcallcenter.cdr.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** FreePBX's table as it comes: a window of calldate is read again and again. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(PlainCdrTable.class)
@WithTestResource(JwtBackend.class)
class CdrSyncWithoutIdTest extends CdrSyncScenarios {

    @Test
    void theWindowBeforeTheLatestCalldateIsReadAgain() {
        Instant start = nextStart();
        String latest = unique("head");
        row(start, latest, 0, "PJSIP/0001-00000001", "ANSWERED");
        awaitRows(latest, 1);

        String tooLate = unique("gone");
        String late = unique("tail");
        row(start.minus(Duration.ofHours(5)), tooLate, 0, "PJSIP/0001-00000001", "ANSWERED");
        row(start.minus(Duration.ofHours(3)), late, 0, "PJSIP/0001-00000001", "ANSWERED");
        awaitRows(late, 1);

        assertThat(storedRows(tooLate)).isZero();
    }

    @Override
    Instant month() {
        return Instant.parse("2024-05-01T00:00:00Z");
    }
}
