package io.smartcallcenter.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords for one start of a backend. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 18;

    private static final int KEY_BYTES = 32;

    private Secrets() {}

    /** 24 characters of the URL-safe Base64 alphabet. */
    public static String password() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 32 bytes in Base64. */
    public static String key() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
