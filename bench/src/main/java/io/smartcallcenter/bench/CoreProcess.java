package io.smartcallcenter.bench;

import io.smartcallcenter.embedded.FreePorts;
import io.smartcallcenter.embedded.JwtIssuer;
import io.smartcallcenter.stack.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service as a process of its own, on one core. */
public final class CoreProcess implements AutoCloseable {

    private static final int STOP_WITHIN_S = 15;

    private static final int READY_WITHIN_S = 120;

    private final Process process;
    private final Path log;
    private final int http;
    private final int management;
    private final JwtIssuer issuer;

    private CoreProcess(Process process, Path log, int http, int management, JwtIssuer issuer) {
        this.process = process;
        this.log = log;
        this.http = http;
        this.management = management;
        this.issuer = issuer;
    }

    /**
     * @param module {@code ari-gateway}: built, in the project's folder
     * @param run for its log and key
     * @param core that it is bound to; -1 = none
     * @param settings as environment variables
     */
    public static CoreProcess start(String module, Path run, int core, List<String> jvm, Map<String, String> settings) {
        try {
            Files.createDirectories(run);
            int http = FreePorts.next();
            int management = FreePorts.next();
            JwtIssuer issuer = new JwtIssuer("bench");
            Path key = Files.writeString(run.resolve("key.pem"), issuer.publicKeyPem());
            Path log = run.resolve(module + ".log");
            ProcessBuilder builder = new ProcessBuilder(command(module, core, jvm))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(settings);
            builder.environment()
                    .putAll(Map.of(
                            "QUARKUS_HTTP_HOST",
                            "127.0.0.1",
                            "QUARKUS_HTTP_PORT",
                            Integer.toString(http),
                            "QUARKUS_MANAGEMENT_HOST",
                            "127.0.0.1",
                            "QUARKUS_MANAGEMENT_PORT",
                            Integer.toString(management),
                            "SCC_JWT_PUBLIC_KEY_LOCATION",
                            "file:" + key.toAbsolutePath(),
                            "SCC_JWT_ISSUER",
                            issuer.issuer()));
            return new CoreProcess(builder.start(), log, http, management, issuer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String module, int core, List<String> jvm) {
        List<String> command = new ArrayList<>();
        if (core >= 0) {
            command.addAll(List.of("taskset", "-c", Integer.toString(core)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        Path jar = Options.projectFolder().resolve(module + "/target/quarkus-app/quarkus-run.jar");
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Returns when it says of itself that it is ready. */
    public void awaitReady() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(management() + "/health/ready"))
                .build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
        while (System.nanoTime() < end && alive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the service is not ready: see " + log);
    }

    public String address() {
        return "http://127.0.0.1:" + http;
    }

    /** A bearer token for it, for a day. */
    public String token(String role) {
        return issuer.token("bench", List.of(role), Duration.ofDays(1), Map.of());
    }

    public String management() {
        return "http://127.0.0.1:" + management;
    }

    /** CPU time since its start. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that the process had at once, in MiB; 0 where the system does not tell. */
    public long peakMiB() {
        return memoryKiB("VmHWM:") / 1_024;
    }

    /** The memory that the process has now; 0 where the system does not tell. */
    public long residentKiB() {
        return memoryKiB("VmRSS:");
    }

    private long memoryKiB(String what) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(what))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
