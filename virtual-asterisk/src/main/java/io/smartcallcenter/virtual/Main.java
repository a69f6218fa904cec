package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.cdr.CdrSink;
import io.smartcallcenter.virtual.cdr.JdbcCdrSink;
import io.smartcallcenter.virtual.control.ControlServer;
import io.smartcallcenter.virtual.queuelog.QueueLogFile;
import io.smartcallcenter.virtual.scenario.script.Scenario;
import io.smartcallcenter.virtual.scenario.script.file.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** The virtual Asterisk as a program of its own, set up by the environment (docs/virtual-asterisk.md). */
public final class Main implements AutoCloseable {

    private final Deque<Runnable> open = new ArrayDeque<>();
    private VirtualAsterisk asterisk;
    private ControlServer control;

    /** Throws an {@link IllegalArgumentException} that names the setting; whatever it throws, nothing is left open. */
    static Main start(Map<String, String> environment) {
        Main main = new Main();
        try {
            main.begin(new Settings(environment));
            return main;
        } catch (RuntimeException cannot) {
            main.close();
            throw cannot;
        }
    }

    private void begin(Settings settings) {
        String host = settings.text("HOST", "127.0.0.1");
        String ari = settings.secret("ARI_PASSWORD");
        String ami = settings.secret("AMI_PASSWORD");
        String token = settings.optionalSecret("CONTROL_TOKEN");
        Scenario scenario = scenario(settings);
        Options options = Options.with(ari, ami)
                .host(host)
                .ports(settings.port("ARI_PORT", 8088), settings.port("AMI_PORT", 5038))
                .speed(settings.speed())
                .operators(settings.operators())
                .cdr(cdr(settings));
        String queueLog = settings.text("QUEUE_LOG", null);
        if (queueLog != null) {
            QueueLogFile file = new QueueLogFile(Path.of(queueLog));
            open.push(file::close);
            options = options.queueLog(file);
        }
        asterisk = VirtualAsterisk.start(options);
        open.push(asterisk::close);
        if (token != null) {
            control = ControlServer.start(asterisk, host, settings.port("CONTROL_PORT", 8090), token);
            open.push(control::close);
        }
        if (scenario != null) {
            asterisk.play(scenario);
        }
    }

    VirtualAsterisk asterisk() {
        return asterisk;
    }

    /** Null without a token: then nobody can control it. */
    ControlServer control() {
        return control;
    }

    /** The name of one that ships, or a file. */
    private static Scenario scenario(Settings settings) {
        String name = settings.text("SCENARIO", null);
        if (name == null) {
            return null;
        }
        try {
            ScenarioReader reader = new ScenarioReader();
            return name.contains("/") || name.contains(".")
                    ? reader.read(Files.readString(Path.of(name)))
                    : reader.shipped(name);
        } catch (IOException unreadable) {
            throw Settings.fault("SCENARIO", name + " cannot be read");
        } catch (RuntimeException invalid) {
            throw Settings.fault("SCENARIO", name + ": " + invalid.getMessage());
        }
    }

    private CdrSink cdr(Settings settings) {
        String url = settings.text("CDR_URL", null);
        if (url == null) {
            return CdrSink.NONE;
        }
        JdbcCdrSink sink =
                new JdbcCdrSink(url, settings.text("CDR_USERNAME", "asterisk"), settings.secret("CDR_PASSWORD"));
        open.push(sink::close);
        return sink;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }

    public static void main(String[] args) {
        try {
            Main main = start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(main::close));
            System.out.printf(
                    "Virtual Asterisk: ARI on %d, AMI on %d, control API %s%n",
                    main.asterisk().ariPort(),
                    main.asterisk().amiPort(),
                    main.control() == null
                            ? "off (no token)"
                            : "on " + main.control().port());
        } catch (RuntimeException cannot) {
            Throwable cause = cannot instanceof CompletionException ? cannot.getCause() : cannot;
            System.err.println("The virtual Asterisk cannot start: " + cause.getMessage());
            System.exit(2);
        }
    }
}
