package io.smartcallcenter.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends a child process when this JVM dies without a chance to do so itself (kill -9): a shell that waits for the end of its
 * standard input. On Windows there is no such guard.
 */
final class OrphanGuard implements AutoCloseable {

    private static final String SCRIPT = "trap '' INT TERM; read -r line; kill \"$1\"";

    private final Process shell;

    private OrphanGuard(Process shell) {
        this.shell = shell;
    }

    /**
     * Guards a process.
     *
     * @param pidFile holds the id of the process
     */
    static OrphanGuard of(Path pidFile) {
        if (File.separatorChar == '\\') {
            return new OrphanGuard(null);
        }
        try {
            String pid = Files.readString(pidFile).strip();
            return new OrphanGuard(new ProcessBuilder("sh", "-c", SCRIPT, "scc-orphan-guard", pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process has ended in order: nobody is to be killed any more. Returns when the shell is gone, too. */
    @Override
    public void close() {
        if (shell != null) {
            shell.destroyForcibly();
            shell.onExit().join();
        }
    }
}
