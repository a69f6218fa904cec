package io.smartcallcenter.bench.stub;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The stub as a whole. Everything of it runs on one event loop. */
public final class StubAsterisk implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int PATIENCE_S = 10;

    /**
     * @param ariPort 0 = a free one
     * @param amiPort 0 = a free one
     * @param patienceMs how long a caller waits for the consumer; 0 = nobody waits, the call goes on as it did then
     */
    public record Options(int ariPort, int amiPort, String username, String password, long patienceMs) {}

    private final Vertx vertx = Vertx.vertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final AriServer ari;
    private final AmiServer ami;
    private final Player player;
    private Consumer<Map<String, String>> actions = action -> {};
    private int ariPort;
    private int amiPort;

    private StubAsterisk(Options options, List<Recording> recordings) {
        ari = new AriServer(options.username(), options.password(), this::moved, this::requested);
        ami = new AmiServer(options.username(), options.password(), this::acted);
        player = new Player(
                recordings,
                new Player.Links() {
                    @Override
                    public boolean wanted(Frame frame) {
                        return frame.ari() ? ari.wanted(frame) : ami.wanted(frame);
                    }

                    @Override
                    public void send(Frame frame, String text) {
                        if (frame.ari()) {
                            ari.send(text);
                        } else {
                            ami.send(frame, text);
                        }
                    }
                },
                options.patienceMs());
    }

    public static StubAsterisk start(Options options, List<Recording> recordings) {
        StubAsterisk stub = new StubAsterisk(options, recordings);
        stub.listen(options);
        return stub;
    }

    private void listen(Options options) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        context.runOnContext(go -> {
            var http =
                    vertx.createHttpServer(new HttpServerOptions().setHost(HOST).setTcpNoDelay(true));
            var manager =
                    vertx.createNetServer(new NetServerOptions().setHost(HOST).setTcpNoDelay(true));
            ari.on(http);
            ami.on(manager);
            http.listen(options.ariPort())
                    .onSuccess(open -> ariPort = open.actualPort())
                    .compose(open -> manager.listen(options.amiPort()))
                    .onSuccess(open -> amiPort = open.actualPort())
                    .onSuccess(open -> vertx.setPeriodic(1, id -> player.tick()))
                    .onSuccess(open -> ready.complete(null))
                    .onFailure(ready::completeExceptionally);
        });
        ready.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    public int ariPort() {
        return ariPort;
    }

    public int amiPort() {
        return amiPort;
    }

    /** On the stub's thread, with each AMI action's fields. */
    public void onAction(Consumer<Map<String, String>> listener) {
        inside(() -> actions = listener);
    }

    /** Whether a consumer has an event WebSocket and has logged in to AMI. */
    public boolean connected() {
        return inside(() -> ari.connected() && ami.connected());
    }

    /** Whether a consumer has an event WebSocket. */
    public boolean ariConnected() {
        return inside(ari::connected);
    }

    /** Frames of one call that the connected consumer gets, on average over the recordings. */
    public double framesPerCall() {
        return inside(player::framesPerCall);
    }

    public void rate(double callsPerSecond) {
        inside(() -> {
            player.rate(callsPerSecond);
            return null;
        });
    }

    /** Begins a new count and gives what was counted up to now. */
    public Tally count() {
        return inside(() -> {
            Tally before = player.tally();
            player.countIn(new Tally());
            return before;
        });
    }

    /** Bytes that the consumer has not taken yet, on both links. */
    public long waiting() {
        return inside(() -> ari.waiting() + ami.waiting());
    }

    /** Calls that have begun and not ended. */
    public int playing() {
        return inside(player::playing);
    }

    private void moved(String channel) {
        player.moved(channel);
    }

    private void requested() {
        player.tally().request();
    }

    private void acted(Map<String, String> action) {
        player.tally().action();
        actions.accept(action);
    }

    private <T> T inside(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.runOnContext(go -> answer.complete(question.get()));
        return answer.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
