package io.smartcallcenter.e2e.suite;

import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One service as a process of its own, with the backends of the test: it can be stopped, killed and started again, on the same port. */
public final class OneService implements AutoCloseable {

    private static final Path RUN = Path.of("target/run-one");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String module;
    private final JwtIssuer issuer;
    private final Map<String, String> settings = new TreeMap<>();
    private final int http = FreePorts.next();
    private final int management = FreePorts.next();
    private final List<String> jvm;
    private Process process;

    /**
     * Starts it, without a wait.
     *
     * @param settings as environment variables
     * @param jvm arguments, such as {@code -Xmx128m}
     */
    public OneService(String module, JwtIssuer issuer, Map<String, String> settings, String... jvm) {
        this.module = module;
        this.issuer = issuer;
        this.jvm = List.of(jvm);
        this.settings.putAll(Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(http),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management),
                "SCC_JWT_PUBLIC_KEY_LOCATION",
                "file:" + publicKey(),
                "SCC_JWT_ISSUER",
                issuer.issuer()));
        this.settings.putAll(settings);
        start();
    }

    private Path publicKey() {
        try {
            Files.createDirectories(RUN);
            return Files.writeString(RUN.resolve(module + "-" + http + ".pem"), issuer.publicKeyPem())
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void start() {
        Path jar = Options.projectFolder().resolve(module + "/target/quarkus-app/quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        RUN.resolve(module + "-" + http + ".log").toFile()));
        builder.command().addAll(jvm);
        builder.command().addAll(List.of("-jar", jar.toString()));
        builder.environment().putAll(settings);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitReady() {
        await().atMost(Duration.ofMinutes(5)).until(() -> ready(management));
    }

    private static boolean ready(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** In order, as a rollout does. */
    public void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** As a crash would: {@code kill -9}. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The answer's body; empty while the service does not answer, or refuses. */
    public String ask(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token("admin"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() < 300 ? answer.body() : "";
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + http + path);
    }

    public String token(String role) {
        return issuer.token("anna", List.of(role), Duration.ofDays(1), Map.of());
    }

    @Override
    public void close() {
        kill();
    }
}
