package io.smartcallcenter.notification.alert.watch;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link WatchProcess}, as it is seen from outside. */
final class FarReplica implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** @param operator of whom it waits a minute */
    FarReplica(String bootstrapServers, String operator) throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WatchProcess.class.getName(),
                        bootstrapServers,
                        operator)
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(this::read, "output of a replica");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                System.out.println("replica: " + line);
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }

    void awaitEvaluating(boolean wanted) {
        String told = WatchProcess.EVALUATING + (wanted ? 1 : 0);
        await().atMost(PATIENCE).until(() -> lines.stream()
                .filter(each -> each.startsWith(WatchProcess.EVALUATING))
                .reduce("", (first, then) -> then)
                .equals(told));
    }

    /** Its evaluator stands still between what it has read and what it makes of it; then all of it does, its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        write("hold\n");
        await().atMost(PATIENCE).until(() -> lines.contains(WatchProcess.HELD));
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
        write("release\n");
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private void write(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
