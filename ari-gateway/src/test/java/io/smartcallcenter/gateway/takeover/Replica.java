package io.smartcallcenter.gateway.takeover;

import static org.awaitility.Awaitility.await;

import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.gateway.node.GatewayProcess;
import io.smartcallcenter.virtual.VirtualAsterisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One gateway of several, in a process of its own. */
final class Replica implements AutoCloseable {

    private static final String STATE = "STATE ";
    private static final String KAFKA = "KAFKA ";
    private static final long PATIENCE_S = 180;

    private final String name;
    private final Process process;
    private final OutputStream input;
    private volatile String state = "";
    private volatile String kafka = "";

    private Replica(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.getOutputStream();
        Thread reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(STATE)) {
                    state = line.substring(STATE.length());
                } else if (line.startsWith(KAFKA)) {
                    kafka = line.substring(KAFKA.length());
                }
                System.out.println(name + ": " + line);
            }
        } catch (IOException e) {
            System.out.println(name + ": " + e);
        }
    }

    /** Kafka has told it its share of the nodes, and it has done what follows from that. */
    void awaitPlaced() {
        await(name).atMost(Topics.PATIENCE).until(() -> state.equals("RUNS") || state.equals("STANDS BY"));
    }

    /** It has noticed that Kafka is away. */
    void awaitKafkaAway() {
        await(name).atMost(Topics.PATIENCE).until(() -> kafka.equals("AWAY"));
    }

    void awaitStandingBy() {
        await(name).atMost(Topics.PATIENCE).until(() -> state.equals("STANDS BY"));
    }

    static Replica start(String name, EmbeddedKafka kafka, VirtualAsterisk asterisk, String... more)
            throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "scc.gateway.instance",
                name,
                "scc.gateway.publish.directory",
                "target/take-over/" + kafka.port() + "/" + name,
                "scc.gateway.link.backoff-max",
                "1s",
                "scc.asterisk.ari.url",
                "http://127.0.0.1:" + asterisk.ariPort(),
                "scc.asterisk.ari.username",
                "smart-call-center",
                "scc.asterisk.ari.password",
                "ari-secret",
                "scc.asterisk.ami.port",
                Integer.toString(asterisk.amiPort()),
                "scc.asterisk.ami.username",
                "scc",
                "scc.asterisk.ami.password",
                "ami-secret"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        GatewayProcess.class.getName())
                .redirectErrorStream(true)
                .start();
        Replica replica = new Replica(name, process);
        StringBuilder lines = new StringBuilder();
        settings.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        replica.write(lines.append('\n').toString());
        return replica;
    }

    String name() {
        return name;
    }

    /** Ends in order; returns when it has ended. */
    void stop() throws IOException, InterruptedException {
        write("stop\n");
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not stop");
        }
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** As a virtual machine that is moved: the process stands still, its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private void write(String text) throws IOException {
        input.write(text.getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
