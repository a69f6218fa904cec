package io.smartcallcenter.notification.alert.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.notification.alert.api.AlertParameters.Query;
import io.smartcallcenter.notification.alert.store.AlertRecord;
import io.smartcallcenter.notification.alert.store.AlertRecord.State;
import io.smartcallcenter.notification.alert.store.AlertStore;
import io.smartcallcenter.notification.alert.watch.AlertTopic;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What somebody should look at. */
@Path("/api/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"supervisor", "admin"})
@Tag(name = "Alerts")
public class AlertsResource {

    private static final int LONGEST_NOTE = 1000;

    private final AlertStore store;
    private final AlertTopic topic;
    private final JsonWebToken token;
    private final Clock clock;

    AlertsResource(AlertStore store, AlertTopic topic, JsonWebToken token, Clock clock) {
        this.store = store;
        this.topic = topic;
        this.token = token;
        this.clock = clock;
    }

    /**
     * A page.
     *
     * @param next the cursor of the next page; null if this is the last one
     */
    public record Page(List<AlertJson> alerts, @Schema(nullable = true) String next) {}

    /** @param note what is done about it; may be left out */
    public record AcknowledgementBody(@Schema(nullable = true, maxLength = LONGEST_NOTE) String note) {}

    @GET
    @Operation(summary = "Alerts, the newest first", description = "Those that are over stay for 90 days.")
    @APIResponse(responseCode = "400", description = "A parameter cannot be read; each is named")
    public Uni<Page> list(
            @RestQuery @Parameter(description = "open, acknowledged or cleared; without it all") String state,
            @RestQuery @Parameter(description = "warning or critical") String severity,
            @RestQuery @Parameter(description = "1 to 1000, usually 100") String limit,
            @RestQuery String cursor) {
        Query query = AlertParameters.read(state, severity, limit, cursor);
        return store.list(query.state(), query.severity(), query.after(), query.limit() + 1)
                .map(found -> page(found, query.limit()));
    }

    private static Page page(List<AlertRecord> found, int limit) {
        List<AlertRecord> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(AlertJson::of).toList(),
                found.size() > limit ? AlertParameters.cursor(shown.get(limit - 1)) : null);
    }

    @POST
    @Path("{id}/acknowledgement")
    @Operation(
            summary = "Says that somebody looks after an alert",
            description =
                    "Of this alert, never of the next one of its key: it is over when the alert is over or begins anew."
                            + " The last one who says so counts.")
    @APIResponse(responseCode = "200", description = "The alert")
    @APIResponse(responseCode = "404", description = "There is no such alert")
    @APIResponse(responseCode = "409", description = "It is over")
    @APIResponse(responseCode = "503", description = "Kafka or the database is away")
    public Uni<AlertJson> acknowledge(@RestPath String id, AcknowledgementBody body) {
        BodyText text = new BodyText();
        String note = text.line("note", body == null ? null : body.note(), LONGEST_NOTE);
        text.refuse();
        String by = token.getName();
        return found(id).chain(record -> {
            if (record.state() == State.CLEARED) {
                throw Refusals.conflict("the alert is over");
            }
            return acknowledged(record, by, note);
        });
    }

    /** The topic is told first; that it is written here too lets the one who asked read it at once. */
    private Uni<AlertJson> acknowledged(AlertRecord record, String by, String note) {
        Instant at = notBefore(record.raisedAt());
        Alert alert =
                new Alert.Acknowledged(record.alert().key(), record.alert().since(), by, at, note);
        String eventId = alert.recordKey() + "/" + record.id() + "/" + at.toEpochMilli();
        EventMeta meta = EventMeta.of(eventId, "/notification-service", alert.key(), at);
        return Published.on(topic, eventId, alert, at)
                .chain(() -> store.keep(List.of(new Envelope<>(meta, alert))))
                .chain(() -> found(record.id()))
                .map(AlertJson::of);
    }

    /** Whoever raised it may have a clock that is ahead of ours. */
    private Instant notBefore(Instant raised) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(raised) ? raised : now;
    }

    private Uni<AlertRecord> found(String id) {
        return store.find(id).map(found -> found.orElseThrow(() -> Refusals.notFound("there is no such alert")));
    }
}
