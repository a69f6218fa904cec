package io.smartcallcenter.notification.ws;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Gives one-shot tickets for {@code /ws/v1?ticket=}. */
@Path("/api/ws")
@RolesAllowed({"admin", "supervisor", "operator", "analyst"})
class TicketResource {

    private final Tickets tickets;
    private final WsSettings settings;
    private final JsonWebToken token;

    TicketResource(Tickets tickets, WsSettings settings, JsonWebToken token) {
        this.tickets = tickets;
        this.settings = settings;
        this.token = token;
    }

    /** {@code expires_in}: seconds. */
    public record TicketReply(String ticket, long expires_in) {}

    @POST
    @Path("/ticket")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> ticket() {
        return tickets.issue(Tokens.user(token)).map(ticket -> Response.ok(
                        new TicketReply(ticket, settings.ticketLife().toSeconds()))
                .header("Cache-Control", "no-store")
                .build());
    }
}
