package io.smartcallcenter.notification.ws;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.smartcallcenter.embedded.JwtIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An issuer whose tokens last as long as a test likes. */
public class OwnIssuer implements QuarkusTestProfile {

    private static final JwtIssuer ISSUER = new JwtIssuer("http://own.test");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("scc.jwt.issuer", ISSUER.issuer(), "scc.jwt.public-key-location", publicKey());
    }

    static String token(Duration validity) {
        return ISSUER.token("test", List.of("supervisor"), validity, Map.of());
    }

    static String supervisor(String operator) {
        return ISSUER.token("test", List.of("supervisor"), Duration.ofHours(1), Map.of("operator", operator));
    }

    /** Of another issuer that calls itself the same. */
    static String foreignToken() {
        return new JwtIssuer(ISSUER.issuer()).token("test", List.of("admin"), Duration.ofMinutes(5), Map.of());
    }

    private static String publicKey() {
        try {
            Path file = Files.createTempFile("own-issuer", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, ISSUER.publicKeyPem()).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
