package io.smartcallcenter.routing.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.routing.change.Drafts;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.publication.Publications;
import io.smartcallcenter.routing.publication.Publications.Published;
import io.smartcallcenter.routing.publication.Version;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Publishing, and what was published. */
@Path("/api/routing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"analyst", "supervisor", "admin"})
@KnownParametersOnly
@Tag(name = "Rules")
public class PublicationResource {

    private static final int PAGE = 100;

    private final Drafts drafts;
    private final Publications publications;
    private final CurrentRules current;
    private final JsonWebToken token;

    PublicationResource(Drafts drafts, Publications publications, CurrentRules current, JsonWebToken token) {
        this.drafts = drafts;
        this.publications = publications;
        this.current = current;
        this.token = token;
    }

    /** @param comment why, for the audit trail; may be null */
    public record Reason(@Size(max = 500) @Schema(examples = "opening hours of December") String comment) {}

    /** @param detail only when it is not in force yet */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PublishedJson(
            @Schema(examples = "4") long version, @JsonProperty("in_force") boolean inForce, String detail) {

        private static final String LATER = "stored and not yet in force: it will be when Kafka is back";

        static Response of(Published published) {
            return Response.status(published.inForce() ? 200 : 202)
                    .entity(new PublishedJson(
                            published.version(), published.inForce(), published.inForce() ? null : LATER))
                    .build();
        }
    }

    /** @param document only of a single version */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VersionJson(
            @Schema(examples = "4") long version,
            @JsonProperty("published_at") Instant publishedAt,
            @Schema(examples = "anna") String by,
            String comment,
            @Schema(description = "the version whose rules these are again, after a rollback") Long restored,
            @JsonRawValue @Schema(implementation = Object.class) String document) {

        static VersionJson of(Version version) {
            return new VersionJson(
                    version.number(),
                    version.publishedAt(),
                    version.by(),
                    version.comment(),
                    version.restored(),
                    version.document());
        }
    }

    /** @param inForce 0 = the rules of the file, before the first publication */
    public record VersionsJson(@JsonProperty("in_force") long inForce, List<VersionJson> versions) {}

    @POST
    @Path("/publish")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"supervisor", "admin"})
    @Operation(
            summary = "Publish the draft",
            description =
                    "All replicas decide by it at once. If-Match is the revision of the draft that shall be published.")
    @APIResponse(
            responseCode = "200",
            description = "In force",
            content = @Content(schema = @Schema(implementation = PublishedJson.class)))
    @APIResponse(
            responseCode = "202",
            description = "Stored, and in force as soon as Kafka is back",
            content = @Content(schema = @Schema(implementation = PublishedJson.class)))
    @APIResponse(responseCode = "409", description = "There is no draft, or a version was published since it was begun")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the draft")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response publish(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, @Valid Reason reason) {
        return PublishedJson.of(drafts.publish(Etag.expected(ifMatch), token.getName(), comment(reason)));
    }

    @POST
    @Path("/versions/{version}/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"supervisor", "admin"})
    @Operation(
            summary = "Publish the rules of an old version again, as the newest one",
            description = "Version 0 is the file that was in force before the first publication.")
    @APIResponse(
            responseCode = "200",
            description = "In force",
            content = @Content(schema = @Schema(implementation = PublishedJson.class)))
    @APIResponse(
            responseCode = "202",
            description = "Stored, and in force as soon as Kafka is back",
            content = @Content(schema = @Schema(implementation = PublishedJson.class)))
    @APIResponse(responseCode = "400", description = "Its rules cannot be used any more")
    @APIResponse(responseCode = "404", description = "There is no such version")
    @APIResponse(responseCode = "409", description = "Another version was published at the same moment")
    @APIResponse(responseCode = "413", description = "The rules do not fit into one record of Kafka")
    public Response rollback(@PathParam("version") long version, @Valid Reason reason) {
        return drafts.rollback(version, token.getName(), comment(reason))
                .map(PublishedJson::of)
                .orElseThrow(() -> none(version));
    }

    private static String comment(Reason reason) {
        return reason == null ? null : reason.comment();
    }

    @GET
    @Path("/versions")
    @Operation(summary = "Published versions, the newest first, 100 at a time")
    public VersionsJson versions(@RestQuery String before) {
        return new VersionsJson(
                current.rules().version(),
                publications.list(before(before), PAGE).stream()
                        .map(VersionJson::of)
                        .toList());
    }

    private static long before(String value) {
        try {
            return value == null ? Long.MAX_VALUE : Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable("before", "is not the number of a version");
        }
    }

    @GET
    @Path("/versions/{version}")
    @Operation(summary = "One version with its rules")
    @APIResponse(responseCode = "404", description = "There is no such version")
    public VersionJson version(@PathParam("version") long version) {
        return publications.find(version).map(VersionJson::of).orElseThrow(() -> none(version));
    }

    static HttpProblem none(long version) {
        return HttpProblem.builder()
                .withStatus(404)
                .withTitle("Not Found")
                .withDetail("There is no version " + version)
                .build();
    }
}
