package io.smartcallcenter.virtual.queuelog;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Appends the lines to a file from a thread of its own. */
public final class QueueLogFile implements Consumer<String>, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueLogFile.class);

    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "virtual-asterisk-queue-log");
        thread.setDaemon(true);
        return thread;
    });
    private final BufferedWriter file;

    public QueueLogFile(Path path) {
        try {
            file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void accept(String line) {
        writer.execute(() -> {
            try {
                file.write(line);
                file.newLine();
                file.flush();
            } catch (IOException failed) {
                LOG.error("queue_log line lost", failed);
            }
        });
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("queue_log not completely written");
            }
            file.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            LOG.error("queue_log not closed", failed);
        }
    }
}
