package io.smartcallcenter.notification.alert.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.notification.alert.AlertRule;
import io.smartcallcenter.notification.alert.DefaultRules;
import io.smartcallcenter.notification.alert.store.RuleBook;
import io.smartcallcenter.notification.alert.store.RuleStore;
import io.smartcallcenter.notification.alert.store.StoredRule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** When alerts are raised and cleared. */
@Path("/api/admin/alert-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed("admin")
@Tag(name = "Alerts")
public class RulesResource {

    /** Each is looked at for every subject, every second. */
    static final int MOST = 200;

    private final RuleBook book;
    private final RuleStore store;
    private final JsonWebToken token;
    private final Clock clock;

    RulesResource(RuleBook book, RuleStore store, JsonWebToken token, Clock clock) {
        this.book = book;
        this.store = store;
        this.token = token;
        this.clock = clock;
    }

    /** All rules, by id. */
    public record All(List<RuleJson> rules) {}

    @GET
    @Operation(
            summary = "All rules",
            description = "Of those of one kind that select the same subject the most specific one decides; if it is"
                    + " disabled, the subject has no alert of the kind.")
    public Uni<All> all() {
        return book.all().map(all -> new All(all.stream().map(RuleJson::of).toList()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A rule")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleJson.class)))
    @APIResponse(responseCode = "404", description = "There is no such rule")
    public Uni<Response> get(@RestPath String id) {
        return found(id).map(each -> answer(Response.ok(), each));
    }

    @POST
    @Operation(summary = "Adds a rule", description = "In force within seconds.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RuleJson.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be used; each is named")
    @APIResponse(responseCode = "409", description = "There is one of this id, or there are 200 already")
    public Uni<Response> create(RuleBody body) {
        StoredRule rule = stored(RuleBodies.read(body, null), 1);
        String id = rule.rule().id();
        return book.all()
                .chain(all -> {
                    if (all.size() >= MOST) {
                        throw Refusals.conflict("there are " + MOST + " rules already");
                    }
                    boolean taken =
                            all.stream().anyMatch(each -> each.rule().id().equals(id));
                    return taken ? Uni.createFrom().item(false) : store.insert(rule);
                })
                .invoke(added -> {
                    if (!added) {
                        throw Refusals.conflict("there is a rule " + id + " already");
                    }
                })
                .call(book::refresh)
                .replaceWith(() -> answer(Response.created(URI.create("/api/admin/alert-rules/" + id)), rule));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Replaces a rule",
            description = "If-Match is the ETag that was read. Alerts that it no longer raises are cleared.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleJson.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be used; each is named")
    @APIResponse(responseCode = "404", description = "There is no such rule")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> replace(
            @RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, RuleBody body) {
        long revision = Refusals.expected(ifMatch);
        StoredRule next = stored(RuleBodies.read(body, id), revision + 1);
        return found(id)
                .chain(before -> revision == 0 ? store.insert(next) : store.replace(next, revision))
                .invoke(RulesResource::refuseStale)
                .call(book::refresh)
                .replaceWith(() -> answer(Response.ok(), next));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Removes a rule",
            description = "A default that was changed is as it was at first. If-Match is the ETag that was read.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "404", description = "There is no such rule")
    @APIResponse(responseCode = "409", description = "It is an unchanged default: it can only be disabled")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> delete(@RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        long revision = Refusals.expected(ifMatch);
        return found(id)
                .chain(there -> {
                    if (there.revision() == 0 && revision == 0 && DefaultRules.has(id)) {
                        throw Refusals.conflict("a default rule can only be disabled");
                    }
                    return store.delete(id, revision);
                })
                .invoke(RulesResource::refuseStale)
                .call(book::refresh)
                .replaceWith(() -> Response.noContent().build());
    }

    private Uni<StoredRule> found(String id) {
        return book.all().map(all -> all.stream()
                .filter(each -> each.rule().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.notFound("there is no such rule")));
    }

    private StoredRule stored(AlertRule rule, long revision) {
        return new StoredRule(rule, revision, clock.instant().truncatedTo(ChronoUnit.MILLIS), token.getName());
    }

    private static void refuseStale(boolean done) {
        if (!done) {
            throw Refusals.stale();
        }
    }

    private static Response answer(Response.ResponseBuilder response, StoredRule rule) {
        return response.entity(RuleJson.of(rule))
                .header(HttpHeaders.ETAG, Refusals.etag(rule.revision()))
                .build();
    }
}
