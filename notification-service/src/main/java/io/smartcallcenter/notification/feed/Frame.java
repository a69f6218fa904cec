package io.smartcallcenter.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * A text frame as it goes over the wire, with its WebSocket header (RFC 6455, 5.2): encoded once and shared by every connection that gets it.
 *
 * @param wire must not be changed
 * @param bytes length of the text in UTF-8
 */
public record Frame(byte[] wire, int bytes) {

    private static final int FINAL_TEXT = 0x81;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;
    private static final int MAX_16_BITS = 0xFFFF;

    /** Of the longest header without a mask. */
    private static final int HEADER = 10;

    public static Frame of(String text) {
        byte[] payload = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length).put((byte) FINAL_TEXT);
        if (payload.length < LENGTH_OF_16_BITS) {
            frame.put((byte) payload.length);
        } else if (payload.length <= MAX_16_BITS) {
            frame.put((byte) LENGTH_OF_16_BITS).putShort((short) payload.length);
        } else {
            frame.put((byte) LENGTH_OF_64_BITS).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] wire = new byte[frame.limit()];
        frame.get(wire);
        return new Frame(wire, payload.length);
    }

    public String text() {
        return new String(wire, wire.length - bytes, bytes, UTF_8);
    }
}
