package io.smartcallcenter.notification.webhook;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Where events are sent. */
@Path("/api/admin/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed("admin")
@Tag(name = "Webhooks")
public class WebhooksResource {

    /** Each has a thread. */
    static final int MOST = 50;

    private final WebhookStore store;
    private final Webhooks webhooks;
    private final JsonWebToken token;
    private final Clock clock;

    WebhooksResource(WebhookStore store, Webhooks webhooks, JsonWebToken token, Clock clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.token = token;
        this.clock = clock;
    }

    /** All webhooks, the oldest first. */
    public record All(List<WebhookJson> webhooks) {}

    @GET
    @Operation(summary = "All webhooks, and how their deliveries go")
    public Uni<All> all() {
        return store.all()
                .map(found -> new All(found.stream()
                        .map(each -> WebhookJson.of(each.webhook(), each.deliveries()))
                        .toList()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A webhook, and how its deliveries go")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookJson.class)))
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    public Uni<Response> get(@RestPath String id) {
        return found(id).map(each -> answer(Response.ok(), each.webhook(), each.deliveries()));
    }

    @POST
    @Operation(summary = "Adds a webhook", description = "Events from now on are sent; in force within seconds.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WebhookJson.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be used; each is named")
    @APIResponse(
            responseCode = "409",
            description = "scc.notification.settings-key is not set, or there are 50 already")
    public Uni<Response> create(WebhookBody body) {
        String by = token.getName();
        canStore();
        return read(body, true)
                .chain(read -> store.all().map(all -> {
                    if (all.size() >= MOST) {
                        throw Refusals.conflict("there are " + MOST + " webhooks already");
                    }
                    String id = UUID.randomUUID().toString();
                    Instant now = now();
                    String secret = webhooks.encrypted(read.secret(), id);
                    return new Webhook(id, read.url(), read.types(), read.enabled(), secret, 1, now, Map.of(), now, by);
                }))
                .chain(webhook -> store.insert(webhook)
                        .call(webhooks::refresh)
                        .replaceWith(() -> answer(
                                Response.created(URI.create("/api/admin/webhooks/" + webhook.id())),
                                webhook,
                                Deliveries.NONE)));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Changes a webhook",
            description = "If-Match is the ETag that was read. One that is enabled again goes on where it stood, as far"
                    + " as Kafka still has the events. Of a family of types that it did not have, events from now on"
                    + " are sent.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookJson.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be used; each is named")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> replace(
            @RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, WebhookBody body) {
        long revision = Refusals.expected(ifMatch);
        String by = token.getName();
        return read(body, false).chain(read -> found(id).chain(before -> {
            if (read.secret() != null) {
                canStore();
            }
            String secret = read.secret() == null ? before.webhook().secret() : webhooks.encrypted(read.secret(), id);
            Webhook next = next(before.webhook(), read, secret, revision + 1, by);
            return store.replace(next, revision)
                    .invoke(WebhooksResource::refuseStale)
                    .call(webhooks::refresh)
                    .replaceWith(() -> answer(Response.ok(), next, before.deliveries()));
        }));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Removes a webhook", description = "If-Match is the ETag that was read.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> delete(@RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        long revision = Refusals.expected(ifMatch);
        return found(id)
                .chain(there -> store.delete(id, revision))
                .invoke(WebhooksResource::refuseStale)
                .call(webhooks::refresh)
                .replaceWith(() -> Response.noContent().build());
    }

    /** Names are resolved: never on an event loop. */
    private Uni<WebhookBodies.Read> read(WebhookBody body, boolean secretNeeded) {
        return Uni.createFrom()
                .item(() -> WebhookBodies.read(body, secretNeeded, webhooks.targets()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Webhook next(Webhook before, WebhookBodies.Read read, String secret, long revision, String by) {
        Instant now = now();
        return new Webhook(
                before.id(),
                read.url(),
                read.types(),
                read.enabled(),
                secret,
                revision,
                before.createdAt(),
                before.addedAt(read.types(), now),
                now,
                by);
    }

    private Uni<WebhookStore.Stored> found(String id) {
        return store.find(id)
                .map(Optional::orElseThrow)
                .onFailure(NoSuchElementException.class)
                .transform(none -> Refusals.notFound("there is no such webhook"));
    }

    private void canStore() {
        if (!webhooks.canStore()) {
            throw Refusals.conflict("no secret can be stored: scc.notification.settings-key is not set");
        }
    }

    private static void refuseStale(boolean done) {
        if (!done) {
            throw Refusals.stale();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Response answer(Response.ResponseBuilder response, Webhook webhook, Deliveries deliveries) {
        return response.entity(WebhookJson.of(webhook, deliveries))
                .header(HttpHeaders.ETAG, Refusals.etag(webhook.revision()))
                .build();
    }
}
