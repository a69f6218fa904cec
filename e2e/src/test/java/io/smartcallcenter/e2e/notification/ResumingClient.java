package io.smartcallcenter.e2e.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What the protocol asks of a client: it resumes each channel where it was, drops repetitions by (channel, offset), folds events into what the snapshot
 * said. Its connection is cut from outside as often as one likes.
 */
final class ResumingClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** A replica that ends may take a connection and answer no more. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<URI> anyReplica;
    private final String token;
    private final List<String> channels;
    private final Map<String, TreeMap<Long, String>> seen = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Set<String> calls = new HashSet<>();
    private final List<String> troubles = new ArrayList<>();
    private String epoch;
    private volatile Connection current;

    ResumingClient(Supplier<URI> anyReplica, String token, List<String> channels) {
        this.anyReplica = anyReplica;
        this.token = token;
        this.channels = channels;
        channels.forEach(channel -> seen.put(channel, new TreeMap<>()));
    }

    /** Connects to some replica if it has no connection; false when nobody lets it in. Without the lock: frames come before it is done. */
    boolean connect() {
        if (current != null && !current.gone) {
            return true;
        }
        Connection next = new Connection();
        try {
            next.socket = HTTP.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .subprotocols("scc.v1.json", "bearer." + token)
                    .buildAsync(anyReplica.get(), next)
                    .join();
        } catch (CompletionException refused) {
            return false;
        }
        current = next;
        return true;
    }

    /** As a network does. */
    void cut() {
        Connection cut = current;
        synchronized (this) {
            cut.gone = true;
        }
        cut.socket.abort();
    }

    /** Whether each channel has a place to resume from: only what comes after it is the client's. */
    synchronized boolean isSubscribed() {
        return offsets.keySet().containsAll(channels);
    }

    /** Ids of events by their offsets. */
    synchronized Map<Long, String> events(String channel) {
        return new TreeMap<>(seen.get(channel));
    }

    /** The calls that live, by the first snapshot and the events since. */
    synchronized Set<String> calls() {
        return new HashSet<>(calls);
    }

    /** What must not happen. */
    synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    private synchronized void take(Connection from, JsonNode frame) {
        if (from.gone) {
            return;
        }
        if (frame.path("t").asText().equals("welcome")) {
            welcome(from);
        } else if (frame.has("ok")) {
            subscribed(from, channels.get(frame.path("id").asInt()), frame);
        } else if (frame.path("t").asText().equals("event")) {
            event(frame.path("ch").asText(), frame.path("o").asLong(), frame.path("e"));
        }
    }

    private void welcome(Connection from) {
        for (int id = 0; id < channels.size(); id++) {
            Long offset = offsets.get(channels.get(id));
            String since = offset == null ? "" : ",\"since\":{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}";
            from.send("{\"id\":" + id + ",\"op\":\"subscribe\",\"ch\":\"" + channels.get(id) + "\"" + since + "}");
        }
    }

    private void subscribed(Connection from, String channel, JsonNode reply) {
        JsonNode result = reply.path("result");
        if (reply.path("error").path("temporary").asBoolean()) {
            from.gone = true;
            from.socket.abort();
        } else if (!reply.path("ok").asBoolean()) {
            troubles.add(reply.toString());
        } else if (offsets.containsKey(channel) && !result.path("recovered").asBoolean()) {
            troubles.add("not recovered: " + channel + " after " + offsets.get(channel));
        } else if (!offsets.containsKey(channel)) {
            epoch = result.path("epoch").asText();
            offsets.put(channel, result.path("offset").asLong());
            result.path("snapshot")
                    .path("calls")
                    .forEach(call -> calls.add(call.path("callId").asText()));
        }
    }

    private void event(String channel, long offset, JsonNode event) {
        String id = event.path("id").asText();
        String before = seen.get(channel).put(offset, id);
        if (before != null && !before.equals(id)) {
            troubles.add(channel + " has two events at " + offset);
        }
        if (before == null && offset < offsets.get(channel)) {
            troubles.add(channel + " goes back from " + offsets.get(channel) + " to " + offset);
        }
        offsets.merge(channel, offset, Math::max);
        if (event.path("type").asText().equals("scc.call.ended.v1")) {
            calls.remove(event.path("data").path("callId").asText());
        } else if (event.path("type").asText().equals("scc.call.started.v1")) {
            calls.add(event.path("data").path("callId").asText());
        }
    }

    private final class Connection implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private volatile WebSocket socket;
        private volatile boolean gone;

        private void send(String frame) {
            socket.sendText(frame, true);
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    take(this, JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            gone = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            gone = true;
        }
    }
}
