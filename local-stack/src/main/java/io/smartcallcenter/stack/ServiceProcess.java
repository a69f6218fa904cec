package io.smartcallcenter.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** One service as a child JVM. Its settings, secrets among them, reach it as environment, not on its command line. */
final class ServiceProcess {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);
    private static final int PROBE_MILLIS = 1_000;
    private static final int PROBE_EVERY_MILLIS = 150;
    private static final int LINES_SHOWN = 25;

    private final Part part;
    private final Path jar;
    private final Path log;
    private final int managementPort;
    private final List<String> jvmArguments;
    private final Map<String, String> environment;
    private Process process;
    private volatile boolean asked;

    ServiceProcess(
            Part part,
            Path jar,
            Path log,
            int managementPort,
            List<String> jvmArguments,
            Map<String, String> environment) {
        this.part = part;
        this.jar = jar;
        this.log = log;
        this.managementPort = managementPort;
        this.jvmArguments = jvmArguments;
        this.environment = environment;
    }

    synchronized void launch() {
        if (!Files.isRegularFile(jar)) {
            throw new StackFailure(part.title() + " is not built: " + jar + " is missing (mvn package builds it)");
        }
        ProcessBuilder builder = new ProcessBuilder(command());
        // glibc's memory arena per thread costs a small JVM a tenth of its size
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add("-cp");
        command.add(jar + File.pathSeparator + ownClasses());
        command.add(PartProcess.class.getName());
        return command;
    }

    /** Where {@link PartProcess} is: the jar or the class folder of this module. */
    private static Path ownClasses() {
        try {
            return Path.of(PartProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the service says that it can work ({@code /health/ready} on its management port). */
    void awaitReady() {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new StackFailure(part.title() + " ended while starting, exit code " + process.exitValue() + "; "
                        + log + " says:\n" + tail());
            }
            if (System.nanoTime() > end) {
                throw new StackFailure(part.title() + " is not ready after " + READY_WITHIN.toSeconds() + " s; " + log
                        + " says:\n" + tail());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PROBE_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Stopped while starting", e);
        }
    }

    boolean isReady() {
        try {
            HttpURLConnection probe =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + managementPort + "/health/ready")
                            .toURL()
                            .openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            try {
                return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                probe.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    synchronized long pid() {
        return process.pid();
    }

    /** Tells the exit code when the process ends though nobody asked it to. */
    void onUnexpectedExit(IntConsumer action) {
        process.onExit().thenAccept(ended -> {
            if (!asked) {
                action.accept(ended.exitValue());
            }
        });
    }

    /** Asks it to end; {@link #awaitStopped()} waits. */
    synchronized void stop() {
        asked = true;
        if (isAlive()) {
            process.destroy();
        }
    }

    /** Ends it at once, as a crash would. */
    synchronized void kill() {
        asked = true;
        if (isAlive()) {
            process.destroyForcibly();
        }
    }

    void awaitStopped() {
        if (process == null) {
            return;
        }
        try {
            if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
