package io.smartcallcenter.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a stack is to run.
 *
 * @param ports where it listens
 * @param home the folder that holds the modules, with the five services built
 * @param runDirectory logs, the public key; made anew at each start
 * @param jvmArguments of the five services
 * @param settings further environment of single services, over what the stack gives them
 * @param progress is told what happens
 */
public record Options(
        Ports ports,
        Path home,
        Path runDirectory,
        List<String> jvmArguments,
        Map<Part, Map<String, String>> settings,
        Progress progress) {

    /** The system property that chooses the demo's run directory; {@code local-stack/target/run} without it. */
    static final String RUN_DIRECTORY = "scc.stack.run";

    /** Small and quick to start: enough for a developer's machine, not for a benchmark. */
    private static final List<String> SMALL =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    /** The demo: usual ports, or what {@code scc.port.*} says. Logs are in {@code local-stack/target/run}, or {@code scc.stack.run}. */
    public static Options demo(Progress progress) {
        Path home = projectFolder();
        Ports ports = Ports.configured(properties(), System.getenv());
        String chosen = System.getProperty(RUN_DIRECTORY);
        Path run = chosen == null
                ? home.resolve("local-stack/target/run")
                : Path.of(chosen).toAbsolutePath();
        return new Options(ports, home, run, SMALL, Map.of(), progress);
    }

    /**
     * Tests: free ports.
     *
     * @param runDirectory where to put logs
     */
    public static Options test(Path runDirectory) {
        return new Options(Ports.free(), projectFolder(), runDirectory, SMALL, Map.of(), Progress.SILENT);
    }

    /** With other JVM arguments for the services. */
    public Options withJvmArguments(List<String> arguments) {
        return new Options(ports, home, runDirectory, List.copyOf(arguments), settings, progress);
    }

    /**
     * With one more setting for a service.
     *
     * @param variable as environment variable, such as {@code SCC_FALLBACK_QUEUE}
     */
    public Options withSetting(Part part, String variable, String value) {
        Map<Part, Map<String, String>> all = new EnumMap<>(Part.class);
        all.putAll(settings);
        Map<String, String> one = new TreeMap<>(settings.getOrDefault(part, Map.of()));
        one.put(variable, value);
        all.put(part, one);
        return new Options(ports, home, runDirectory, jvmArguments, all, progress);
    }

    /** {@code -Dscc.stack.home}, or the nearest folder upwards that holds all modules. */
    public static Path projectFolder() {
        String given = System.getProperty("scc.stack.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("ari-gateway"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new StackFailure("Run this in the project's folder, or name it with -Dscc.stack.home=<folder>");
        }
        return folder;
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return properties;
    }
}
