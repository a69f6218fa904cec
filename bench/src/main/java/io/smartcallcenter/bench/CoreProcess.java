package io.smartcallcenter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service as a process of its own, on one core. */
public final class CoreProcess implements AutoCloseable {

    private static final int STOP_WITHIN_S = 15;

    private final Process process;
    private final int management;

    private CoreProcess(Process process, int management) {
        this.process = process;
        this.management = management;
    }

    /**
     * @param module {@code ari-gateway}: built, in the working directory
     * @param run for its log and key
     * @param core that it is bound to; -1 = none
     * @param settings as environment variables
     */
    public static CoreProcess start(String module, Path run, int core, List<String> jvm, Map<String, String> settings) {
        try {
            Files.createDirectories(run);
            int management = freePort();
            List<String> command = new ArrayList<>();
            if (core >= 0) {
                command.addAll(List.of("taskset", "-c", Integer.toString(core)));
            }
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm);
            command.addAll(List.of("-jar", module + "/target/quarkus-app/quarkus-run.jar"));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(run.resolve(module + ".log").toFile());
            builder.environment().putAll(settings);
            builder.environment()
                    .putAll(Map.of(
                            "QUARKUS_HTTP_HOST",
                            "127.0.0.1",
                            "QUARKUS_HTTP_PORT",
                            Integer.toString(freePort()),
                            "QUARKUS_MANAGEMENT_HOST",
                            "127.0.0.1",
                            "QUARKUS_MANAGEMENT_PORT",
                            Integer.toString(management),
                            "SCC_JWT_PUBLIC_KEY_LOCATION",
                            "file:" + publicKey(run).toAbsolutePath(),
                            "SCC_JWT_ISSUER",
                            "bench"));
            return new CoreProcess(builder.start(), management);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path publicKey(Path run) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            byte[] key = generator.generateKeyPair().getPublic().getEncoded();
            String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            return Files.writeString(
                    run.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public boolean alive() {
        return process.isAlive();
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
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
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
