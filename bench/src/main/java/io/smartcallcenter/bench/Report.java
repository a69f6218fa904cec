package io.smartcallcenter.bench;

import java.io.PrintStream;
import java.util.Locale;

/** The results as a Markdown table, row by row. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void machine(int seconds) {
        say("");
        say(
                "%d processors, %s %s, %s %s; %d s per row",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                seconds);
    }

    void head() {
        say("");
        say(
                "| asked calls/s | calls/s | calls | fallbacks (gateway's count) | undecided | p50 ms | p99 ms | max ms | ARI+AMI events/s (ARI, AMI)"
                        + " | Kafka events/s | worst backlog | backlog at end | CPU gateway / routing / PBX+Kafka / machine | kept up |");
        say("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|:--|");
    }

    void row(Measurement m) {
        say(
                "| %.0f | %.1f | %d | %d (%.0f) | %d | %.1f | %.1f | %.1f | %.0f (%.0f, %.0f) | %.0f | %.0f | %.0f"
                        + " | %.2f / %.2f / %.2f / %.0f %% | %s |",
                m.asked(),
                m.callsPerSecond(),
                m.calls(),
                m.fallbacks(),
                m.after().fallbacks() - m.before().fallbacks(),
                m.without(),
                m.percentile(50),
                m.percentile(99),
                m.max(),
                m.eventsPerSecond(),
                m.ariPerSecond(),
                m.amiPerSecond(),
                m.publishedPerSecond(),
                m.worstBacklog(),
                m.after().backlog(),
                m.gatewayCpu(),
                m.routingCpu(),
                m.ownCpu(),
                m.machineCpu() * 100,
                verdict(m));
    }

    private static String verdict(Measurement m) {
        if (m.keptUp()) {
            return "yes";
        }
        return m.loadOffered() ? "no" : "no: the PBX began fewer calls than asked";
    }

    void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
