package io.smartcallcenter.gateway.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Cuts the AMI byte stream into packets. Seen on Asterisk 22: empty lines before a packet, keys that repeat in one packet (the
 * last one counts), empty values, and a banner without a colon. What is not a packet is counted and skipped up to the next
 * empty line; nothing makes the parser stop or grow without limit.
 */
final class AmiParser {

    static final int MAX_LINE = 64 * 1024;
    static final int MAX_FIELDS = 2_000;
    /** All lines of a packet together, in bytes. */
    static final int MAX_PACKET = 256 * 1024;

    private final ObjIntConsumer<Map<String, String>> packets;
    private final Runnable broken;

    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private int packet;
    private boolean spoiled;
    private boolean bannerRead;
    private Map<String, String> fields = new LinkedHashMap<>();

    /** @param packets gets each packet with the bytes of its lines */
    AmiParser(ObjIntConsumer<Map<String, String>> packets, Runnable broken) {
        this.packets = packets;
        this.broken = broken;
    }

    void feed(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet == '\n') {
                endOfLine();
            } else if (length < MAX_LINE) {
                line[length++] = octet;
            } else {
                spoiled = true;
            }
        }
    }

    private void endOfLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        if (end == 0) {
            endOfPacket();
        } else if (!bannerRead) {
            // "Asterisk Call Manager/11.0.0": the first line of a connection, and no packet.
            bannerRead = true;
        } else {
            field(end);
        }
    }

    private void field(int end) {
        int colon = 0;
        while (colon < end && line[colon] != ':') {
            colon++;
        }
        packet += end;
        if (colon == end || fields.size() >= MAX_FIELDS || packet > MAX_PACKET) {
            spoiled = true;
            return;
        }
        // One space belongs to Asterisk ("%s: %s"), all others to the value.
        int value = colon + 1 < end && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
        fields.put(new String(line, 0, colon, UTF_8), new String(line, value, end - value, UTF_8));
    }

    private void endOfPacket() {
        if (fields.isEmpty() && !spoiled) {
            return;
        }
        Map<String, String> complete = fields;
        boolean readable = !spoiled && (complete.containsKey("Event") || complete.containsKey("Response"));
        int bytes = packet;
        fields = new LinkedHashMap<>();
        packet = 0;
        spoiled = false;
        if (readable) {
            packets.accept(complete, bytes);
        } else {
            broken.run();
        }
    }
}
