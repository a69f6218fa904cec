package io.smartcallcenter.notification.console;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Headers of every answer. The policy allows the console's own files and nothing else: caller names are hostile input, and
 * even one that broke out of the page could load nothing and send nothing elsewhere.
 */
@ApplicationScoped
class SecurityHeaders {

    private static final int BEFORE_ALL = -10_000;

    private final String policy;

    SecurityHeaders(@ConfigProperty(name = "scc.console.token-url") Optional<String> tokenUrl) {
        this.policy = policyFor(tokenUrl);
    }

    /** The token may come from another origin (an OIDC provider): the one place where the page may connect to besides us. */
    static String policyFor(Optional<String> tokenUrl) {
        String issuer = tokenUrl.map(URI::create)
                .filter(URI::isAbsolute)
                .map(uri -> " " + uri.getScheme() + "://" + uri.getAuthority())
                .orElse("");
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
                + issuer + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(context -> {
            HttpServerResponse response = context.response();
            response.putHeader("Content-Security-Policy", policy);
            response.putHeader("X-Content-Type-Options", "nosniff");
            response.putHeader("Referrer-Policy", "no-referrer");
            response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
            context.next();
        });
    }
}
