package io.smartcallcenter.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedBackendsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyTestClassGetsTheSameMongo() throws Exception {
        String first = new MongoBackend().start().get("quarkus.mongodb.connection-string");
        String second = new MongoBackend().start().get("quarkus.mongodb.connection-string");

        assertThat(first).isEqualTo(second);
        URI address = URI.create(first);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void aTestTokenIsSignedByTheKeyThatTheServiceIsTold() throws Exception {
        Map<String, String> config = new JwtBackend().start();
        String[] token = TestTokens.of("supervisor", "analyst").split("\\.");

        assertThat(verifies(pemKey(config.get("scc.jwt.public-key-location")), token))
                .isTrue();
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(claims.get("iss").asText()).isEqualTo(config.get("scc.jwt.issuer"));
        assertThat(claims.get("aud").asText()).isEqualTo("smart-call-center");
        assertThat(claims.get("groups")).map(JsonNode::asText).containsExactly("supervisor", "analyst");
    }

    @Test
    void theKeySetHoldsTheKeyThatSigns() throws Exception {
        JwtIssuer issuer = new JwtIssuer("https://issuer.example");
        String[] token = issuer.token(
                        "anna", List.of("operator"), Duration.ofMinutes(5), Map.of("operator", "PJSIP/0001"))
                .split("\\.");
        JsonNode key = JSON.readTree(issuer.jwks()).get("keys").get(0);

        assertThat(JSON.readTree(Base64.getUrlDecoder().decode(token[0])).get("kid"))
                .isEqualTo(key.get("kid"));
        var spec = new RSAPublicKeySpec(number(key.get("n")), number(key.get("e")));
        assertThat(verifies(KeyFactory.getInstance("RSA").generatePublic(spec), token))
                .isTrue();
        assertThat(verifies(
                        KeyFactory.getInstance("RSA").generatePublic(spec),
                        new String[] {token[0], token[1] + "A", token[2]}))
                .isFalse();
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }

    private static PublicKey pemKey(String location) throws Exception {
        String pem = Files.readString(Path.of(URI.create(location)));
        String content = pem.lines().filter(line -> !line.startsWith("--")).reduce("", String::concat);
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(content)));
    }

    private static boolean verifies(PublicKey key, String[] token) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update((token[0] + "." + token[1]).getBytes(UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(token[2]));
    }
}
