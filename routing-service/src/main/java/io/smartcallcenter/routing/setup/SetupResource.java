package io.smartcallcenter.routing.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.routing.change.Drafts;
import io.smartcallcenter.routing.change.Drafts.Editable;
import io.smartcallcenter.routing.change.Section;
import io.smartcallcenter.routing.publication.Publications.Published;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import io.smartcallcenter.routing.setup.Phones.Elsewhere;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The set-up wizard: takes over what Asterisk has, checks, and lets the rules route. */
@Path("/api/setup")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"supervisor", "admin"})
@Tag(name = "Set-up")
public class SetupResource {

    private final Gateway gateway;
    private final Drafts drafts;
    private final JsonWebToken token;

    SetupResource(Gateway gateway, Drafts drafts, JsonWebToken token) {
        this.gateway = gateway;
        this.drafts = drafts;
        this.token = token;
    }

    /** @param dryRun only say what would be done */
    public record MigrateRequest(@NotNull Boolean dryRun) {}

    /**
     * @param revision of the draft; null after a dry run, or when there was nobody to create
     * @param elsewhere nodes of other gateways, which were not looked at
     */
    public record Migrated(
            boolean dryRun,
            List<String> created,
            List<String> unchanged,
            List<Migration.Conflict> conflicts,
            List<String> skipped,
            List<Elsewhere> elsewhere,
            Long revision) {}

    @POST
    @Path("/operators/migrate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take operators over from Asterisk's phones and queue members into the draft",
            description =
                    "New ones are created. Whoever is in the draft already is compared and never changed. Repeatable.")
    @APIResponse(responseCode = "200", description = "What was done, or would be done")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the draft just now")
    @APIResponse(responseCode = "502", description = "The gateway refused")
    @APIResponse(responseCode = "503", description = "The gateway or the database is away")
    public Migrated migrate(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @NotNull @Valid MigrateRequest request) {
        Phones phones = gateway.phones(authorization);
        Editable draft = drafts.read();
        Migration migration = Migration.of(draft.document(), phones.extensions());
        boolean write = !request.dryRun() && !migration.created().isEmpty();
        Long revision =
                write ? drafts.edit(draft.revision(), migration.document(), Section.OPERATORS, token.getName()) : null;
        return new Migrated(
                request.dryRun(),
                migration.created(),
                migration.unchanged(),
                migration.conflicts(),
                migration.skipped(),
                phones.elsewhere(),
                revision);
    }

    /**
     * @param version that is published now
     * @param inForce false: Kafka does not take it just now; it will be sent
     */
    public record Completed(long version, boolean inForce, List<Check> checks) {}

    @POST
    @Path("/complete")
    @Operation(
            summary = "Check everything, arm the routing and publish the draft",
            description = "Armed rules decide where calls go; until then every call goes to the default queue.")
    @APIResponse(responseCode = "200", description = "Armed and published")
    @APIResponse(
            responseCode = "409",
            description =
                    "A check failed: checks has all of them, with what to do. Or a version was published since the draft"
                            + " was begun")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the draft just now")
    @APIResponse(responseCode = "502", description = "The gateway refused")
    @APIResponse(responseCode = "503", description = "The gateway or the database is away")
    public Completed complete(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        Editable draft = drafts.read();
        List<Check> checks = check(draft.document(), authorization);
        if (checks.stream().anyMatch(Check::failed)) {
            throw incomplete(checks);
        }
        String by = token.getName();
        long revision = drafts.edit(draft.revision(), armed(draft.document()), null, by);
        Published published = drafts.publish(revision, by, "set-up complete");
        return new Completed(published.version(), published.inForce(), checks);
    }

    private List<Check> check(RulesDocument document, String authorization) {
        try {
            return Checklist.of(
                    RulesReader.read(document.root()), gateway.phones(authorization), gateway.realtime(authorization));
        } catch (InvalidRules invalid) {
            return List.of(Check.fail("draft", invalid.getMessage(), "correct the draft; the faults name the places"));
        }
    }

    private static RulesDocument armed(RulesDocument document) {
        ObjectNode root = document.root().deepCopy();
        return new RulesDocument(root.put("armed", true));
    }

    private static HttpProblem incomplete(List<Check> checks) {
        long failed = checks.stream().filter(Check::failed).count();
        return HttpProblem.builder()
                .withStatus(409)
                .withTitle("Conflict")
                .withDetail("The set-up is not complete: " + failed + " of " + checks.size() + " checks failed")
                .with("checks", checks)
                .build();
    }
}
