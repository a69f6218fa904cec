package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.link.Outbound;
import io.smartcallcenter.virtual.link.Shape;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One client of the Manager Interface. */
final class AmiSession {

    /** Longer input without an end of packet is not an AMI client. */
    private static final int MAX_INPUT = 65_536;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AmiServer server;
    private final NetSocket socket;
    private final StringBuilder eventsOfTheAction = new StringBuilder();
    private final List<Pattern> only = new ArrayList<>();
    private final List<Pattern> never = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    private final Outbound outbound;
    private boolean flushing;
    private boolean acting;
    private boolean authenticated;
    private String challenge;
    private int mask;

    AmiSession(AmiServer server, NetSocket socket, Outbound outbound) {
        this.outbound = outbound;
        this.server = server;
        this.socket = socket;
        // By bytes, not by text: a character may be split over two TCP segments.
        RecordParser packets = RecordParser.newDelimited("\r\n\r\n", this::received);
        packets.maxRecordSize(MAX_INPUT);
        packets.exceptionHandler(tooLong -> cut());
        socket.handler(packets);
        socket.exceptionHandler(failure -> socket.close());
    }

    void greet() {
        write("Asterisk Call Manager/11.0.0\r\n");
    }

    int mask() {
        return authenticated ? mask : 0;
    }

    private void received(Buffer packet) {
        server.pbx().clock().catchUp();
        acting = true;
        try {
            handle(Action.parse(packet.toString(StandardCharsets.UTF_8)));
        } finally {
            acting = false;
            write(eventsOfTheAction.toString());
            eventsOfTheAction.setLength(0);
        }
    }

    private void handle(Action action) {
        String name = action.name().toLowerCase(Locale.ROOT);
        switch (name) {
            case "" -> error(action, "Missing action in request");
            case "challenge" -> challenge(action);
            case "login" -> login(action);
            case "logoff" -> {
                write(Packet.response("Goodbye", action.id())
                        .with("Message", "Thanks for all the fish.")
                        .end());
                flush();
                socket.close();
            }
            default -> {
                if (!authenticated) {
                    error(action, "Permission denied");
                } else {
                    authenticatedAction(name, action);
                }
            }
        }
    }

    private void authenticatedAction(String name, Action action) {
        switch (name) {
            case "events" -> {
                mask = EventClass.mask(action.get("EventMask"));
                server.subscriptionsChanged();
                write(Packet.response("Success", action.id())
                        .with("Events", mask == 0 ? "Off" : "On")
                        .end());
            }
            case "filter" -> filter(action);
            default -> server.actions().run(name, action, this::write);
        }
    }

    private void challenge(Action action) {
        if (!action.get("AuthType").equalsIgnoreCase("md5")) {
            error(action, "Must specify AuthType");
            return;
        }
        challenge = Integer.toUnsignedString(RANDOM.nextInt());
        write(Packet.response("Success", action.id())
                .with("Challenge", challenge)
                .end());
    }

    private void login(Action action) {
        if (!action.get("Username").equals(server.user().name()) || !proven(action)) {
            error(action, "Authentication failed");
            flush();
            socket.close();
            return;
        }
        authenticated = true;
        mask = action.has("Events") ? EventClass.mask(action.get("Events")) : EventClass.ALL;
        server.subscriptionsChanged();
        write(Packet.response("Success", action.id())
                .with("Message", "Authentication accepted")
                .end());
        if (server.isFullyBooted() && (mask & EventClass.SYSTEM.bit()) != 0) {
            long uptime = server.uptime();
            write(Packet.listItem("FullyBooted")
                    .with("Privilege", "system,all")
                    .with("Uptime", uptime)
                    .with("LastReload", uptime)
                    .with("Status", "Fully Booted")
                    .end());
        }
    }

    private boolean proven(Action action) {
        String secret = server.user().secret();
        String expected = secret;
        String given = action.get("Secret");
        if (action.get("AuthType").equalsIgnoreCase("md5")) {
            if (challenge == null) {
                return false;
            }
            expected = md5(challenge + secret);
            given = action.get("Key").toLowerCase(Locale.ROOT);
        }
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** {@code Filter: Event: Newchannel} lets only these through, {@code !...} keeps these away; a regular expression on the packet. */
    private void filter(Action action) {
        String expression = action.get("Filter");
        boolean negative = expression.startsWith("!");
        try {
            Pattern pattern = Pattern.compile(negative ? expression.substring(1).trim() : expression);
            (negative ? never : only).add(pattern);
            write(Packet.response("Success", action.id())
                    .with("Message", "Filter added successfully")
                    .end());
        } catch (PatternSyntaxException malformed) {
            error(action, "Filter format error");
        }
    }

    private void error(Action action, String message) {
        write(Packet.response("Error", action.id()).with("Message", message).end());
    }

    /** What an action causes comes after its response (trace 11). */
    void event(EventClass cls, String packet) {
        if ((mask() & cls.bit()) != 0 && passes(packet)) {
            if (acting) {
                eventsOfTheAction.append(packet);
            } else {
                write(packet);
            }
        }
    }

    private boolean passes(String packet) {
        return (only.isEmpty()
                        || only.stream()
                                .anyMatch(pattern -> pattern.matcher(packet).find()))
                && never.stream().noneMatch(pattern -> pattern.matcher(packet).find());
    }

    /** Packets of one moment go out in one write. */
    private void write(String packet) {
        output.append(packet);
        if (!flushing) {
            flushing = true;
            server.context().runOnContext(now -> flush());
        }
    }

    private void flush() {
        flushing = false;
        if (output.length() > 0) {
            outbound.send(output.toString());
            output.setLength(0);
        }
    }

    void shape(Shape shape) {
        outbound.shape(shape);
    }

    void closed() {
        outbound.close();
    }

    /** The TCP connection just ends. */
    void cut() {
        outbound.cut();
    }
}
