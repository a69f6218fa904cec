package io.smartcallcenter.defaults.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** 128 bits of SHA-256 in hexadecimal digits: different contents have different ones. */
public final class Fingerprint {

    private static final int BYTES = 16;

    private Fingerprint() {}

    public static String of(byte[] content) {
        return text(sha256().digest(content));
    }

    /** Of the texts of the parts, in their order; a part that is a collection is not the same as the text of it. */
    public static String of(Collection<?> parts) {
        MessageDigest digest = sha256();
        add(digest, parts);
        return text(digest.digest());
    }

    private static void add(MessageDigest digest, Collection<?> parts) {
        digest.update(("[" + parts.size()).getBytes(StandardCharsets.US_ASCII));
        for (Object part : parts) {
            if (part instanceof Collection<?> inner) {
                add(digest, inner);
            } else {
                byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
                digest.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(text);
            }
        }
    }

    private static String text(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
