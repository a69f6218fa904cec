package io.smartcallcenter.notification.log;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** A thread that does its work until it is closed, and begins again after a failure: Kafka being away is no reason to end. */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final long PAUSE_MS = 1_000;
    private static final long PATIENCE_MS = 5_000;

    /** Work that lasts while {@link #running()}. */
    public interface Work {
        void run() throws ExecutionException, InterruptedException;
    }

    private final Thread thread;
    private volatile boolean running = true;

    public Worker(String name, Work work) {
        this.thread = new Thread(() -> loop(work), name);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public boolean running() {
        return running;
    }

    private void loop(Work work) {
        while (running) {
            try {
                work.run();
            } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
                return;
            } catch (ExecutionException | KafkaException e) {
                LOG.warnf("%s begins again after: %s", thread.getName(), e);
                pause();
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s begins again", thread.getName());
                pause();
            }
        }
    }

    private synchronized void pause() {
        try {
            if (running) {
                wait(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the work end at its next look at {@link #running()}, and does not wait for it. */
    public synchronized void end() {
        running = false;
        notifyAll();
    }

    /** {@link #end()}; interrupts the work when that takes too long. */
    @Override
    public void close() {
        end();
        try {
            thread.join(PATIENCE_MS);
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
