package io.smartcallcenter.virtual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A manager client that keeps every event, over a real socket. */
final class AmiClient implements AutoCloseable {

    private final Socket socket;
    private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<List<Map<String, String>>>> answers = new ConcurrentHashMap<>();
    private final Map<String, List<Map<String, String>>> lists = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile String banner;

    AmiClient(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread reader = new Thread(this::read, "ami-client");
        reader.setDaemon(true);
        reader.start();
    }

    static AmiClient loggedIn(VirtualAsterisk asterisk, String events) {
        AmiClient client = new AmiClient(asterisk.amiPort());
        client.action("Login", "Username", "scc", "Secret", Fixture.AMI_PASSWORD, "Events", events);
        return client;
    }

    String banner() {
        return banner;
    }

    CompletableFuture<Void> closed() {
        return closed;
    }

    List<Map<String, String>> events() {
        return List.copyOf(events);
    }

    List<Map<String, String>> events(String name) {
        return events.stream().filter(event -> name.equals(event.get("Event"))).toList();
    }

    /** Every packet in its order, responses too. */
    List<Map<String, String>> received() {
        return List.copyOf(received);
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The response first, then the events of a list. */
    List<Map<String, String>> action(String name, String... fields) {
        String id = "t" + ids.incrementAndGet();
        CompletableFuture<List<Map<String, String>>> answer = new CompletableFuture<>();
        answers.put(id, answer);
        StringBuilder text = new StringBuilder("Action: " + name + "\r\nActionID: " + id + "\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            text.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        try {
            socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            CompletableFuture.anyOf(answer, closed).get(180, TimeUnit.SECONDS);
            if (!answer.isDone()) {
                throw new IOException("the connection has ended");
            }
            return answer.get();
        } catch (Exception failed) {
            throw new IllegalStateException(name + " got no answer", failed);
        }
    }

    private void read() {
        // Latin-1 keeps every byte, so that a character may be split over two reads.
        StringBuilder text = new StringBuilder();
        try (InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[65_536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                if (banner == null && text.indexOf("\r\n") >= 0) {
                    banner = text.substring(0, text.indexOf("\r\n"));
                    text.delete(0, text.indexOf("\r\n") + 2);
                }
                for (int end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
                    packet(text.substring(0, end));
                    text.delete(0, end + 4);
                }
            }
        } catch (IOException cut) {
            // The test looks at closed().
        }
        closed.complete(null);
    }

    private void packet(String bytes) {
        String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\r\n")) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        received.add(fields);
        String id = fields.get("ActionID");
        if (id == null && fields.containsKey("Response")) {
            return;
        }
        if (id == null) {
            events.add(fields);
            return;
        }
        lists.computeIfAbsent(id, any -> new ArrayList<>()).add(fields);
        boolean starts = "start".equals(fields.get("EventList"));
        boolean item = fields.containsKey("Event") && !"Complete".equals(fields.get("EventList"));
        if (!starts && !item) {
            answers.remove(id).complete(lists.remove(id));
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
