package io.smartcallcenter.virtual;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An ARI client that keeps every event, over a real WebSocket, and makes REST calls. */
final class AriClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Queue<CompletableFuture<Void>> pongs = new ConcurrentLinkedQueue<>();
    private volatile Consumer<JsonObject> listener = event -> {};
    private WebSocket socket;

    record Reply(int status, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }
    }

    AriClient(int port) {
        this.port = port;
    }

    static AriClient connected(VirtualAsterisk asterisk, String app) {
        return new AriClient(asterisk.ariPort()).connect(app);
    }

    AriClient connect(String app) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/ari/events?app=" + app + "&subscribeAll=true&api_key="
                                + key()),
                        new Listener())
                .join();
        return this;
    }

    private static String key() {
        return "smart-call-center:" + Fixture.ARI_PASSWORD;
    }

    /** A ping and its pong, which come in the order of the events: everything before has arrived, or the connection has ended. */
    void settle() {
        CompletableFuture<Void> pong = new CompletableFuture<>();
        pongs.add(pong);
        socket.sendPing(ByteBuffer.allocate(0));
        CompletableFuture.anyOf(pong, closed).orTimeout(180, TimeUnit.SECONDS).join();
    }

    void onEvent(Consumer<JsonObject> newListener) {
        listener = newListener;
    }

    CompletableFuture<Void> closed() {
        return closed;
    }

    List<JsonObject> events() {
        return List.copyOf(events);
    }

    List<JsonObject> events(String type) {
        return events.stream()
                .filter(event -> type.equals(event.getString("type")))
                .toList();
    }

    /** {@code query}: names and values in turn. */
    Reply rest(String method, String path, String... query) {
        StringBuilder uri = new StringBuilder("http://127.0.0.1:" + port + "/ari/" + path + "?api_key=" + key());
        for (int i = 0; i < query.length; i += 2) {
            uri.append('&')
                    .append(query[i])
                    .append('=')
                    .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        }
        return send(HttpRequest.newBuilder(URI.create(uri.toString()))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    Reply restWithBody(String method, String path, String body) {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ari/" + path + "?api_key=" + key()))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** A path that no URI class lets through. */
    Reply rawPath(String path) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET " + path + "?api_key=" + key() + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(Integer.parseInt(answer.split(" ")[1]), answer);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (Exception failed) {
            throw new IllegalStateException(request.uri().getPath(), failed);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject event = new JsonObject(text.toString());
                text.setLength(0);
                events.add(event);
                listener.accept(event);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pongs.remove().complete(null);
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(null);
        }
    }
}
