package io.smartcallcenter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what the servers inside this JVM log to a file: the console is for people. */
final class BackendsLog {

    private BackendsLog() {}

    static void to(Path file) {
        try {
            Logger root = Logger.getLogger("");
            FileHandler handler = new FileHandler(file.toString(), true);
            handler.setFormatter(new SimpleFormatter());
            for (Handler old : root.getHandlers()) {
                root.removeHandler(old);
                old.close();
            }
            root.addHandler(handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
