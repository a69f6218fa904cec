package io.smartcallcenter.bench.notification;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;

/** Many connections of one process: they count the published texts that come, and how long each took. */
final class Receivers implements AutoCloseable {

    /** Published texts have it, followed by the time of publication in nanoseconds and a {@code #}. */
    static final String MARK = "sent@";

    private static final int CONNECTING_AT_ONCE = 50;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final List<WebSocket> sockets = new ArrayList<>();
    private final LongAdder received = new LongAdder();
    private final Recorder latency = new Recorder(3);
    private final String greeting;
    private volatile String firstReply = "";

    Receivers(Broadcaster server) {
        this(server.greeting());
    }

    /** @param greeting what each sends after the welcome; null: there is none */
    Receivers(String greeting) {
        this.greeting = greeting;
        client = vertx.createHttpClient(
                new HttpClientOptions().setMaxWebSockets(20_000).setMaxWebSocketFrameSize(1 << 22));
    }

    /** Until all are connected, and subscribed where the server wants that. */
    void connect(Broadcaster server, int connections) throws InterruptedException {
        Semaphore room = new Semaphore(CONNECTING_AT_ONCE);
        CountDownLatch connected = new CountDownLatch(connections);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < connections; i++) {
            room.acquire();
            client.webSocket(options(server)).onComplete(opened -> {
                if (opened.failed()) {
                    failed.incrementAndGet();
                    room.release();
                    connected.countDown();
                    return;
                }
                WebSocket socket = opened.result();
                synchronized (sockets) {
                    sockets.add(socket);
                }
                begin(socket, () -> {
                    room.release();
                    connected.countDown();
                });
            });
        }
        if (!connected.await(3, TimeUnit.MINUTES) || failed.get() > 0) {
            throw new IllegalStateException(
                    server.name() + ": " + connected.getCount() + " are not connected, " + failed + " were refused");
        }
    }

    private static WebSocketConnectOptions options(Broadcaster server) {
        URI uri = server.socket();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(uri.getPath());
        server.protocols().forEach(options::addSubProtocol);
        return options;
    }

    private void begin(WebSocket socket, Runnable ready) {
        if (greeting == null) {
            socket.textMessageHandler(this::take);
            ready.run();
            return;
        }
        socket.textMessageHandler(text -> {
            if (text.contains("\"welcome\"")) {
                socket.writeTextMessage(greeting);
            } else {
                firstReply = text;
                socket.textMessageHandler(this::take);
                ready.run();
            }
        });
    }

    private void take(String text) {
        int mark = text.indexOf(MARK);
        if (mark >= 0) {
            int begin = mark + MARK.length();
            long sent = Long.parseLong(text, begin, text.indexOf('#', begin), 10);
            latency.recordValue(Math.max(0, System.nanoTime() - sent));
            received.increment();
        }
    }

    /** What comes from now on stays in the network, as with a client that hangs. */
    void stopReading() {
        synchronized (sockets) {
            sockets.forEach(WebSocket::pause);
        }
    }

    /** What the server said to the last subscription. */
    String firstReply() {
        return firstReply;
    }

    long received() {
        return received.sum();
    }

    /** Since the last call. */
    org.HdrHistogram.Histogram latency() {
        return latency.getIntervalHistogram();
    }

    @Override
    public void close() {
        synchronized (sockets) {
            sockets.forEach(WebSocket::close);
        }
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
