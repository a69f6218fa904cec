package io.smartcallcenter.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.stack.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A supervisor's WebSocket, protocol v1: keeps every frame that it receives. */
public final class LiveClient implements WebSocket.Listener, AutoCloseable {

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;
    private int requests;

    /**
     * Connects through the origin.
     *
     * @param token null for none
     */
    public static LiveClient connect(LocalStack stack, String token) throws Exception {
        LiveClient client = new LiveClient();
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (token == null) {
            builder.subprotocols("scc.v1.json");
        } else {
            builder.subprotocols("scc.v1.json", "bearer." + token);
        }
        String address = stack.origin().replaceFirst("http", "ws") + "/ws/v1";
        client.socket = builder.buildAsync(URI.create(address), client).get(120, TimeUnit.SECONDS);
        return client;
    }

    public void subscribe(String channel) {
        requests++;
        socket.sendText("{\"id\":" + requests + ",\"op\":\"subscribe\",\"ch\":\"" + channel + "\"}", true)
                .join();
    }

    /** Everything received so far. */
    public List<JsonNode> frames() {
        return frames;
    }

    /** The positive replies so far. */
    public long accepted() {
        return frames.stream().filter(frame -> frame.path("ok").asBoolean()).count();
    }

    /** Event types of one channel, in the order of arrival. */
    public List<String> eventTypes(String channel) {
        return events(channel).stream()
                .map(frame -> frame.path("e").path("type").asText())
                .toList();
    }

    /** Event frames of one channel, in the order of arrival. */
    public List<JsonNode> events(String channel) {
        return frames.stream()
                .filter(frame -> frame.path("t").asText().equals("event"))
                .filter(frame -> frame.path("ch").asText().equals(channel))
                .toList();
    }

    /** The close code, once the server has closed. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(Api.json(text.toString()));
            text.setLength(0);
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
