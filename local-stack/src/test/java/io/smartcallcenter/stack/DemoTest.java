package io.smartcallcenter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.stack.Ports.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path run;

    @Test
    void whatKeepsItFromStartingIsSaidWithoutATraceAndTheExitCodeIs1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Process demo = start("-D" + Listener.KAFKA.setting() + "=" + taken.getLocalPort());
            String said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(demo.waitFor()).isEqualTo(1);
            assertThat(said)
                    .contains("Nothing was started", "port " + taken.getLocalPort() + " is in use")
                    .doesNotContain("Exception", "StackFailure", "\tat ");
        }
    }

    private Process start(String more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (Listener listener : Listener.values()) {
            command.add("-D" + listener.setting() + "=0");
        }
        command.add("-D" + Options.RUN_DIRECTORY + "=" + run.resolve("run"));
        command.add(more);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Demo.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
