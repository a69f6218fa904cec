package io.smartcallcenter.bench.stub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The stub alone, in front of any consumer; see {@code bench/README.md}. */
public final class StubMain {

    private static final String USAGE =
            """
            SCC_STUB_PASSWORD=... bench/run stub --user NAME --app APPLICATION [options]

              --user       of ARI and AMI; the password is taken from SCC_STUB_PASSWORD
              --app        Stasis application that the calls enter
              --ari-port   HTTP and WebSocket, on 127.0.0.1 (8088)
              --ami-port   (5038)
              --calls      calls per second (10)
              --seconds    of load, once a consumer is connected (60)
              --patience   ms that a caller waits in the application for the consumer (2000); 0: nobody waits
              --ami        yes, or no for a consumer that uses ARI alone (yes)
              --recordings folders, separated by commas
            """;
    static final List<String> RECORDINGS =
            List.of("01-kpi-missed-then-answered", "02-agent-hangs-up", "06-ringall-one-answers");

    private StubMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        String password = System.getenv("SCC_STUB_PASSWORD");
        if (password == null || !given.containsKey("--user") || !given.containsKey("--app")) {
            System.err.print(USAGE);
            System.exit(2);
        }
        StubAsterisk.Options options = new StubAsterisk.Options(
                number(given, "--ari-port", 8088),
                number(given, "--ami-port", 5038),
                given.get("--user"),
                password,
                number(given, "--patience", 2_000));
        List<Recording> recordings = recordings(given.get("--recordings"), given.get("--app"));
        try (StubAsterisk stub = StubAsterisk.start(options, recordings)) {
            run(stub, given.getOrDefault("--ami", "yes").equals("yes"), given);
        }
    }

    /** @param folders separated by commas; null = the usual ones of this project */
    public static List<Recording> recordings(String folders, String application) {
        List<Recording> recordings = new ArrayList<>();
        if (folders == null) {
            Path traces = Path.of("ari-gateway/src/test/resources/traces");
            RECORDINGS.forEach(name -> recordings.add(Recording.read(traces.resolve(name), application)));
        } else {
            for (String folder : folders.split(",")) {
                recordings.add(Recording.read(Path.of(folder), application));
            }
        }
        return recordings;
    }

    private static void run(StubAsterisk stub, boolean ami, Map<String, String> given) throws InterruptedException {
        System.out.printf(
                "ARI on 127.0.0.1:%d, AMI on 127.0.0.1:%d; waiting for a consumer%n", stub.ariPort(), stub.amiPort());
        while (!(ami ? stub.connected() : stub.ariConnected())) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        stub.rate(number(given, "--calls", 10));
        stub.count();
        System.out.println(
                "   s | ARI/s | AMI/s | calls | decided | p50 ms | p99 ms | undecided | requests | not taken, bytes | late ms");
        int seconds = number(given, "--seconds", 60);
        for (int second = 1; second <= seconds; second++) {
            TimeUnit.SECONDS.sleep(1);
            Tally tally = stub.count();
            System.out.printf(
                    Locale.ROOT,
                    "%4d | %5d | %5d | %5d | %7d | %6.1f | %6.1f | %9d | %8d | %16d | %.1f%n",
                    second,
                    tally.ari(),
                    tally.ami(),
                    tally.calls(),
                    tally.decisions().getTotalCount(),
                    tally.decisions().getValueAtPercentile(50) / 1e6,
                    tally.decisions().getValueAtPercentile(99) / 1e6,
                    tally.undecided(),
                    tally.requests(),
                    stub.waiting(),
                    tally.late() / 1e6);
        }
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }
}
