package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.DatabaseType;
import io.vertx.mutiny.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever answers in the place of a PBX's database gets no file of ours. */
class HostileServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void noStatementLetsItAskForAFile() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "the settings key");
        try (HostileServer server = new HostileServer(secret)) {
            DatabaseAccess access = new Connections(vertx, Duration.ofSeconds(10)).open(at(server.port()), 1);

            assertThatThrownBy(() -> access.connect().await().atMost(PATIENCE)).isNotNull();
            assertThatThrownBy(() -> access.query("SELECT 1").await().atMost(PATIENCE))
                    .isNotNull();
            assertThatThrownBy(() ->
                            access.dialect().mayWrite(access, "cdr").await().atMost(PATIENCE))
                    .isNotNull();
            access.close().await().atMost(PATIENCE);

            assertThat(server.commands()).as("it was asked something").isNotEmpty();
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void whoSaysNothingKeepsNoConnection() throws Exception {
        try (HostileServer server = new HostileServer(null)) {
            DatabaseAccess access = new Connections(vertx, Duration.ofMillis(100)).open(at(server.port()), 1);

            assertThatThrownBy(() -> access.query("SELECT 1").await().atMost(PATIENCE))
                    .isNotNull();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.gone()).isPositive());
            access.close().await().atMost(PATIENCE);
        }
    }

    private static AsteriskDatabase at(int port) {
        return new AsteriskDatabase(
                "pbx1", DatabaseType.MYSQL, "127.0.0.1", port, "u", "p", "d", "cdr", ZoneOffset.UTC, true);
    }
}
