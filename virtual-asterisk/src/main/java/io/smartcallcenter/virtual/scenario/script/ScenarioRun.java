package io.smartcallcenter.virtual.scenario.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A scenario that is played or has been. May be read from any thread. */
public final class ScenarioRun implements AutoCloseable {

    /** How it stands. */
    public enum State {
        RUNNING,
        /** Every step was done and everything expected came true. */
        PASSED,
        FAILED,
        STOPPED
    }

    private final String id = UUID.randomUUID().toString();
    private final Scenario scenario;
    private final Instant started;
    private final CompletableFuture<State> finished = new CompletableFuture<>();
    private final List<String> failures = new ArrayList<>();
    private final Runnable stop;
    private volatile int step;
    private volatile Duration waitsFor;
    private volatile Instant ended;

    ScenarioRun(Scenario scenario, Instant started, Runnable stop) {
        this.scenario = scenario;
        this.started = started;
        this.stop = stop;
    }

    public String id() {
        return id;
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The PBX's time. */
    public Instant started() {
        return started;
    }

    /** Null while it runs. */
    public Instant ended() {
        return ended;
    }

    /** How many steps are done. */
    public int step() {
        return step;
    }

    void step(int done) {
        step = done;
    }

    /** Not null while the run lets time pass: for those who move the time themselves. */
    public Duration waitsFor() {
        return waitsFor;
    }

    void waitsFor(Duration length) {
        waitsFor = length;
    }

    public State state() {
        return finished.getNow(State.RUNNING);
    }

    /** Completes when it is over. */
    public CompletableFuture<State> finished() {
        return finished;
    }

    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized void fail(String what) {
        failures.add(what);
    }

    void end(State how, Instant at) {
        waitsFor = null;
        ended = at;
        finished.complete(how);
    }

    /** Ends it early: its calls are hung up and no new ones come. */
    @Override
    public void close() {
        stop.run();
    }
}
