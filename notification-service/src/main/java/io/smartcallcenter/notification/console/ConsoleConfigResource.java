package io.smartcallcenter.notification.console;

import io.smartcallcenter.notification.alert.AlertKind;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the console must know before anybody signed in; open, and holds no secret. */
@Path("/console-config.json")
@PermitAll
class ConsoleConfigResource {

    private static final Map<String, String> ADVICE =
            Arrays.stream(AlertKind.values()).collect(Collectors.toMap(AlertKind::label, AlertKind::advice));

    private final Optional<String> tokenUrl;

    ConsoleConfigResource(@ConfigProperty(name = "scc.console.token-url") Optional<String> tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    /**
     * What the page is given.
     *
     * @param tokenUrl where the sign-in form posts; an empty string means that a token is pasted
     * @param advice what the server itself advises, by kind of alert: the page shows it in its own language
     */
    public record ConsoleConfig(String tokenUrl, Map<String, String> advice) {}

    @GET
    @Operation(hidden = true)
    @Produces(MediaType.APPLICATION_JSON)
    public ConsoleConfig config() {
        return new ConsoleConfig(tokenUrl.orElse(""), ADVICE);
    }
}
