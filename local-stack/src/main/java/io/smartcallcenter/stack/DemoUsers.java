package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.JwtIssuer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One user per role, for this machine only. The password is made up at each start. */
final class DemoUsers {

    static final Duration VALIDITY = Duration.ofHours(12);

    /** The roles of the suite; each user is called like its role. */
    static final List<String> ROLES = List.of("admin", "supervisor", "operator", "analyst");

    private static final String OPERATORS_PHONE = "PJSIP/0001";

    private final JwtIssuer issuer;
    private final String password;

    DemoUsers(JwtIssuer issuer, String password) {
        this.issuer = issuer;
        this.password = password;
    }

    /** A bearer token, if user and password are right. */
    Optional<String> login(String username, String given) {
        boolean known = ROLES.contains(username);
        boolean right = MessageDigest.isEqual(bytes(password), bytes(given));
        return known && right ? Optional.of(token(username)) : Optional.empty();
    }

    String token(String role) {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("name", "Demo " + role);
        if (role.equals("operator")) {
            claims.put("operator", OPERATORS_PHONE);
        }
        return issuer.token(role, List.of(role), VALIDITY, claims);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
