package io.smartcallcenter.notification.customer;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.defaults.query.WrittenText;
import io.smartcallcenter.notification.customer.CustomerJson.CommentJson;
import io.smartcallcenter.notification.customer.CustomerRefused.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Comments on customers; those on calls are written in the KPI service, and shown with the customer. */
@Path("/api/customers/{id}/comments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"operator", "supervisor", "admin"})
@Tag(name = "Customers")
public class CommentsResource {

    private static final int LONGEST = 4000;

    /** Of one customer. */
    static final int MOST = 200;

    private final Customers customers;
    private final CommentStore comments;
    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final Clock clock;

    CommentsResource(
            Customers customers, CommentStore comments, SecurityIdentity identity, JsonWebToken token, Clock clock) {
        this.customers = customers;
        this.comments = comments;
        this.identity = identity;
        this.token = token;
        this.clock = clock;
    }

    /** What somebody writes on a customer. */
    public record CommentBody(
            @Schema(examples = "Prefers to be called in the morning", minLength = 1, maxLength = 4000) String text) {}

    /** All comments, the newest first. */
    public record Comments(List<CommentJson> comments) {}

    @GET
    @Operation(summary = "The comments on a customer, the newest first")
    @APIResponse(responseCode = "404", description = "There is no such customer")
    public Uni<Comments> list(@RestPath String id) {
        return customers
                .find(id)
                .chain(there -> comments.newest(id, List.of(), MOST))
                .map(found -> new Comments(found.stream().map(CommentJson::of).toList()));
    }

    @POST
    @Operation(summary = "Comment on a customer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CommentJson.class)))
    @APIResponse(responseCode = "400", description = "The text is empty, too long, or has control characters")
    @APIResponse(responseCode = "404", description = "There is no such customer")
    @APIResponse(responseCode = "422", description = "There are 200 comments already")
    public Uni<Response> write(@RestPath String id, CommentBody body) {
        String text = text(body);
        String by = token.getName();
        return customers.find(id).chain(there -> comments.numberOf(id)).chain(number -> {
            if (number >= MOST) {
                throw CustomerRefused.tooMany("text");
            }
            Comment comment = new Comment(
                    UUID.randomUUID().toString(), id, null, clock.instant().truncatedTo(ChronoUnit.MILLIS), by, text);
            return comments.put(comment)
                    .replaceWith(() ->
                            Response.status(201).entity(CommentJson.of(comment)).build());
        });
    }

    @DELETE
    @Path("{comment}")
    @Operation(summary = "Delete a comment: its author or an admin")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "403", description = "Somebody else wrote it")
    @APIResponse(responseCode = "404", description = "There is no such comment")
    public Uni<Response> delete(@RestPath String id, @RestPath String comment) {
        String by = token.getName();
        boolean admin = identity.hasRole("admin");
        return comments.find(comment)
                .invoke(found -> {
                    Comment written = found.filter(each -> id.equals(each.customerId()))
                            .orElseThrow(() -> CustomerRefused.because(Reason.NO_COMMENT));
                    if (!admin && !by.equals(written.by())) {
                        throw CustomerRefused.because(Reason.NOT_YOURS);
                    }
                })
                .chain(() -> comments.delete(comment))
                .replaceWith(() -> Response.noContent().build());
    }

    private static String text(CommentBody body) {
        List<Violation> violations = new ArrayList<>();
        WrittenText written = new WrittenText("body", violations);
        String text = written.lines("text", body == null ? null : body.text(), LONGEST);
        if (text == null && violations.isEmpty()) {
            written.wrong("text", "is empty");
        }
        if (!violations.isEmpty()) {
            throw Problems.unreadable(violations);
        }
        return text;
    }
}
