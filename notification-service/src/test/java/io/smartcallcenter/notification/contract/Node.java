package io.smartcallcenter.notification.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.NodeRuntime;
import com.caoccao.javet.interop.V8Host;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs scripts of the client's tests in Node, inside a JVM of its own: Node sets the signal handlers of its process anew, and a
 * JVM that lost them ends at the next SIGQUIT, which is how tools attach to it.
 */
public final class Node {

    public static final Path CLIENT = Path.of("client").toAbsolutePath();
    public static final Path BUILT = Path.of("target", "client").toAbsolutePath();

    private Node() {}

    /** Calls what a file of CommonJS exports, awaits what it returns, and gives it as text. */
    public static String call(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                classPath(),
                                Node.class.getName(),
                                script.toString()),
                        Arrays.stream(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 ? output : "FAILED: " + process.exitValue() + " " + output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.contains("javet") || entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static void main(String[] arguments) throws JavetException {
        try (NodeRuntime node = V8Host.getNodeInstance().createV8Runtime()) {
            node.getGlobalObject().set("script", arguments[0]);
            node.getGlobalObject().set("given", Arrays.copyOfRange(arguments, 1, arguments.length));
            node.getExecutor(
                            """
                    globalThis.outcome = 'FAILED: the script never ended';
                    Promise.resolve().then(() => require(script)(...given)).then(
                      (done) => { outcome = String(done); },
                      (failed) => { outcome = 'FAILED: ' + (failed?.stack ?? failed); });
                    """)
                    .executeVoid();
            node.await();
            new PrintStream(System.out, true, UTF_8)
                    .print(node.getExecutor("outcome").executeString());
        }
    }
}
