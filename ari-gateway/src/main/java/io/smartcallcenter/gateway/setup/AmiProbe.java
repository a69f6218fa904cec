package io.smartcallcenter.gateway.setup;

import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ami.AmiClient;
import io.smartcallcenter.gateway.ami.AmiConnection;
import io.smartcallcenter.gateway.ami.AmiEndpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks one AMI in a session of its own, and listens a moment to what it sends. Everything happens on one event loop. */
final class AmiProbe implements AutoCloseable, AmiConnection.Listener {

    private final Vertx vertx;
    private final Context context;
    private final AmiClient client;
    private final Duration timeout;
    private final Promise<Void> booted = Promise.promise();
    private AmiConnection connection;
    private boolean stamped;
    private boolean unstamped;

    AmiProbe(Vertx vertx, AmiEndpoint endpoint, Duration timeout) {
        this.vertx = vertx;
        this.timeout = timeout;
        context = ((VertxInternal) vertx).createEventLoopContext();
        client = new AmiClient(vertx, context, work -> context.runOnContext(go -> work.run()), endpoint, timeout);
    }

    Future<Void> login() {
        return client.connect(this).onSuccess(open -> connection = open).mapEmpty();
    }

    /** Fails if FullyBooted does not come: Asterisk boots, or the user may not read {@code system}. */
    Future<Void> booted() {
        vertx.setTimer(timeout.toMillis(), id -> booted.tryFail("no FullyBooted in " + timeout.toMillis() + " ms"));
        return booted.future();
    }

    Future<List<Map<String, String>>> list(AmiAction action) {
        return onLoop(() -> connection.list(action));
    }

    /** The answer, or why there is none: {@code Permission denied}. */
    Future<String> refusal(AmiAction action) {
        return onLoop(() -> connection.send(action)).map("").otherwise(Throwable::getMessage);
    }

    /** Whether events carry Asterisk's time; null if none came. */
    Future<Boolean> timestamps(Duration patience) {
        return onLoop(() -> {
            if (stamped || unstamped) {
                return Future.succeededFuture(stamped);
            }
            Promise<Boolean> seen = Promise.promise();
            vertx.setTimer(patience.toMillis(), id -> seen.complete(stamped || unstamped ? stamped : null));
            return seen.future();
        });
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(go -> work.get().onComplete(done));
        return done.future();
    }

    @Override
    public void read(int bytes, Instant receivedAt, Runnable handling) {
        handling.run();
    }

    @Override
    public void event(Map<String, String> fields, Instant receivedAt) {
        if ("FullyBooted".equals(fields.get("Event"))) {
            booted.tryComplete();
        } else if (fields.containsKey("Timestamp")) {
            stamped = true;
        } else {
            unstamped = true;
        }
    }

    @Override
    public void broken() {
        // What is not a packet is skipped: the checks say what is missing.
    }

    @Override
    public void closed(String reason) {
        booted.tryFail(reason);
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close("the check is over");
        }
        client.close();
    }
}
