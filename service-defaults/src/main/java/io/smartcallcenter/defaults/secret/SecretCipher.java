package io.smartcallcenter.defaults.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encrypts secrets by AES-256-GCM (Tink). A secret belongs to what it was given for, so that nobody who can write to the store makes
 * the service use it for something else. The first key encrypts; the others, older ones, still decrypt. Only for services that have Tink.
 */
public final class SecretCipher {

    /** In bytes. */
    public static final int KEY_LENGTH = 32;

    private static final int NAME_LENGTH = 4;

    private final Map<String, AesGcmJce> keys = new LinkedHashMap<>();

    /**
     * @param setting where the keys come from, for messages
     * @param base64Keys of 32 random bytes each; none = nothing can be encrypted
     * @throws IllegalArgumentException for another text; it is not repeated in the message
     */
    public SecretCipher(String setting, List<String> base64Keys) {
        for (String key : base64Keys) {
            byte[] bytes = bytes(setting, key);
            try {
                keys.put(name(bytes), new AesGcmJce(bytes));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM cannot be had", e);
            }
        }
    }

    public boolean hasKey() {
        return !keys.isEmpty();
    }

    /** @param belongsTo what it is given for; the same is needed to decrypt it */
    public String encrypt(String plain, String belongsTo) {
        Map.Entry<String, AesGcmJce> newest = keys.entrySet().iterator().next();
        try {
            byte[] encrypted = newest.getValue().encrypt(plain.getBytes(UTF_8), belongsTo.getBytes(UTF_8));
            return newest.getKey() + ":" + Base64.getEncoder().encodeToString(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret cannot be encrypted", e);
        }
    }

    /** @throws UndecipherableSecret without the key, or for something else than it belongs to */
    public String decrypt(String secret, String belongsTo) {
        int colon = secret.indexOf(':');
        AesGcmJce key = colon < 0 ? null : keys.get(secret.substring(0, colon));
        if (key == null) {
            throw new UndecipherableSecret("the key that it was encrypted with is not set");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(secret.substring(colon + 1));
            return new String(key.decrypt(bytes, belongsTo.getBytes(UTF_8)), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UndecipherableSecret("it was changed, or belongs to something else");
        }
    }

    private static byte[] bytes(String setting, String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY_LENGTH) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new IllegalArgumentException(setting + ": each key is " + KEY_LENGTH + " bytes in Base64");
    }

    private static String name(byte[] key) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, NAME_LENGTH);
    }
}
