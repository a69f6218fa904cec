package io.smartcallcenter.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs bearer tokens (JWT, RS256) as an OIDC provider would; its key pair lives as long as this object. */
public final class JwtIssuer {

    /** The audience that every service of the suite demands. */
    public static final String AUDIENCE = "smart-call-center";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final String keyId = UUID.randomUUID().toString();
    private final KeyPair keys;

    /**
     * Makes a new key pair.
     *
     * @param issuer the {@code iss} claim
     */
    public JwtIssuer(String issuer) {
        this.issuer = issuer;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No RSA in this JDK", e);
        }
    }

    public String issuer() {
        return issuer;
    }

    /**
     * A signed token.
     *
     * @param roles the {@code groups} claim
     * @param claims further claims, may be empty
     */
    public String token(String subject, Collection<String> roles, Duration validity, Map<String, Object> claims) {
        Instant now = Instant.now();
        Map<String, Object> payload = new LinkedHashMap<>(claims);
        payload.put("iss", issuer);
        payload.put("aud", AUDIENCE);
        payload.put("sub", subject);
        payload.put("upn", subject);
        payload.put("groups", roles);
        payload.put("jti", UUID.randomUUID().toString());
        payload.put("iat", now.getEpochSecond());
        payload.put("exp", now.plus(validity).getEpochSecond());
        String content = encode(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId)) + "." + encode(payload);
        return content + "." + BASE64.encodeToString(sign(content));
    }

    /** The public key as PEM, for {@code scc.jwt.public-key-location}. */
    public String publicKeyPem() {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8));
        return "-----BEGIN PUBLIC KEY-----\n"
                + lines.encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** The public key as a JSON Web Key Set (RFC 7517). */
    public String jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return json(Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        keyId,
                        "n",
                        BASE64.encodeToString(unsigned(key.getModulus().toByteArray())),
                        "e",
                        BASE64.encodeToString(unsigned(key.getPublicExponent().toByteArray()))))));
    }

    private byte[] sign(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The token cannot be signed", e);
        }
    }

    /** Without the sign byte that two's complement puts in front (RFC 7518, 6.3.1.1 forbids it). */
    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private static String encode(Map<String, ?> content) {
        return BASE64.encodeToString(json(content).getBytes(UTF_8));
    }

    private static String json(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A claim cannot be written as JSON", e);
        }
    }
}
