package io.smartcallcenter.kpi.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** Reads what a {@link RowWriter} wrote; everything else is a {@link BrokenRollUp}. */
final class RowReader {

    private static final VarHandle HASH = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int at;

    RowReader(byte[] bytes, int version) {
        this.bytes = bytes;
        int found = octet();
        if (found != version) {
            throw new BrokenRollUp("version " + found + ", not " + version);
        }
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new BrokenRollUp("a number without an end");
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** How many things follow: each takes a byte at least. */
    int count() {
        long value = number();
        if (value < 0 || value > bytes.length - at) {
            throw new BrokenRollUp(value + " things in " + (bytes.length - at) + " bytes");
        }
        return (int) value;
    }

    /** The most frequent thing that is read: at once, not byte by byte. */
    long hash() {
        if (bytes.length - at < Long.BYTES) {
            throw new BrokenRollUp("it ends after " + at + " bytes");
        }
        long value = (long) HASH.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    String text() {
        int length = count();
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    /** One of the list, by its place. */
    <T> T of(List<T> list, long place) {
        if (place < 0 || place >= list.size()) {
            throw new BrokenRollUp("place " + place + " of " + list.size());
        }
        return list.get((int) place);
    }

    /** 0..255. */
    int octet() {
        if (at >= bytes.length) {
            throw new BrokenRollUp("it ends after " + at + " bytes");
        }
        return bytes[at++] & 0xFF;
    }

    void end() {
        if (at != bytes.length) {
            throw new BrokenRollUp((bytes.length - at) + " bytes too many");
        }
    }
}
