package io.smartcallcenter.routing.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.routing.change.DocumentEdit;
import io.smartcallcenter.routing.change.Drafts;
import io.smartcallcenter.routing.change.Section;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The draft part by part: business hours, flows, queues, operators, callers by their names, and numbers. */
@Path("/api/routing/draft/{section}")
@RolesAllowed({"supervisor", "admin"})
@Tag(name = "Rules")
public class DraftPartResource {

    /** Longer than any name of Asterisk and any number. */
    private static final int LONGEST_NAME = 80;

    private final Drafts drafts;
    private final JsonWebToken token;

    DraftPartResource(Drafts drafts, JsonWebToken token) {
        this.drafts = drafts;
        this.token = token;
    }

    @GET
    @Produces({DocumentBody.JSON, DocumentBody.YAML})
    @RolesAllowed({"analyst", "supervisor", "admin"})
    @Operation(summary = "A section of the draft: a mapping by name; of numbers a list")
    public Response section(
            @PathParam("section") @Parameter(description = "hours, flows, queues, operators, callers or numbers")
                    String section) {
        Section asked = known(section);
        Drafts.Editable draft = drafts.read();
        return DraftResource.with(draft, DocumentEdit.section(draft.document(), asked));
    }

    @GET
    @Path("/{name}")
    @Produces({DocumentBody.JSON, DocumentBody.YAML})
    @RolesAllowed({"analyst", "supervisor", "admin"})
    @Operation(summary = "One part of a section of the draft")
    @APIResponse(responseCode = "404", description = "There is none of this name")
    public Response part(@PathParam("section") String section, @PathParam("name") String name) {
        Section asked = known(section);
        Drafts.Editable draft = drafts.read();
        JsonNode part =
                DocumentEdit.part(draft.document(), asked, name).orElseThrow(() -> none(asked.key() + " " + name));
        return DraftResource.with(draft, part);
    }

    @PUT
    @Path("/{name}")
    @Consumes({DocumentBody.JSON, DocumentBody.YAML})
    @Operation(
            summary = "Create or replace one part of the draft",
            description =
                    "Refused when the whole document would have a fault; each is named with its path in the document.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = DocumentBody.JSON,
                        schema = @Schema(implementation = Object.class),
                        examples = {
                            @ExampleObject(
                                    name = "operators/0001",
                                    value = "{\"name\":\"Anna\",\"level\":3,\"queues\":{\"support\":0}}"),
                            @ExampleObject(name = "numbers/700", value = "{\"queue\":\"support\"}")
                        }),
                @Content(
                        mediaType = DocumentBody.YAML,
                        schema = @Schema(implementation = String.class),
                        examples =
                                @ExampleObject(
                                        name = "queues/support",
                                        value = "{strategy: leastrecent, overflow: {after-s: 120, to: hangup}}"))
            })
    @APIResponse(responseCode = "204", description = "Changed; the ETag is the new revision")
    @APIResponse(responseCode = "400", description = "The document would have faults")
    @APIResponse(responseCode = "404", description = "There is no such section")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the draft")
    @APIResponse(responseCode = "413", description = "The rules do not fit into one record of Kafka")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response put(
            @PathParam("section") String section,
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            String body) {
        Section asked = known(section);
        refuseStrange(name);
        long revision = Etag.expected(ifMatch);
        JsonNode value = DocumentBody.read(body, type).root();
        if (value.isMissingNode()) {
            throw DocumentBody.refused("body", "body", "is missing");
        }
        try {
            return DraftResource.changed(drafts.put(revision, asked, name, value, token.getName()));
        } catch (IllegalArgumentException otherNumber) {
            throw DocumentBody.refused("number", "body", otherNumber.getMessage());
        }
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            summary = "Remove one part of the draft",
            description = "Refused while something refers to it; the answer names the path of each reference.")
    @APIResponse(responseCode = "204", description = "Removed; the ETag is the new revision")
    @APIResponse(responseCode = "400", description = "Something refers to it")
    @APIResponse(responseCode = "404", description = "There is none of this name")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the draft")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response remove(
            @PathParam("section") String section,
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        Section asked = known(section);
        return drafts.remove(Etag.expected(ifMatch), asked, name, token.getName())
                .map(DraftResource::changed)
                .orElseThrow(() -> none(asked.key() + " " + name));
    }

    private static Section known(String section) {
        return Section.of(section)
                .orElseThrow(() -> none("section of "
                        + Arrays.stream(Section.values()).map(Section::key).toList()));
    }

    private static HttpProblem none(String what) {
        return HttpProblem.builder()
                .withStatus(404)
                .withTitle("Not Found")
                .withDetail("There is no " + what)
                .build();
    }

    private static void refuseStrange(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw DocumentBody.refused(
                    "name", "path", "must have 1 to " + LONGEST_NAME + " characters, none of them a control one");
        }
    }
}
