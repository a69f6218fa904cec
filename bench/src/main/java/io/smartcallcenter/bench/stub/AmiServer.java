package io.smartcallcenter.bench.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The manager interface: logs in, answers every action, with empty lists where a list is asked for. */
final class AmiServer {

    private static final Set<String> LISTS = Set.of(
            "QueueStatus", "QueueSummary", "CoreShowChannels", "Status", "PJSIPShowEndpoints", "DeviceStateList");
    private static final String CHALLENGE = "840415273";

    private final String username;
    private final String password;
    private final Consumer<Map<String, String>> actions;
    private final Map<NetSocket, Set<String>> sessions = new HashMap<>();
    private final Outflow outflow = new Outflow();

    /** @param actions is told each action, as its fields */
    AmiServer(String username, String password, Consumer<Map<String, String>> actions) {
        this.username = username;
        this.password = password;
        this.actions = actions;
    }

    void on(NetServer server) {
        server.connectHandler(socket -> {
            Map<String, String> action = new LinkedHashMap<>();
            socket.closeHandler(closed -> sessions.remove(socket));
            socket.write("Asterisk Call Manager/11.0.0\r\n");
            socket.handler(RecordParser.newDelimited("\r\n", line -> line(socket, action, line.toString(UTF_8))));
        });
    }

    boolean wanted(Frame frame) {
        return sessions.values().stream().anyMatch(classes -> wanted(classes, frame));
    }

    private static boolean wanted(Set<String> classes, Frame frame) {
        return classes.contains(frame.type()) || classes.contains("on");
    }

    void send(Frame frame, String packet) {
        Buffer buffer = Buffer.buffer(packet);
        sessions.forEach((socket, classes) -> {
            if (wanted(classes, frame)) {
                outflow.watch(buffer.length(), socket.write(buffer));
            }
        });
    }

    boolean connected() {
        return !sessions.isEmpty();
    }

    /** Bytes that the consumer has not taken yet. */
    long waiting() {
        return outflow.waiting();
    }

    private void line(NetSocket socket, Map<String, String> action, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            action.put(line.substring(0, colon), line.substring(colon + 1).strip());
        } else if (line.isEmpty() && !action.isEmpty()) {
            Map<String, String> complete = Map.copyOf(action);
            action.clear();
            answer(socket, complete);
        }
    }

    private void answer(NetSocket socket, Map<String, String> action) {
        String name = action.getOrDefault("Action", "");
        actions.accept(action);
        if (name.equals("Challenge")) {
            respond(socket, action, "Response: Success", "Challenge: " + CHALLENGE);
        } else if (name.equals("Login")) {
            login(socket, action);
        } else if (LISTS.contains(name)) {
            respond(socket, action, "Response: Success", "EventList: start");
            respond(socket, action, "Event: " + name + "Complete", "EventList: Complete", "ListItems: 0");
        } else {
            respond(socket, action, "Response: Success", "Ping: Pong", "Message: done");
        }
    }

    private void login(NetSocket socket, Map<String, String> action) {
        boolean known = username.equals(action.get("Username"))
                && (password.equals(action.get("Secret")) || key().equals(action.get("Key")));
        if (!known) {
            respond(socket, action, "Response: Error", "Message: Authentication failed");
            socket.close();
            return;
        }
        respond(socket, action, "Response: Success", "Message: Authentication accepted");
        sessions.put(
                socket,
                Set.copyOf(Arrays.asList(action.getOrDefault("Events", "on").split(","))));
        write(socket, List.of("Event: FullyBooted", "Privilege: system,all", "Uptime: 1", "Status: Fully Booted"));
    }

    private String key() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest((CHALLENGE + password).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private void respond(NetSocket socket, Map<String, String> action, String first, String... more) {
        List<String> lines = new java.util.ArrayList<>(List.of(first));
        if (action.containsKey("ActionID")) {
            lines.add("ActionID: " + action.get("ActionID"));
        }
        lines.addAll(List.of(more));
        write(socket, lines);
    }

    private void write(NetSocket socket, List<String> lines) {
        socket.write(String.join("\r\n", lines) + "\r\n\r\n");
    }
}
