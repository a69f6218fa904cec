package io.smartcallcenter.virtual.clock;

/** A scheduled task of the {@link VirtualClock}; cancelled timers are skipped when they come due. */
public final class Timer implements Comparable<Timer> {

    private final long due;
    private final long order;
    private Runnable task;
    private boolean surviving;

    Timer(long due, long order, Runnable task) {
        this.due = due;
        this.order = order;
        this.task = task;
    }

    public void cancel() {
        task = null;
    }

    boolean surviving() {
        return surviving;
    }

    void surviving(boolean yes) {
        surviving = yes;
    }

    long due() {
        return due;
    }

    boolean cancelled() {
        return task == null;
    }

    void run() {
        Runnable once = task;
        task = null;
        if (once != null) {
            once.run();
        }
    }

    @Override
    public int compareTo(Timer other) {
        int byTime = Long.compare(due, other.due);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
}
