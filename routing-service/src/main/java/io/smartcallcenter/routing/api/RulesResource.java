package io.smartcallcenter.routing.api;

import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.publication.Publications;
import io.smartcallcenter.routing.publication.Version;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The rules by which calls are routed. */
@Path("/api/routing/rules")
@RolesAllowed({"analyst", "supervisor", "admin"})
@KnownParametersOnly
@Tag(name = "Rules")
public class RulesResource {

    private final CurrentRules current;
    private final Publications publications;

    RulesResource(CurrentRules current, Publications publications) {
        this.current = current;
        this.publications = publications;
    }

    @GET
    @Produces({DocumentBody.JSON, DocumentBody.YAML})
    @Operation(
            summary = "The rules in force, or those of a version, as JSON or YAML",
            description = "The ETag is the version. Those in force are known without the database.")
    @APIResponse(responseCode = "404", description = "There is no such version")
    public Response rules(@RestQuery String version) {
        return version == null ? answer(Version.of(current.published())) : answer(number(version));
    }

    private Response answer(long version) {
        return publications
                .find(version)
                .map(RulesResource::answer)
                .orElseThrow(() -> PublicationResource.none(version));
    }

    private static Response answer(Version version) {
        return Response.ok(RulesDocument.parseJson(version.document()).root())
                .header(HttpHeaders.ETAG, Etag.of(version.number()))
                .build();
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable("version", "is not the number of a version");
        }
    }
}
