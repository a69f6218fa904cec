package io.smartcallcenter.kpi.call;

/** A 64-bit hash that stays the same over versions and machines: it names fields of documents, where text from outside must not. */
final class StableHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private StableHash() {}

    /** 16 hexadecimal digits: FNV-1a over UTF-16, then MurmurHash3's last mixing, without which similar texts are neighbours. */
    static String hex(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        char[] hex = new char[16];
        for (int i = 15; i >= 0; i--) {
            hex[i] = DIGITS[(int) (hash & 15)];
            hash >>>= 4;
        }
        return new String(hex);
    }
}
