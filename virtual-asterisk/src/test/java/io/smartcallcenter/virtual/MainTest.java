package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.embedded.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void secrets() throws IOException {
        secret("ARI_PASSWORD", Fixture.ARI_PASSWORD);
        secret("AMI_PASSWORD", Fixture.AMI_PASSWORD);
        for (String port : new String[] {"ARI_PORT", "AMI_PORT", "CONTROL_PORT"}) {
            environment.put("SCC_VIRTUAL_" + port, "0");
        }
    }

    private void secret(String name, String value) throws IOException {
        Path file = Files.writeString(folder.resolve(name), value + "\n");
        environment.put("SCC_VIRTUAL_" + name + "_FILE", file.toString());
    }

    private void refused(String name) {
        assertThatThrownBy(() -> Main.start(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SCC_VIRTUAL_" + name + " ");
    }

    @Test
    void aFaultNamesItsSetting() {
        environment.put("SCC_VIRTUAL_ARI_PORT", "http");
        refused("ARI_PORT");
        environment.put("SCC_VIRTUAL_ARI_PORT", "0");
        environment.put("SCC_VIRTUAL_SPEED", "-1");
        refused("SPEED");
        environment.put("SCC_VIRTUAL_SPEED", "20");
        environment.put("SCC_VIRTUAL_OPERATORS", "0001,x");
        refused("OPERATORS");
        environment.remove("SCC_VIRTUAL_OPERATORS");
        environment.put("SCC_VIRTUAL_SCENARIO", "nonsense");
        refused("SCENARIO");
        environment.remove("SCC_VIRTUAL_ARI_PASSWORD_FILE");
        refused("ARI_PASSWORD_FILE");
    }

    @Test
    void whatIsStartedEndsWhenTheRestCannotStart() throws Exception {
        int free = FreePorts.next();
        environment.put("SCC_VIRTUAL_ARI_PORT", Integer.toString(free));
        secret("CONTROL_TOKEN", "too short");
        assertThatThrownBy(() -> Main.start(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16 characters");
        assertThatThrownBy(() -> new Socket("127.0.0.1", free).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void withoutATokenNobodyCanControlIt() throws Exception {
        try (Main main = Main.start(environment)) {
            assertThat(main.control()).isNull();
        }
    }

    @Test
    void aScenarioPlaysFromTheStartAndTheQueueLogIsWritten() throws Exception {
        secret("CONTROL_TOKEN", "0123456789abcdef");
        Path queueLog = folder.resolve("queue_log");
        environment.put("SCC_VIRTUAL_QUEUE_LOG", queueLog.toString());
        environment.put("SCC_VIRTUAL_SPEED", "50");
        environment.put("SCC_VIRTUAL_SCENARIO", "demo");
        try (Main main = Main.start(environment)) {
            assertThat(main.control().port()).isPositive();
            await().until(() -> Files.readString(queueLog).contains("|ENTERQUEUE|"));
        }
    }
}
