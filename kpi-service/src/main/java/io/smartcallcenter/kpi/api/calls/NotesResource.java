package io.smartcallcenter.kpi.api.calls;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.kpi.note.Note;
import io.smartcallcenter.kpi.note.NoteTopic;
import io.smartcallcenter.kpi.note.Notes;
import io.smartcallcenter.kpi.note.Notes.Writer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Writes comments on calls, and their dispositions. Nothing that was written is lost; the story of the call shows it. */
@Path("/api/calls")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"operator", "supervisor", "admin"})
@Tag(name = "Calls")
public class NotesResource {

    private final Notes notes;
    private final NoteTopic topic;
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    NotesResource(Notes notes, NoteTopic topic, SecurityIdentity identity, JsonWebToken token) {
        this.notes = notes;
        this.topic = topic;
        this.identity = identity;
        this.token = token;
    }

    /** What somebody writes on a call. */
    public record CommentBody(
            @Schema(examples = "Promised to call back tomorrow", minLength = 1, maxLength = 4000) String text) {}

    /** What came of a call. */
    public record DispositionBody(
            @Schema(examples = "complaint", pattern = "[A-Za-z0-9_-]{1,40}") String code,
            @Schema(examples = "about the invoice", maxLength = 4000) String note) {}

    @POST
    @Path(CallResource.ID + "/comments")
    @Operation(summary = "Comment on a call")
    @APIResponse(
            responseCode = "201",
            description = "Written; the ETag is its revision",
            content = @Content(schema = @Schema(implementation = NoteJson.class)))
    @APIResponse(responseCode = "400", description = "The text is empty, too long, or has control characters")
    @APIResponse(responseCode = "404", description = "Nothing is known of such a call")
    @APIResponse(responseCode = "422", description = "The call has 200 comments already")
    public Uni<Response> comment(@PathParam("id") String id, CommentBody body) {
        String text = NoteText.comment(body == null ? null : body.text());
        return notes.comment(id, text, writer()).invoke(topic::publish).map(note -> answer(201, note));
    }

    @PUT
    @Path(CallResource.ID + "/comments/{comment}")
    @Operation(
            summary = "Change a comment: its author or an admin",
            description = "If-Match is the ETag of the comment, its revision in quotes. The earlier text is kept.")
    @APIResponse(
            responseCode = "200",
            description = "Changed; the ETag is its revision",
            content = @Content(schema = @Schema(implementation = NoteJson.class)))
    @APIResponse(responseCode = "400", description = "The text is empty, too long, or has control characters")
    @APIResponse(responseCode = "403", description = "Somebody else wrote it")
    @APIResponse(responseCode = "404", description = "There is no such comment, or it was withdrawn")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "422", description = "It was changed 99 times already")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> edit(
            @PathParam("id") String id,
            @PathParam("comment") String comment,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            CommentBody body) {
        long revision = Refusals.expected(ifMatch);
        String text = NoteText.comment(body == null ? null : body.text());
        return notes.edit(id, comment, revision, text, writer())
                .invoke(topic::publish)
                .map(note -> answer(200, note));
    }

    @DELETE
    @Path(CallResource.ID + "/comments/{comment}")
    @Operation(
            summary = "Withdraw a comment: its author or an admin",
            description = "It is shown as withdrawn; its texts stay among the earlier versions.")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    @APIResponse(responseCode = "403", description = "Somebody else wrote it")
    @APIResponse(responseCode = "404", description = "There is no such comment, or it was withdrawn already")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> withdraw(
            @PathParam("id") String id,
            @PathParam("comment") String comment,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return notes.withdraw(id, comment, Refusals.expected(ifMatch), writer())
                .invoke(topic::publish)
                .map(done -> Response.noContent().build());
    }

    @PUT
    @Path(CallResource.ID + "/disposition")
    @Operation(
            summary = "Say what came of a call",
            description =
                    "The earlier disposition is kept. If-Match may name the ETag that was read; without it the last"
                            + " one counts.")
    @APIResponse(
            responseCode = "200",
            description = "Set; the ETag is its revision",
            content = @Content(schema = @Schema(implementation = NoteJson.class)))
    @APIResponse(responseCode = "400", description = "The code or the note cannot be used; it is named")
    @APIResponse(responseCode = "404", description = "Nothing is known of such a call")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "422", description = "It was changed 99 times already")
    public Uni<Response> dispose(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, DispositionBody body) {
        Long revision = Refusals.optional(ifMatch);
        String code = NoteText.code(body == null ? null : body.code());
        String note = body.note() == null ? null : NoteText.note(body.note());
        return notes.dispose(id, revision, code, note, writer())
                .invoke(topic::publish)
                .map(written -> answer(200, written));
    }

    private Writer writer() {
        return new Writer(token.getName(), identity.hasRole("admin"));
    }

    private Response answer(int status, Note note) {
        return Response.status(status)
                .entity(NoteJson.of(note, Sight.of(identity::hasRole)))
                .header(HttpHeaders.ETAG, Refusals.etag(note.revision()))
                .build();
    }
}
