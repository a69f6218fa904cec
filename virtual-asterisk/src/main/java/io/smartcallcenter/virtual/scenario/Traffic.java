package io.smartcallcenter.virtual.scenario;

/** Calls that keep coming until it is closed. */
public interface Traffic extends AutoCloseable {

    /** Calls begun so far. */
    long begun();

    /** Calls ended so far. */
    long ended();

    /** No new calls; those under way go on to their end. */
    @Override
    void close();
}
