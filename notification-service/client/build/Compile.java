import com.caoccao.javet.interop.NodeRuntime;
import com.caoccao.javet.interop.V8Host;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Compiles the client without an installed Node.js, run by Maven as one source file: arguments are the client's folder, a folder
 * to work in, the folder from which the service serves it, the one from which the console's bundle takes it, and the version of
 * TypeScript.
 */
final class Compile {

    public static void main(String[] arguments) throws Exception {
        Path client = Path.of(arguments[0]);
        Path work = Path.of(arguments[1]);
        Path served = Path.of(arguments[2]);
        Path bundled = Path.of(arguments[3]);
        Path output = work.resolve("dist");
        if (newest(client, work.resolve("src/contract.ts")) > newest(output.resolve("index.js"))) {
            compile(client, work, output, arguments[4]);
        }
        copy(output, served);
        copy(output, bundled);
        copy(client.resolve("example"), served.resolve("example"));
    }

    private static void compile(Path client, Path work, Path output, String version) throws Exception {
        Path compiler = unpack(version, work.resolve("typescript"));
        copy(client.resolve("src"), work.resolve("src"));
        Files.createDirectories(output);
        copy(client.resolve("package.json"), output.resolve("package.json"));
        copy(client.resolve("package.json"), work.resolve("src/package.json"));
        String errors = compile(client.resolve("build/compile.cjs"), compiler, work.resolve("src"), output);
        if (!errors.isEmpty()) {
            System.err.println(errors);
            Files.deleteIfExists(output.resolve("index.js"));
            System.exit(1);
        }
    }

    /** The time of the newest file below these, milliseconds; 0 when there is none. */
    private static long newest(Path... roots) throws IOException {
        long newest = 0;
        for (Path root : roots) {
            if (Files.exists(root)) {
                try (var files = Files.walk(root)) {
                    for (Path file : files.toList()) {
                        newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
                    }
                }
            }
        }
        return newest;
    }

    private static String compile(Path script, Path compiler, Path sources, Path output) throws Exception {
        try (NodeRuntime node = V8Host.getNodeInstance().createV8Runtime()) {
            return node.getExecutor("require(" + quoted(script) + ")(" + quoted(compiler) + "," + quoted(sources) + ","
                            + quoted(output) + ")")
                    .executeString();
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The compiler and its libraries, from the jar and from the archive in it. */
    private static Path unpack(String version, Path to) throws IOException {
        Path lib = to.resolve("lib");
        if (Files.exists(lib.resolve("typescript.js"))) {
            return lib;
        }
        Files.createDirectories(lib);
        try (TarArchiveInputStream more =
                new TarArchiveInputStream(new GZIPInputStream(resource("META-INF/.more.tgz")))) {
            for (TarArchiveEntry entry = more.getNextEntry(); entry != null; entry = more.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.getName().endsWith("/lib/" + name) && name.endsWith(".d.ts")) {
                    Files.copy(more, lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        try (InputStream script =
                resource("META-INF/resources/_static/typescript/" + version + "/lib/typescript.js")) {
            Files.copy(script, lib.resolve("typescript.js"), StandardCopyOption.REPLACE_EXISTING);
        }
        return lib;
    }

    private static InputStream resource(String name) throws IOException {
        var found = Compile.class.getClassLoader().getResources(name).asIterator();
        while (found.hasNext()) {
            var url = found.next();
            if (url.toString().contains("typescript")) {
                return url.openStream();
            }
        }
        throw new IOException("not on the class path: " + name);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
