package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.clock.VirtualClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one thread that everything of the PBX belongs to, and its clock. */
final class PbxThread {

    private static final Logger LOG = Logger.getLogger(PbxThread.class);

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final Thread thread;
    private final VirtualClock clock;

    PbxThread(Options options) {
        CompletableFuture<Thread> running = new CompletableFuture<>();
        context.runOnContext(go -> running.complete(Thread.currentThread()));
        thread = running.join();
        clock = clockOf(options);
    }

    private VirtualClock clockOf(Options options) {
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

    Vertx vertx() {
        return vertx;
    }

    VirtualClock clock() {
        return clock;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** In the order of time; does not wait. */
    void execute(Runnable action) {
        context.runOnContext(go -> {
            clock.catchUp();
            action.run();
        });
    }

    /** Waits for the answer. On the PBX's own thread the question is answered at once: to wait there would be for ever. */
    <T> T ask(Supplier<T> question) {
        if (isCurrent()) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.runOnContext(go -> {
            try {
                clock.catchUp();
                answer.complete(question.get());
            } catch (RuntimeException | Error failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.join();
    }

    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
