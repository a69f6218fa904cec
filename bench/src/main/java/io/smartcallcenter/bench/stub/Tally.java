package io.smartcallcenter.bench.stub;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What happened within one measurement, as the stub saw it. */
public final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Histogram decisions = new Histogram(LONGEST, DIGITS);
    private long ari;
    private long ami;
    private long calls;
    private long undecided;
    private long requests;
    private long actions;
    private long late;

    void sent(boolean overAri) {
        if (overAri) {
            ari++;
        } else {
            ami++;
        }
    }

    void call() {
        calls++;
    }

    void decided(long nanos) {
        decisions.recordValue(Math.min(nanos, LONGEST));
    }

    void gaveUp() {
        undecided++;
    }

    void request() {
        requests++;
    }

    void action() {
        actions++;
    }

    void late(long nanos) {
        late = Math.max(late, nanos);
    }

    /** Nanoseconds from the StasisStart frame to the first request that moves the caller. */
    public Histogram decisions() {
        return decisions;
    }

    /** Frames sent over ARI's WebSocket. */
    public long ari() {
        return ari;
    }

    /** Events sent over AMI. */
    public long ami() {
        return ami;
    }

    /** Callers who entered the application. */
    public long calls() {
        return calls;
    }

    /** Callers for whom nothing was said in time. */
    public long undecided() {
        return undecided;
    }

    /** REST requests. */
    public long requests() {
        return requests;
    }

    /** AMI actions. */
    public long actions() {
        return actions;
    }

    /** How far behind its own schedule the stub was at worst, in nanoseconds: then the load was not what was asked for. */
    public long late() {
        return late;
    }
}
