package io.smartcallcenter.notification.alert.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.notification.alert.store.AlertStore;
import io.smartcallcenter.notification.alert.watch.AlertTopic;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What nobody wants to be told of for a while. */
@Path("/api/alerts/silences")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"supervisor", "admin"})
@Tag(name = "Alerts")
public class SilencesResource {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST = 500;
    private static final int LONGEST_KEY = 256;
    private static final int LONGEST_REASON = 500;

    private final AlertStore store;
    private final AlertTopic topic;
    private final JsonWebToken token;
    private final Clock clock;

    SilencesResource(AlertStore store, AlertTopic topic, JsonWebToken token, Clock clock) {
        this.store = store;
        this.topic = topic;
        this.token = token;
        this.clock = clock;
    }

    /** What is to be silent. */
    @Schema(name = "Silence")
    public record SilenceBody(
            @Schema(
                            description =
                                    "Key of an alert, or rule/ and the id of a rule for all alerts of that rule; * stands"
                                            + " for any characters",
                            maxLength = LONGEST_KEY,
                            examples = "longest-wait/*")
                    String key,
            @Schema(description = "Until when, at most 30 days from now", examples = "2026-11-23T18:00:00Z")
                    String until,
            @Schema(nullable = true, maxLength = LONGEST_REASON) String reason) {}

    /** A silence in force. */
    public record SilenceJson(
            String id, String key, String by, Instant at, Instant until, @Schema(nullable = true) String reason) {

        static SilenceJson of(Alert.Silenced silence) {
            return new SilenceJson(
                    silence.id(), silence.key(), silence.by(), silence.at(), silence.until(), silence.reason());
        }
    }

    /** Those in force. */
    public record All(List<SilenceJson> silences) {}

    @GET
    @Operation(summary = "The silences in force, the one that ends first first")
    public Uni<All> all() {
        return store.silences(clock.instant(), MOST)
                .map(found -> new All(found.stream().map(SilenceJson::of).toList()));
    }

    @POST
    @Operation(
            summary = "Silences alerts",
            description = "They are still raised, published and listed, with silenced=true; who tells people leaves"
                    + " them out.")
    @APIResponse(responseCode = "201", description = "In force within seconds")
    @APIResponse(responseCode = "400", description = "A field cannot be used; each is named")
    @APIResponse(responseCode = "409", description = "There are 500 already")
    @APIResponse(responseCode = "503", description = "Kafka or the database is away")
    public Uni<Response> create(SilenceBody body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Alert.Silenced silence = read(body, token.getName(), now);
        return store.silences(now, MOST).chain(found -> {
            if (found.size() >= MOST) {
                throw Refusals.conflict("there are " + MOST + " silences already");
            }
            return told(silence, now)
                    .replaceWith(() -> Response.created(URI.create("/api/alerts/silences/" + silence.id()))
                            .entity(SilenceJson.of(silence))
                            .build());
        });
    }

    private static Alert.Silenced read(SilenceBody body, String by, Instant now) {
        BodyText text = new BodyText();
        SilenceBody given = body == null ? new SilenceBody(null, null, null) : body;
        String key = text.pattern("key", given.key(), LONGEST_KEY);
        Instant until = until(given.until(), now, text);
        String reason = text.line("reason", given.reason(), LONGEST_REASON);
        text.refuse();
        return new Alert.Silenced(UUID.randomUUID().toString(), key, by, now, until, reason);
    }

    private static Instant until(String given, Instant now, BodyText text) {
        Instant until = null;
        try {
            until = given == null
                    ? null
                    : OffsetDateTime.parse(given).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException unreadable) {
            // said below
        }
        if (until == null) {
            text.wrong("until", "is not an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        } else if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            text.wrong("until", "is not within the next 30 days");
        }
        return until;
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Ends a silence")
    @APIResponse(responseCode = "204", description = "It has ended")
    @APIResponse(responseCode = "404", description = "There is no such silence, or it has ended by itself")
    @APIResponse(responseCode = "503", description = "Kafka or the database is away")
    public Uni<Response> end(@RestPath String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String by = token.getName();
        return store.silence(id).chain(found -> {
            Alert.Silenced silence = found.filter(each -> each.until().isAfter(now))
                    .orElseThrow(() -> Refusals.notFound("there is no such silence"));
            return told(new Alert.Silenced(id, silence.key(), by, now, now, silence.reason()), now)
                    .replaceWith(() -> Response.noContent().build());
        });
    }

    /** The topic is told first; that it is written here too lets the one who asked read it at once. */
    private Uni<Void> told(Alert.Silenced silence, Instant now) {
        String id = silence.recordKey() + "/" + now.toEpochMilli();
        EventMeta meta = EventMeta.of(id, "/notification-service", silence.key(), now);
        return Published.on(topic, id, silence, now).chain(() -> store.keep(List.of(new Envelope<>(meta, silence))));
    }
}
