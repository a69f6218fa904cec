package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.queue.Conversation;
import io.smartcallcenter.virtual.queuelog.RecentLines;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import io.smartcallcenter.virtual.scenario.LoadTraffic;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import io.smartcallcenter.virtual.scenario.script.Scenario;
import io.smartcallcenter.virtual.scenario.script.ScenarioPlayer;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * An Asterisk without telephony: it speaks ARI and AMI on real ports, runs queues, and writes CDRs and queue_log. Callers and
 * operators are simulated. Methods may be called from any thread; the PBX itself runs on one event loop.
 */
public final class VirtualAsterisk implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(VirtualAsterisk.class);
    private static final Duration LONGEST_BACKLOG = Duration.ofMillis(100);
    private static final int REMEMBERED_LINES = 20_000;

    private final Options options;
    private final Vertx vertx;
    private final Context context;
    private final RecentLines recentLines = new RecentLines(REMEMBERED_LINES);
    private final Map<String, RingPlan> ringPlans = new HashMap<>();
    private final List<Repeated> repetitions = new ArrayList<>();
    private final AstDb astDb = new AstDb();
    private final Thread pbxThread;
    private VirtualClock clock;
    private final List<Consumer<Pbx>> onBoot = new ArrayList<>();
    private final Faults faults = new Faults(this);
    private int boots;
    private volatile Node node;
    private volatile int ariPort;
    private volatile int amiPort;

    private VirtualAsterisk(Options options) {
        this.options = options;
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        this.context = vertx.getOrCreateContext();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        context.runOnContext(go -> thread.complete(Thread.currentThread()));
        this.pbxThread = thread.join();
        this.ariPort = options.ariPort();
        this.amiPort = options.amiPort();
    }

    /** Starts and waits until both ports listen. */
    public static VirtualAsterisk start(Options options) {
        VirtualAsterisk asterisk = new VirtualAsterisk(options);
        asterisk.ask(() -> {
            asterisk.clock = asterisk.newClock();
            return null;
        });
        try {
            asterisk.boot();
        } catch (RuntimeException failed) {
            asterisk.vertx.close();
            throw failed;
        }
        return asterisk;
    }

    private VirtualClock newClock() {
        Instant start = options.startAt() != null ? options.startAt() : Instant.now();
        if (options.speed() == 0) {
            return VirtualClock.manual(start);
        }
        return VirtualClock.atSpeed(
                options.speed(),
                start,
                (millis, callback) -> vertx.setTimer(millis, fired -> callback.run()),
                failure -> LOG.error("A timer of the PBX failed", failure));
    }

    private void boot() {
        CompletableFuture<Void> up = new CompletableFuture<>();
        context.runOnContext(go -> bootNode(BootProfile.INSTANT).onComplete(booted(up)));
        up.join();
    }

    private static Handler<AsyncResult<Void>> booted(CompletableFuture<Void> up) {
        return result -> {
            if (result.succeeded()) {
                up.complete(null);
            } else {
                up.completeExceptionally(result.cause());
            }
        };
    }

    /** On the PBX's thread. Done when both ports listen. */
    Future<Void> bootNode(BootProfile profile) {
        int expected = ++boots;
        Promise<Void> listens = Promise.promise();
        Runnable begin = () -> {
            if (expected == boots) {
                createNode(profile).onComplete(listens);
            } else {
                listens.fail("Another boot has begun");
            }
        };
        if (profile.refused().isZero()) {
            begin.run();
        } else {
            clock.afterEvenIfDown(profile.refused(), begin);
        }
        return listens.future();
    }

    private Future<Void> createNode(BootProfile profile) {
        Node booting;
        try {
            booting = new Node(vertx, clock, options, astDb, options.queueLog().andThen(recentLines));
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
        booting.pbx()
                .devices()
                .all()
                .forEach(phone -> phone.ringPlan(ringPlans.getOrDefault(phone.resource(), RingPlan.IGNORE)));
        node = booting;
        List.copyOf(repetitions).forEach(this::schedule);
        List.copyOf(onBoot).forEach(action -> action.accept(booting.pbx()));
        booting.comeUp(profile);
        return booting.listen(ariPort, amiPort)
                .onSuccess(ports -> {
                    ariPort = ports.ari();
                    amiPort = ports.ami();
                })
                .mapEmpty();
    }

    /** Told of the PBX now and of every one that boots later, on its thread. */
    public void onEveryBoot(Consumer<Pbx> action) {
        ask(() -> {
            onBoot.add(action);
            if (node != null) {
                action.accept(node.pbx());
            }
            return null;
        });
    }

    /** No longer tells it. */
    public void forgetOnBoot(Consumer<Pbx> action) {
        ask(() -> onBoot.remove(action));
    }

    /** Faults of the links and of the PBX itself. */
    public Faults faults() {
        return faults;
    }

    /** Null while the PBX is down. */
    Node node() {
        return node;
    }

    VirtualClock clock() {
        return clock;
    }

    /** False while it is killed, or before it listens again. */
    public boolean up() {
        return node != null;
    }

    public int ariPort() {
        return ariPort;
    }

    public int amiPort() {
        return amiPort;
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
        Pbx pbx = pbx();
        Call call = new Call(pbx, this::execute, plan);
        execute(() -> {
            Channel channel = pbx.channels().incoming(endpoint, caller, dialplanContext, dialled);
            call.begin(channel);
        });
        return call;
    }

    /** What the operator's phone does from now on. */
    public void operator(String number, RingPlan plan) {
        ask(() -> {
            Endpoint endpoint = pbx().devices().get(number);
            if (endpoint == null) {
                throw new IllegalArgumentException("No operator's phone " + number);
            }
            endpoint.ringPlan(plan);
            ringPlans.put(number, plan);
            return null;
        });
    }

    /** Every operator's phone does the same from now on. */
    public void operators(RingPlan plan) {
        options.operators().forEach(number -> operator(number, plan));
    }

    /** The operator gives the caller of the queue call to another extension (SIP REFER). False when there is no such call. */
    public boolean blindTransfer(String operator, String exten) {
        return ask(() -> {
            Channel leg = talking(operator);
            if (leg == null || !(leg.occupation() instanceof Conversation conversation)) {
                return false;
            }
            Channel caller = conversation.ringing().caller();
            conversation.blindTransfer("internal", exten, () -> pbx().dialplan().enter(caller, "internal", exten));
            return true;
        });
    }

    /** The operator puts the caller on hold, or takes them back. False when there is no call. */
    public boolean hold(String operator, boolean held) {
        return ask(() -> {
            Channel leg = talking(operator);
            if (leg == null) {
                return false;
            }
            Channel other = leg.bridge().other(leg);
            if (held) {
                pbx().events().held(leg);
                pbx().events().musicStarted(other);
                pbx().devices().publish("PJSIP/" + other.endpoint(), "ONHOLD");
            } else {
                pbx().events().unheld(leg);
                pbx().events().musicStopped(other);
                pbx().devices().publish("PJSIP/" + other.endpoint(), "INUSE");
            }
            return true;
        });
    }

    private Channel talking(String operator) {
        return pbx().devices().get(operator).channels().stream()
                .filter(channel ->
                        channel.bridge() != null && channel.bridge().channels().size() == 2)
                .findFirst()
                .orElse(null);
    }

    /** The phone registers or goes away. */
    public void register(String number, boolean registered) {
        withPbx(pbx -> pbx.devices().register(number, registered));
    }

    /** The lines of queue_log, the newest 20 000. */
    public List<String> queueLog() {
        return recentLines.all();
    }

    /** The PBX's time. */
    public Instant now() {
        long micros = ask(() -> clock.now());
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    /** With speed 0: moves the time on, and returns when everything due has happened. */
    public void advance(Duration by) {
        ask(() -> {
            clock.advance(by);
            return null;
        });
    }

    /** Looks into the PBX, or acts on it, on its own thread. */
    public <T> T inside(Function<Pbx, T> question) {
        return ask(() -> question.apply(pbx()));
    }

    /** Acts on the PBX on its own thread, when it runs; does not wait. */
    public void withPbx(Consumer<Pbx> action) {
        execute(() -> {
            Node current = node;
            if (current != null) {
                action.accept(current.pbx());
            }
        });
    }

    /** Repeats the action at a steady pace of the PBX's time until it says false; it survives a {@link #kill}. */
    public void every(Duration interval, BooleanSupplier action) {
        repeat(interval::toNanos, action);
    }

    /** Repeats the action after each gap of so many nanoseconds, until it says false; it pauses while the PBX is down. */
    public void repeat(LongSupplier gapNanos, BooleanSupplier action) {
        execute(() -> {
            Repeated repeated = new Repeated(gapNanos, action, clock.now() * 1000);
            repetitions.add(repeated);
            schedule(repeated);
        });
    }

    /** Once, also when the PBX is down then. */
    public void after(Duration delay, Runnable action) {
        if (Thread.currentThread() == pbxThread) {
            clock.afterEvenIfDown(delay, action);
        } else {
            execute(() -> clock.afterEvenIfDown(delay, action));
        }
    }

    private static final class Repeated {
        private final LongSupplier gapNanos;
        private final BooleanSupplier action;
        private long nextNanos;

        private Repeated(LongSupplier gapNanos, BooleanSupplier action, long startNanos) {
            this.gapNanos = gapNanos;
            this.action = action;
            this.nextNanos = startNanos + gapNanos.getAsLong();
        }
    }

    private void schedule(Repeated repeated) {
        long now = clock.now() * 1000;
        // What was missed while the PBX was down is not made up for.
        repeated.nextNanos = Math.max(repeated.nextNanos, now - LONGEST_BACKLOG.toNanos());
        clock.afterMicros((repeated.nextNanos - now) / 1000, () -> {
            if (repeated.action.getAsBoolean()) {
                repeated.nextNanos += repeated.gapNanos.getAsLong();
                schedule(repeated);
            } else {
                repetitions.remove(repeated);
            }
        });
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
        context.runOnContext(go -> {
            clock.catchUp();
            action.run();
        });
    }

    /** On the PBX's own thread the question is answered at once: to wait there would be for ever. */
    private <T> T ask(Supplier<T> question) {
        if (Thread.currentThread() == pbxThread) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.runOnContext(go -> {
            try {
                if (clock != null) {
                    clock.catchUp();
                }
                answer.complete(question.get());
            } catch (RuntimeException | Error failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.join();
    }

    private Pbx pbx() {
        Node current = node;
        if (current == null) {
            throw new IllegalStateException("The virtual Asterisk has been killed");
        }
        return current.pbx();
    }

    /**
     * As kill -9: both links end without a word, every call is gone without an event, a queue_log line or a CDR. The same ports
     * are used by {@link #restart}. Waits for it, unless the PBX's own thread asks.
     */
    public void kill() {
        await(faults.kill());
    }

    /** Boots again at once: names and statistics start anew, Uniqueids go on with the time. */
    public void restart() {
        await(faults.restart(BootProfile.INSTANT));
    }

    private void await(CompletableFuture<Void> done) {
        if (Thread.currentThread() != pbxThread) {
            done.join();
        }
    }

    /** On the PBX's thread. */
    Future<Void> dieNow() {
        boots++;
        Node dying = node;
        node = null;
        clock.clear();
        return dying == null ? Future.succeededFuture() : dying.die();
    }

    @Override
    public void close() {
        kill();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
