package io.smartcallcenter.kpi.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes of rows: a version, then small numbers in few bytes (base 128, low bits first). */
final class RowWriter {

    private byte[] bytes = new byte[256];
    private int length;

    RowWriter(int version) {
        put(version);
    }

    /** @param value not negative: 7 bits a byte */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    /** Of either sign: small ones are short. */
    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    void hash(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    void octet(int value) {
        put(value);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        number(utf8.length);
        for (byte each : utf8) {
            put(each);
        }
    }

    private void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
