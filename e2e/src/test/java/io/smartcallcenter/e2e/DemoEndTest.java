package io.smartcallcenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.stack.Demo;
import io.smartcallcenter.stack.Ports.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as users run it, and what is left of it after SIGTERM. */
class DemoEndTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern PORT = Pattern.compile("(?<= )\\d{4,5}(?= )");

    @TempDir
    Path run;

    @Test
    void afterSigtermNoProcessIsLeftAndEveryPortIsFree() throws Exception {
        Process demo = start();
        try (BufferedReader said = demo.inputReader(StandardCharsets.UTF_8)) {
            List<Integer> ports = portsOf(untilItRuns(said));
            List<ProcessHandle> processes = demo.descendants().toList();
            assertThat(ports).hasSize(Listener.values().length);
            assertThat(processes).as("five services and MariaDB").hasSizeGreaterThanOrEqualTo(6);

            // Process.destroy() would close its output, of which the last lines are still to be read.
            demo.toHandle().destroy();
            assertThat(said.lines().toList()).anyMatch(line -> line.contains("no process is left"));
            demo.waitFor();
            // one that was killed is there until somebody has taken note of it
            await().atMost(SOON).untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
            await().atMost(SOON).untilAsserted(() -> assertThat(ports).allMatch(DemoEndTest::isFree));
        } finally {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (Listener listener : Listener.values()) {
            command.add("-D" + listener.setting() + "=0");
        }
        command.add("-Dscc.stack.run=" + run.resolve("run"));
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), Demo.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String untilItRuns(BufferedReader said) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            text.append(line).append('\n');
            if (line.contains("Test calls are being played")) {
                return text.toString();
            }
        }
        throw new AssertionError("the demo ended:\n" + text);
    }

    /** The table has a line for each part, with its ports before the log file. */
    private static List<Integer> portsOf(String text) {
        return text.lines()
                .filter(line -> line.contains(" ready ") && line.endsWith(".log"))
                .flatMap(line -> PORT.matcher(line).results())
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
