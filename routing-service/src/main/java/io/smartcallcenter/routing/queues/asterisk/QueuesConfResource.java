package io.smartcallcenter.routing.queues.asterisk;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.publication.Publications;
import io.smartcallcenter.routing.publication.Version;
import io.smartcallcenter.routing.queues.QueuesConf;
import io.smartcallcenter.routing.rules.RoutingRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The queues of the rules as a file for Asterisk. */
@Path("/api/routing/queues.conf")
@KnownParametersOnly
@Tag(name = "Routing")
public class QueuesConfResource {

    private final CurrentRules rules;
    private final Publications publications;

    QueuesConfResource(CurrentRules rules, Publications publications) {
        this.rules = rules;
        this.publications = publications;
    }

    @GET
    @Produces("text/plain;charset=utf-8")
    @RolesAllowed({"supervisor", "admin"})
    @Operation(
            summary = "The queues of the rules in force, or of a version, as sections of queues.conf, members included")
    @APIResponse(responseCode = "404", description = "There is no such version")
    public String queuesConf(@RestQuery String version) {
        RoutingRules shown = version == null ? rules.rules() : published(number(version));
        return QueuesConf.of(
                shown.version(), shown.queues().values(), shown.operators().values());
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable("version", "is not the number of a version");
        }
    }

    private RoutingRules published(long number) {
        Version version = publications.find(number).orElseThrow(() -> HttpProblem.builder()
                .withStatus(404)
                .withTitle("Not Found")
                .withDetail("There is no version " + number)
                .build());
        return RulesReader.read(RulesDocument.parseJson(version.document()).root())
                .withVersion(number);
    }
}
