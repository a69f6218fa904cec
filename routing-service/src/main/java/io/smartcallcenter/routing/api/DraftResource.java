package io.smartcallcenter.routing.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.routing.change.Drafts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** The draft as a whole: what a repository of rules imports and exports. */
@Path("/api/routing/draft")
@RolesAllowed({"supervisor", "admin"})
@Tag(name = "Rules")
public class DraftResource {

    private static final String EXAMPLE =
            """
            default: {queue: support}
            queues:
              support: {strategy: leastrecent, service-level-s: 20}
            operators:
              "0001": {name: Anna, queues: {support: 0}}
            numbers:
              - {number: "700", queue: support}
            """;

    private final Drafts drafts;
    private final JsonWebToken token;

    DraftResource(Drafts drafts, JsonWebToken token) {
        this.drafts = drafts;
        this.token = token;
    }

    @GET
    @Produces({DocumentBody.JSON, DocumentBody.YAML})
    @RolesAllowed({"analyst", "supervisor", "admin"})
    @Operation(
            summary = "The draft; the newest version when nothing has been changed since",
            description = "The ETag is what a change has to name in If-Match.")
    public Response draft() {
        Drafts.Editable draft = drafts.read();
        return with(draft, draft.document().root());
    }

    /** @param body the draft or a part of it */
    static Response with(Drafts.Editable draft, JsonNode body) {
        return Response.ok(body)
                .header(HttpHeaders.ETAG, Etag.of(draft.revision()))
                .header("Scc-Based-On", draft.basedOn())
                .header("Scc-Changed", draft.changed())
                .build();
    }

    @PUT
    @Consumes({DocumentBody.JSON, DocumentBody.YAML})
    @Operation(
            summary = "Replace the whole draft",
            description =
                    "It is then made from the newest version. Every fault of the document is named with its path.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = DocumentBody.YAML,
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "rules", value = EXAMPLE)),
                @Content(mediaType = DocumentBody.JSON, schema = @Schema(implementation = Object.class))
            })
    @APIResponse(responseCode = "204", description = "Changed; the ETag is the new revision")
    @APIResponse(responseCode = "400", description = "The document has faults; violations has the path of each")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the draft")
    @APIResponse(responseCode = "413", description = "The rules do not fit into one record of Kafka")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response replace(
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            String body) {
        long revision = drafts.replace(Etag.expected(ifMatch), DocumentBody.read(body, type), token.getName());
        return changed(revision);
    }

    static Response changed(long revision) {
        return Response.status(StatusCode.NO_CONTENT)
                .header(HttpHeaders.ETAG, Etag.of(revision))
                .build();
    }

    @DELETE
    @Operation(summary = "Discard the draft: what there is to edit is the newest version again")
    @APIResponse(responseCode = "204", description = "Discarded; the ETag is the new revision")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the draft")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response discard(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return changed(drafts.discard(Etag.expected(ifMatch), token.getName()));
    }
}
