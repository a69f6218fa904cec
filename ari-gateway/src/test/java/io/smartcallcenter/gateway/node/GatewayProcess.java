package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A gateway as a process of its own, everything but Quarkus: it can be killed as a crash would. Its settings come as lines
 * {@code name=value} on the standard input up to an empty one; then {@code stop} ends it in order, and the end of the input ends it
 * at once, so that it never outlives its test.
 */
public final class GatewayProcess {

    private static final String KAFKA = "kafka.";

    private GatewayProcess() {}

    public static void main(String[] args) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, String> settings = new HashMap<>();
        for (String line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        }
        Map<String, Object> kafka = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(KAFKA)) {
                kafka.put(name.substring(KAFKA.length()), value);
            }
        });
        settings.keySet().removeIf(name -> name.startsWith(KAFKA));
        NodeConfigs config = NodeConfigs.of(settings);
        Gateway gateway = new Gateway(
                Vertx.vertx(),
                config.asterisk(),
                config.fallback(),
                config.normalizer(),
                config.gateway(),
                0,
                kafka,
                null,
                new SimpleMeterRegistry());
        gateway.onStart(null);
        Thread reporter = new Thread(() -> report(gateway), "reporter");
        reporter.setDaemon(true);
        reporter.start();
        String command = input.readLine();
        if ("stop".equals(command)) {
            gateway.onStop(null);
            System.exit(0);
        }
        Runtime.getRuntime().halt(1);
    }

    /** What the test waits for, as a line of its own. */
    private static void report(Gateway gateway) {
        String last = "";
        boolean kafka = false;
        while (true) {
            if (kafka != gateway.publisher().kafkaUp()) {
                kafka = !kafka;
                System.out.println("KAFKA " + (kafka ? "UP" : "AWAY"));
            }
            String state = !gateway.ownership().placed() || gateway.ownership().takingOver()
                    ? "WAITS"
                    : gateway.running().isEmpty() ? "STANDS BY" : "RUNS";
            if (!state.equals(last)) {
                System.out.println("STATE " + state);
                last = state;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
