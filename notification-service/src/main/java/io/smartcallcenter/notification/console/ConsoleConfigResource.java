package io.smartcallcenter.notification.console;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the console must know before anybody signed in; open, and holds no secret. */
@Path("/console-config.json")
@PermitAll
class ConsoleConfigResource {

    private final Optional<String> tokenUrl;

    ConsoleConfigResource(@ConfigProperty(name = "scc.console.token-url") Optional<String> tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    /** {@code tokenUrl}: where the sign-in form posts; an empty string means that a token is pasted. */
    public record ConsoleConfig(String tokenUrl) {}

    @GET
    @Operation(hidden = true)
    @Produces(MediaType.APPLICATION_JSON)
    public ConsoleConfig config() {
        return new ConsoleConfig(tokenUrl.orElse(""));
    }
}
