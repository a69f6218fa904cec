package io.smartcallcenter.notification.ws;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.notification.channel.Role;
import io.smartcallcenter.notification.channel.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Verifies tokens the same way as the REST API does: signature, issuer, audience, expiry. */
@ApplicationScoped
class Tokens {

    private static final Logger LOG = Logger.getLogger(Tokens.class);

    private final JWTParser parser;

    Tokens(JWTParser parser) {
        this.parser = parser;
    }

    /** Empty when the token is not valid. Off the event loop: the issuer's keys may have to be fetched. */
    Uni<Optional<User>> verify(String token) {
        return Uni.createFrom().item(() -> parse(token)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Optional<User> parse(String token) {
        try {
            return Optional.of(user(parser.parse(token)));
        } catch (ParseException e) {
            // neither the token nor the parser's message, which may quote it
            LOG.debugf("A token was refused: %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    static User user(JsonWebToken token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        token.getGroups().forEach(group -> Role.of(group).ifPresent(roles::add));
        Object operator = token.getClaim("operator");
        return new User(
                token.getName(),
                roles,
                operator == null ? null : operator.toString(),
                Instant.ofEpochSecond(token.getExpirationTime()));
    }
}
