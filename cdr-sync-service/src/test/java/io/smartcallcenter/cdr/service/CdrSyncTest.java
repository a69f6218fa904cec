package io.smartcallcenter.cdr.service;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MariaDbBackend;
import io.smartcallcenter.embedded.MongoBackend;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** With an auto-increment id as the cursor. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(MariaDbBackend.class)
@WithTestResource(JwtBackend.class)
@WithTestResource(SettingsKey.class)
class CdrSyncTest extends CdrSyncScenarios {

    @Test
    void aRowWithAZeroDateKeepsItsCall() {
        Instant start = nextStart();
        String uniqueid = unique("zero");
        play(start, uniqueid, "PJSIP/0001");
        insert("0000-00-00 00:00:00", uniqueid, 0, "PJSIP/0001-00000001", "ANSWERED", "Queue", 4);

        awaitReport(start, "matched", 1);
    }

    @Test
    void aTableThatWasEmptiedIsReadFromItsBeginning() {
        execute("ALTER TABLE cdr AUTO_INCREMENT = 1000");
        Instant start = nextStart();
        String before = unique("full");
        play(start, before, "PJSIP/0001");
        row(start, before, 0, "PJSIP/0001-00000001", "ANSWERED");
        awaitReport(start, "matched", 1);

        execute("TRUNCATE TABLE cdr");
        String after = unique("anew");
        play(start, after, "PJSIP/0001");
        row(start, after, 0, "PJSIP/0001-00000001", "ANSWERED");

        awaitReport(start, "matched", 2);
    }

    @Override
    Instant month() {
        return Instant.parse("2024-03-01T00:00:00Z");
    }
}
