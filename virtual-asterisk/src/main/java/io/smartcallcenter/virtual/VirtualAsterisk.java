package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.queuelog.RecentLines;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import io.smartcallcenter.virtual.scenario.LoadTraffic;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import io.smartcallcenter.virtual.scenario.script.Scenario;
import io.smartcallcenter.virtual.scenario.script.ScenarioPlayer;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * An Asterisk without telephony: it speaks ARI and AMI on real ports, runs queues, and writes CDRs and queue_log. Callers and
 * operators are simulated. Methods may be called from any thread; the PBX itself runs on one event loop.
 */
public final class VirtualAsterisk implements AutoCloseable {

    private final Options options;
    private final PbxThread thread;
    private final Floor floor = new Floor();
    private final Repetitions repetitions;
    private final Machine machine;
    private final Faults faults;

    private VirtualAsterisk(Options options) {
        this.options = options;
        this.thread = new PbxThread(options);
        this.repetitions = new Repetitions(thread.clock());
        this.machine = new Machine(options, thread, floor, repetitions);
        this.faults = new Faults(machine, thread);
    }

    /** Starts and waits until both ports listen. */
    public static VirtualAsterisk start(Options options) {
        VirtualAsterisk asterisk = new VirtualAsterisk(options);
        try {
            asterisk.faults.boot().join();
        } catch (RuntimeException failed) {
            asterisk.thread.stop();
            throw failed;
        }
        return asterisk;
    }

    /** Told of the PBX now and of every one that boots later, on its thread. */
    public void onEveryBoot(Consumer<Pbx> action) {
        thread.ask(() -> {
            machine.onEveryBoot(action);
            return null;
        });
    }

    /** No longer tells it. */
    public void forgetOnBoot(Consumer<Pbx> action) {
        thread.ask(() -> machine.forgetOnBoot(action));
    }

    /** Faults of the links and of the PBX itself. */
    public Faults faults() {
        return faults;
    }

    Machine machine() {
        return machine;
    }

    /** False while it is killed, or before it listens again. */
    public boolean up() {
        return machine.node() != null;
    }

    public int ariPort() {
        return machine.ariPort();
    }

    public int amiPort() {
        return machine.amiPort();
    }

    /** A call from outside whose caller only does what the returned {@link Call} is told. */
    public Call call(String caller, String dialled) {
        return call(caller, dialled, CallerPlan.PASSIVE);
    }

    /** A call from outside. */
    public Call call(String caller, String dialled, CallerPlan plan) {
        return begin("trunk", new CallerId(caller, ""), "from-trunk", dialled, plan);
    }

    /** A call from outside with the caller's name: from a trunk whose context does not replace it. */
    public Call call(CallerId caller, String dialled, CallerPlan plan) {
        return begin("trunk", caller, "internal", dialled, plan);
    }

    /** A call from an operator's phone. */
    public Call callFrom(String operator, String dialled, CallerPlan plan) {
        return begin(operator, new CallerId(operator, "Agent " + operator), "internal", dialled, plan);
    }

    private Call begin(String endpoint, CallerId caller, String dialplanContext, String dialled, CallerPlan plan) {
        Pbx pbx = machine.pbx();
        Call call = new Call(pbx, this::execute, plan);
        execute(() -> {
            Channel channel = pbx.channels().incoming(endpoint, caller, dialplanContext, dialled);
            call.begin(channel);
        });
        return call;
    }

    /** What the operator's phone does from now on. */
    public void operator(String number, RingPlan plan) {
        thread.ask(() -> {
            floor.ringPlan(machine.pbx(), number, plan);
            return null;
        });
    }

    /** Every operator's phone does the same from now on. */
    public void operators(RingPlan plan) {
        options.operators().forEach(number -> operator(number, plan));
    }

    /** The operator gives the caller of the queue call to another extension (SIP REFER). False when there is no such call. */
    public boolean blindTransfer(String operator, String exten) {
        return thread.ask(() -> floor.blindTransfer(machine.pbx(), operator, exten));
    }

    /** The operator connects the caller of the queue call with whom they have called meanwhile. False when there are no such calls. */
    public boolean attendedTransfer(String operator) {
        return thread.ask(() -> floor.attendedTransfer(machine.pbx(), operator));
    }

    /** The operator puts the caller on hold, or takes them back. False when there is no call. */
    public boolean hold(String operator, boolean held) {
        return thread.ask(() -> floor.hold(machine.pbx(), operator, held));
    }

    /** The phone registers or goes away. */
    public void register(String number, boolean registered) {
        withPbx(pbx -> pbx.devices().register(number, registered));
    }

    /** The lines of queue_log, the newest 20 000. */
    public List<String> queueLog() {
        return machine.queueLog().all();
    }

    /** The lines of queue_log from this number on, and the number to ask for next time. */
    public RecentLines.Since queueLogSince(long number) {
        return machine.queueLog().since(number);
    }

    /** The PBX's time. */
    public Instant now() {
        long micros = thread.ask(thread.clock()::now);
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    /** With speed 0: moves the time on, and returns when everything due has happened. */
    public void advance(Duration by) {
        thread.ask(() -> {
            thread.clock().advance(by);
            return null;
        });
    }

    /** Looks into the PBX, or acts on it, on its own thread. */
    public <T> T inside(Function<Pbx, T> question) {
        return thread.ask(() -> question.apply(machine.pbx()));
    }

    /** Acts on the PBX on its own thread, when it runs; does not wait. */
    public void withPbx(Consumer<Pbx> action) {
        execute(() -> machine.ifUp(action));
    }

    /** Repeats the action at a steady pace of the PBX's time until it says false; it survives a {@link #kill}. */
    public void every(Duration interval, BooleanSupplier action) {
        repeat(interval::toNanos, action);
    }

    /** Repeats the action after each gap of so many nanoseconds, until it says false; it pauses while the PBX is down. */
    public void repeat(LongSupplier gapNanos, BooleanSupplier action) {
        execute(() -> repetitions.add(gapNanos, action));
    }

    /** Once, also when the PBX is down then. */
    public void after(Duration delay, Runnable action) {
        if (thread.isCurrent()) {
            thread.clock().afterEvenIfDown(delay, action);
        } else {
            execute(() -> thread.clock().afterEvenIfDown(delay, action));
        }
    }

    /** Calls at a constant rate to these numbers in turn, for benchmarks. */
    public LoadTraffic load(double callsPerSecond, List<String> dialled, CallerPlan plan) {
        return load(LoadProfile.constant(callsPerSecond, dialled, plan));
    }

    /** Random but repeatable calls. */
    public LoadTraffic load(LoadProfile profile) {
        return new LoadTraffic(this, profile, options.operators()).start();
    }

    /** Plays a scenario; its load, if it has one, goes on until the run is stopped. */
    public ScenarioRun play(Scenario scenario) {
        return ScenarioPlayer.play(this, scenario);
    }

    /** Runs on the PBX's thread, in the order of time; does not wait. */
    public void execute(Runnable action) {
        thread.execute(action);
    }

    /** As kill -9: every call is gone without an event, a queue_log line or a CDR. Waits, unless the PBX's own thread asks. */
    public void kill() {
        await(faults.kill());
    }

    /** Boots again at once: names and statistics start anew, Uniqueids go on with the time. */
    public void restart() {
        await(faults.restart(BootProfile.INSTANT));
    }

    private void await(CompletableFuture<Void> done) {
        if (!thread.isCurrent()) {
            done.join();
        }
    }

    @Override
    public void close() {
        kill();
        thread.stop();
    }
}
