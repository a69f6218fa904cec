package io.smartcallcenter.notification.ws;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.notification.contract.SentFrames;
import io.smartcallcenter.notification.feed.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of the JDK: collects frames, remembers how it was closed. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_S = 180;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    /** Connects with a token in the subprotocol. */
    static TestSocket withToken(URI uri, String token) {
        return open(uri, "scc.v1.json", "bearer." + token);
    }

    static TestSocket open(URI uri, String protocol, String... more) {
        TestSocket client = new TestSocket();
        client.socket = HTTP.newWebSocketBuilder()
                .subprotocols(protocol, more)
                .buildAsync(uri, client)
                .join();
        return client;
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    void sendBinary(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    /** The next frame that fits; frames before it are dropped. */
    JsonNode next(Predicate<JsonNode> fits) throws InterruptedException {
        List<JsonNode> seen = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (System.nanoTime() < end) {
            JsonNode frame = frames.poll(100, TimeUnit.MILLISECONDS);
            if (frame != null) {
                SentFrames.checked(frame);
            }
            if (frame != null && fits.test(frame)) {
                return frame;
            }
            if (frame != null) {
                seen.add(frame);
            }
        }
        throw new AssertionError("no such frame; closed: " + closed.getNow(null) + "; seen: " + seen);
    }

    JsonNode welcome() throws InterruptedException {
        return next(frame -> frame.path("t").asText().equals("welcome"));
    }

    JsonNode reply(int id) throws InterruptedException {
        return next(frame -> frame.path("id").asInt(-1) == id);
    }

    JsonNode event(String type, String callId) throws InterruptedException {
        return next(frame -> frame.at("/e/type").asText().equals("scc." + type + ".v1")
                && frame.at("/e/data/callId").asText().equals(callId));
    }

    JsonNode subscribe(int id, String channel) throws InterruptedException {
        send("{\"id\":" + id + ",\"op\":\"subscribe\",\"ch\":\"" + channel + "\"}");
        return reply(id);
    }

    int closeCode() throws Exception {
        return closed.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                frames.add(Json.MAPPER.readTree(partial.toString()));
            } catch (IOException e) {
                closed.completeExceptionally(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
