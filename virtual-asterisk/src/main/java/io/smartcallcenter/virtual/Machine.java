package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.queuelog.RecentLines;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What boots and dies: one PBX after the other on the same ports, with the memory that outlives them. Changed on the PBX's thread
 * only.
 */
final class Machine {

    private static final int REMEMBERED_LINES = 20_000;

    private final Options options;
    private final PbxThread thread;
    private final Floor floor;
    private final Repetitions repetitions;
    private final RecentLines recentLines = new RecentLines(REMEMBERED_LINES);
    private final AstDb astDb = new AstDb();
    private final List<Consumer<Pbx>> onBoot = new ArrayList<>();
    private final AtomicInteger opening = new AtomicInteger();
    private int boots;
    private volatile Node node;
    private volatile int ariPort;
    private volatile int amiPort;

    Machine(Options options, PbxThread thread, Floor floor, Repetitions repetitions) {
        this.options = options;
        this.thread = thread;
        this.floor = floor;
        this.repetitions = repetitions;
        this.ariPort = options.ariPort();
        this.amiPort = options.amiPort();
    }

    /** Done when both ports listen. */
    Future<Void> boot(BootProfile profile) {
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
            thread.clock().afterEvenIfDown(profile.refused(), begin);
        }
        return listens.future();
    }

    private Future<Void> createNode(BootProfile profile) {
        Node booting;
        try {
            booting = new Node(
                    thread.vertx(),
                    thread.clock(),
                    options,
                    astDb,
                    options.queueLog().andThen(recentLines));
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
        floor.booted(booting.pbx());
        node = booting;
        repetitions.resume();
        List.copyOf(onBoot).forEach(action -> action.accept(booting.pbx()));
        booting.comeUp(profile);
        return opening(booting.listen(ariPort, amiPort))
                .onSuccess(ports -> {
                    ariPort = ports.ari();
                    amiPort = ports.ami();
                })
                .mapEmpty();
    }

    /** Ports open in the machine's time, not in the PBX's: a test that moves the latter must not move it meanwhile. */
    <T> Future<T> opening(Future<T> listens) {
        opening.incrementAndGet();
        return listens.onComplete(open -> opening.decrementAndGet());
    }

    boolean opening() {
        return opening.get() > 0;
    }

    /** As kill -9. */
    Future<Void> die() {
        boots++;
        Node dying = node;
        node = null;
        thread.clock().clear();
        return dying == null ? Future.succeededFuture() : dying.die();
    }

    void onEveryBoot(Consumer<Pbx> action) {
        onBoot.add(action);
        if (node != null) {
            action.accept(node.pbx());
        }
    }

    boolean forgetOnBoot(Consumer<Pbx> action) {
        return onBoot.remove(action);
    }

    /** Null while the PBX is down. */
    Node node() {
        return node;
    }

    Pbx pbx() {
        Node current = node;
        if (current == null) {
            throw new IllegalStateException("The virtual Asterisk has been killed");
        }
        return current.pbx();
    }

    void ifUp(Consumer<Pbx> action) {
        Node current = node;
        if (current != null) {
            action.accept(current.pbx());
        }
    }

    int ariPort() {
        return ariPort;
    }

    int amiPort() {
        return amiPort;
    }

    RecentLines queueLog() {
        return recentLines;
    }
}
