package io.smartcallcenter.gateway.consume;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * A thread that works with one Kafka consumer after the other until it is stopped. A consumer belongs to its thread; waking it up is all
 * that others may do.
 */
public final class ConsumerThread {

    private final Thread thread;
    private final Duration pause;
    private volatile Consumer<?, ?> consumer;
    private volatile boolean stopped;

    /**
     * @param pause between a failure and the next attempt
     * @param work goes on until {@link #stopped}
     */
    public ConsumerThread(String name, Duration pause, Runnable work) {
        this.pause = pause;
        this.thread = new Thread(work, name);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public boolean stopped() {
        return stopped;
    }

    /** The consumer that {@link #wakeUp} means from now on. */
    public <C extends Consumer<?, ?>> C uses(C opened) {
        consumer = opened;
        return opened;
    }

    /** The poll of now, or the next one, ends with a {@code WakeupException}. */
    public void wakeUp() {
        Consumer<?, ?> running = consumer;
        if (running != null) {
            running.wakeup();
        }
    }

    /** Ends the work; waits for that as long as {@code patience}. */
    public void stop(Duration patience) {
        stopped = true;
        wakeUp();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next attempt; only on this thread. */
    public void pause() {
        if (stopped) {
            return;
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
