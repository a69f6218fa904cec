package io.smartcallcenter.gateway.fake;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The AMI side of a test's Asterisk: notes every action, answers the usual ones, sends what the test wants. */
public final class FakeAmi {

    private static final String BOOTED = "Event: FullyBooted\r\nUptime: 100\r\nStatus: Fully Booted\r\n\r\n";

    private final Vertx vertx;
    private final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean challenges = true;
    private volatile boolean booted = true;
    private volatile boolean silent;
    private volatile String queueStatus = "";
    private volatile Supplier<String> time = () -> "0.0";
    private volatile String refused = "";
    private volatile String refusal = "";
    private NetServer server;
    private final int port;

    FakeAmi(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    public void start() {
        server = Await.result(vertx.createNetServer(
                        new NetServerOptions().setHost("127.0.0.1").setPort(port))
                .connectHandler(this::accept)
                .listen());
    }

    public void stop() {
        sockets.clear();
        Await.result(server.close());
    }

    public int port() {
        return port;
    }

    public List<Map<String, String>> actions() {
        return actions;
    }

    public List<Map<String, String>> actions(String name) {
        return actions.stream()
                .filter(action -> name.equals(action.get("Action")))
                .toList();
    }

    /** Whether {@code Challenge} is known. */
    public void challenges(boolean known) {
        challenges = known;
    }

    /** Whether FullyBooted follows a login. */
    public void booted(boolean now) {
        booted = now;
    }

    /** Takes actions and answers none. */
    public void silent(boolean now) {
        silent = now;
    }

    /** Asterisk's clock, as the answer to a Ping tells it. */
    public void time(Supplier<String> clock) {
        time = clock;
    }

    /** Every further action of this name gets {@code Response: Error}. */
    public void refuse(String action) {
        refuse(action, "Unable to add interface: Already there");
    }

    public void refuse(String action, String message) {
        refusal = message;
        refused = action;
    }

    /** The list events of QueueStatus; {@code %s} is the ActionID. */
    public void queueStatus(String packets) {
        queueStatus = packets;
    }

    public void fullyBooted() {
        raw(BOOTED);
    }

    public void raw(String bytes) {
        sockets.get(sockets.size() - 1).write(bytes);
    }

    public void raw(byte[] bytes) {
        sockets.get(sockets.size() - 1).write(Buffer.buffer(bytes));
    }

    /** An event from {@code name, value} pairs. */
    public void event(String name, String... fields) {
        StringBuilder packet = new StringBuilder("Event: " + name + "\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            packet.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        raw(packet.append("\r\n").toString());
    }

    public void close() {
        NetSocket newest = sockets.get(sockets.size() - 1);
        sockets.clear();
        newest.close();
    }

    private void accept(NetSocket socket) {
        sockets.add(socket);
        socket.write("Asterisk Call Manager/11.0.0\r\n");
        Map<String, String> action = new LinkedHashMap<>();
        RecordParser lines = RecordParser.newDelimited("\r\n", line -> line(socket, action, line));
        socket.handler(lines);
    }

    private void line(NetSocket socket, Map<String, String> action, Buffer line) {
        String text = line.toString();
        if (text.isEmpty()) {
            Map<String, String> complete = new LinkedHashMap<>(action);
            action.clear();
            actions.add(complete);
            if (!silent) {
                answer(complete, (id, packet) -> socket.write(packet.replace("%s", id)));
            }
            return;
        }
        int colon = text.indexOf(": ");
        action.put(text.substring(0, colon), text.substring(colon + 2));
    }

    private void answer(Map<String, String> action, BiConsumer<String, String> write) {
        String id = action.get("ActionID");
        String ok = "Response: Success\r\nActionID: %s\r\n";
        String list = ok + "EventList: start\r\n\r\n";
        if (refused.equals(action.get("Action"))) {
            write.accept(id, "Response: Error\r\nActionID: %s\r\nMessage: " + refusal + "\r\n\r\n");
            return;
        }
        switch (action.get("Action")) {
            case "Challenge" ->
                write.accept(
                        id,
                        challenges
                                ? ok + "Challenge: 840415273\r\n\r\n"
                                : "Response: Error\r\nActionID: %s\r\nMessage: Invalid/unknown command\r\n\r\n");
            case "Login" -> write.accept(id, ok + "Message: Authentication accepted\r\n\r\n" + (booted ? BOOTED : ""));
            case "Ping" -> write.accept(id, ok + "Ping: Pong\r\nTimestamp: " + time.get() + "\r\n\r\n");
            case "CoreShowChannels" ->
                write.accept(
                        id, list + "Event: CoreShowChannelsComplete\r\nActionID: %s\r\nEventList: Complete\r\n\r\n");
            case "QueueStatus" ->
                write.accept(
                        id,
                        list + queueStatus
                                + "Event: QueueStatusComplete\r\nActionID: %s\r\nEventList: Complete\r\n\r\n");
            default -> write.accept(id, ok + "\r\n");
        }
    }
}
