package io.smartcallcenter.gateway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils frames as a hostile or broken sender would. The same seed gives the same frames. */
public final class Mutator {

    /** The largest frame that is made. */
    public static final int MAX = 1024 * 1024;

    private static final List<byte[]> WORDS = List.of(
            bytes("\r\n"),
            bytes("\n"),
            bytes("\r"),
            bytes("\r\n\r\n"),
            bytes("\r\nEvent: Hangup\r\nUniqueid: 1795386500.0\r\n"),
            bytes("Event: "),
            bytes("Event: QueueCallerJoin\r\n"),
            bytes(": "),
            bytes(":"),
            bytes("\""),
            bytes("\\\""),
            bytes("\\u0000"),
            bytes("\\ud83d"),
            bytes("\\u000d\\u000aAction: Originate"),
            bytes("\0"),
            bytes("\u0001\u001b[2J\u007f"),
            bytes("\ud83d\ude00"),
            bytes("\u202e\u2028"),
            bytes("'; drop table cdr; --"),
            bytes("<script>"),
            new byte[] {(byte) 0xC3, 0x28},
            new byte[] {(byte) 0xFF, (byte) 0xFE},
            new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
            bytes("{}"),
            bytes("[]"),
            bytes("null"),
            bytes("-1"),
            bytes("NaN"),
            bytes("1e999999999"),
            bytes("9".repeat(2_000)),
            bytes("99999999999999999999.999999999999"),
            bytes("2147483648"),
            bytes("\"type\":\"StasisStart\","),
            bytes("\"channel\":{\"id\":\"x\"},"),
            bytes("\"channel\":[],"),
            bytes("{\"a\":".repeat(3_000)),
            bytes("[".repeat(100_000)),
            bytes("x".repeat(70_000)));

    private final SplittableRandom random;
    private final List<byte[]> frames;

    /** @param frames what is spoiled, and what is put into each other */
    public Mutator(long seed, List<byte[]> frames) {
        this.random = new SplittableRandom(seed);
        this.frames = frames;
    }

    public byte[] next() {
        byte[] frame = any(frames);
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            frame = spoil(frame);
        }
        return frame.length > MAX ? Arrays.copyOf(frame, MAX) : frame;
    }

    private byte[] spoil(byte[] frame) {
        return switch (random.nextInt(8)) {
            case 0 -> flip(frame);
            case 1 -> Arrays.copyOf(frame, random.nextInt(frame.length + 1));
            case 2 -> cut(frame);
            case 3 -> repeat(frame);
            case 4, 5 -> insert(frame, any(WORDS));
            case 6 -> insert(frame, any(frames));
            default -> random.nextInt(40) == 0 ? grow(frame) : insert(frame, noise());
        };
    }

    private byte[] flip(byte[] frame) {
        byte[] flipped = frame.clone();
        for (int i = 0; i < 1 + frame.length / 100 && frame.length > 0; i++) {
            flipped[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] cut(byte[] frame) {
        int from = random.nextInt(frame.length + 1);
        int to = from + random.nextInt(frame.length - from + 1);
        return join(Arrays.copyOf(frame, from), Arrays.copyOfRange(frame, to, frame.length));
    }

    /** A part of the frame again: keys, lines and braces that come twice. */
    private byte[] repeat(byte[] frame) {
        int from = random.nextInt(frame.length + 1);
        int to = from + random.nextInt(Math.min(200, frame.length - from) + 1);
        return insert(frame, Arrays.copyOfRange(frame, from, to));
    }

    private byte[] insert(byte[] frame, byte[] what) {
        int at = random.nextInt(frame.length + 1);
        return join(Arrays.copyOf(frame, at), what, Arrays.copyOfRange(frame, at, frame.length));
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] grow(byte[] frame) {
        byte[] what = random.nextBoolean() ? any(WORDS) : any(frames);
        ByteArrayOutputStream grown = new ByteArrayOutputStream();
        grown.writeBytes(frame);
        while (grown.size() < MAX && what.length > 0) {
            grown.writeBytes(what);
        }
        return insert(frame, grown.toByteArray());
    }

    private byte[] any(List<byte[]> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
