package io.smartcallcenter.bench.gateway;

import static java.util.Map.entry;

import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.bench.stub.Recording;
import io.smartcallcenter.bench.stub.StubAsterisk;
import io.smartcallcenter.bench.stub.StubMain;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many events per second the gateway takes on one core, and how late they are; see {@code bench/README.md}. */
public final class GatewayBench {

    private static final String NODE = "pbx1";
    private static final String APPLICATION = "SmartCallCenter";
    private static final String USER = "bench";
    private static final int CONNECTED_WITHIN_S = 60;
    private static final Path RUN = Path.of("bench/target/run-gateway");
    private static final long PATIENCE_MS = 2_000;

    private GatewayBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(GatewayPlan.USAGE);
            return;
        }
        GatewayPlan plan = GatewayPlan.of(arguments);
        List<Recording> recordings = StubMain.recordings(null, APPLICATION);
        String password = Secrets.password();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                StubAsterisk stub =
                        StubAsterisk.start(new StubAsterisk.Options(0, 0, USER, password, PATIENCE_MS), recordings);
                Router router = new Router(kafka.bootstrapServers());
                CoreProcess gateway = start(plan, kafka, stub, password)) {
            awaitLinks(stub, gateway);
            run(plan, new EventLoad(stub, router, gateway), longest(recordings));
            commands(plan, new CommandLoad(stub, router, NODE));
        }
    }

    private static int longest(List<Recording> recordings) {
        return (int) Math.ceil(
                recordings.stream().mapToDouble(Recording::seconds).max().orElseThrow());
    }

    private static CoreProcess start(GatewayPlan plan, EmbeddedKafka kafka, StubAsterisk stub, String password) {
        return CoreProcess.start(
                "ari-gateway",
                RUN,
                plan.core(),
                plan.jvm(),
                Map.ofEntries(
                        entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                        entry("SCC_ASTERISK_NODE", NODE),
                        entry("SCC_ASTERISK_ARI_URL", "http://127.0.0.1:" + stub.ariPort()),
                        entry("SCC_ASTERISK_ARI_USERNAME", USER),
                        entry("SCC_ASTERISK_ARI_PASSWORD", password),
                        entry("SCC_ASTERISK_AMI_HOST", "127.0.0.1"),
                        entry("SCC_ASTERISK_AMI_PORT", Integer.toString(stub.amiPort())),
                        entry("SCC_ASTERISK_AMI_USERNAME", USER),
                        entry("SCC_ASTERISK_AMI_PASSWORD", password),
                        entry("SCC_FALLBACK_QUEUE", "support"),
                        entry(
                                "SCC_GATEWAY_PUBLISH_DIRECTORY",
                                RUN.resolve("events").toString())));
    }

    private static void awaitLinks(StubAsterisk stub, CoreProcess gateway) throws InterruptedException {
        for (int i = 0; !stub.connected(); i++) {
            if (!gateway.alive() || i > CONNECTED_WITHIN_S * 10) {
                throw new IllegalStateException("the gateway did not connect: see " + RUN.resolve("ari-gateway.log"));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(2);
    }

    private static void run(GatewayPlan plan, EventLoad load, int longest) throws InterruptedException {
        say("Warming up for %d s at %d events/s ...", plan.warmUp(), plan.highest());
        load.warmUp(plan.highest(), plan.warmUp());
        say("%n%s", EventRow.HEAD);
        for (int rate : plan.rates()) {
            for (int i = 0; i < plan.repeat(); i++) {
                say(
                        EventRow.format(),
                        load.measure(rate, plan.seconds(), longest).values());
            }
        }
    }

    private static void commands(GatewayPlan plan, CommandLoad load) {
        if (plan.commands().isEmpty()) {
            return;
        }
        say("%n| commands/s | commands | executed | p50 ms | p99 ms | max ms |%n|--:|--:|--:|--:|--:|--:|");
        for (int rate : plan.commands()) {
            for (int i = 0; i < plan.repeat(); i++) {
                say("%s", load.measure(rate, plan.seconds()));
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
        System.out.flush();
    }
}
