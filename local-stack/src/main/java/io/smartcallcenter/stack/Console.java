package io.smartcallcenter.stack;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the person sees who started the demo: one line per part as it comes up, then a table and where to go. */
final class Console implements Progress {

    private final PrintStream out;
    private final Map<Part, Duration> ready = new EnumMap<>(Part.class);
    private boolean quiet;

    Console(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void starting(Part part) {
        line("starting  %s", part.title());
    }

    @Override
    public synchronized void ready(Part part, Duration took) {
        ready.put(part, took);
        line("ready     %-30s %5.1f s   (%d of %d)", part.title(), seconds(took), ready.size(), Part.values().length);
    }

    @Override
    public synchronized void ended(Part part, String reason) {
        ready.remove(part);
        line("ENDED     %s: %s", part.title(), reason);
    }

    /** Says no more: the stack is being stopped, and what ends now ends because of that. */
    synchronized void hush() {
        quiet = true;
    }

    synchronized void welcome(LocalStack stack, Options options, Duration total) {
        Ports ports = options.ports();
        out.println();
        out.printf(Locale.ROOT, "  %-30s %-7s %-18s %s%n", "part", "state", "port", "log");
        for (Part part : Part.values()) {
            out.printf(
                    Locale.ROOT,
                    "  %-30s %-7s %-18s %s%n",
                    part.title(),
                    ready.containsKey(part) ? "ready" : "ENDED",
                    ports(ports, part),
                    log(stack, part));
        }
        out.printf(Locale.ROOT, "%n  The whole suite is ready after %.1f s.%n%n", seconds(total));
        out.println(links(stack));
        out.flush();
    }

    private static String links(LocalStack stack) {
        return """
                  Console    %1$s/
                  KPIs       %1$s/api/kpi/queues?from=...&to=...   (also operators, heatmap, compare)
                  Live state %1$s/api/asterisk/realtime-data
                  WebSocket  %2$s/ws/v1

                  Users      admin, supervisor, operator, analyst
                  Password   %3$s   (made up for this start)

                  A token for the API:
                    TOKEN=$(curl -s -d username=supervisor -d password=%3$s %1$s/auth/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                    curl -H "Authorization: Bearer $TOKEN" %1$s/api/asterisk/realtime-data

                  Test calls are being played. Ctrl-C ends everything.
                """
                .formatted(stack.origin(), stack.origin().replaceFirst("http", "ws"), stack.password());
    }

    private static String ports(Ports ports, Part part) {
        return switch (part) {
            case ASTERISK -> ports.of(Ports.Listener.ARI) + " " + ports.of(Ports.Listener.AMI);
            case KAFKA, MONGODB, MARIADB, ORIGIN -> Integer.toString(ports.of(Ports.Listener.valueOf(part.name())));
            default -> ports.of(ServiceSettings.http(part)) + " " + ports.of(ServiceSettings.management(part));
        };
    }

    private static Path log(LocalStack stack, Part part) {
        return switch (part) {
            case KAFKA, MONGODB, MARIADB, ASTERISK, ORIGIN -> stack.backendsLog();
            default -> stack.log(part.key());
        };
    }

    private synchronized void line(String format, Object... arguments) {
        if (!quiet) {
            out.printf(Locale.ROOT, "  " + format + "%n", arguments);
            out.flush();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
