package io.smartcallcenter.notification.customer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erases what this service knows of a number. */
@Path("/api/customers/erasure")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed("admin")
@Tag(name = "Privacy")
public class ErasureResource {

    /** Places that this does not reach, with the time after which the data are gone there. */
    static final List<Elsewhere> ELSEWHERE = List.of(
            new Elsewhere("kpi-service: calls", "POST /api/calls/erasures there"),
            new Elsewhere(
                    "cdr-sync-service: its copy of the CDR rows", "POST /api/admin/reports/cdr-data/erasures there"),
            new Elsewhere("Kafka: customer-cards", "1 day"),
            new Elsewhere("Kafka: notification-log", "scc.notification.log.retention, usually 24 hours"),
            new Elsewhere("Kafka: call-events, call-notes", "7 days"),
            new Elsewhere("receivers of webhooks, and the CRM", "as they are set up"),
            new Elsewhere("files that were exported, and backups", "as they are kept"));

    private final Erasures erasures;
    private final PhoneNumbers phones;
    private final JsonWebToken token;

    ErasureResource(Erasures erasures, PhoneNumbers phones, JsonWebToken token) {
        this.erasures = erasures;
        this.phones = phones;
        this.token = token;
    }

    /** Whose data. */
    public record ErasureBody(@Schema(examples = "+77010000067") String number) {}

    /** A place that keeps the number as well. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Elsewhere(String place, String keptFor) {}

    /** What was erased; the number is not kept. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ReportJson(
            @Schema(description = "That came from the number; they stay, without it") long calls,
            @Schema(description = "On these calls, and on the customer if it was the last number") long comments,
            @Schema(description = "Who had the number: name, e-mail and note are still there, to be changed or deleted")
                    String customer,
            int numbersLeft,
            List<Elsewhere> elsewhere) {}

    @POST
    @Operation(
            summary = "Erase a number from calls, comments and its customer",
            description = "Replays of Kafka do not bring it back; calls that come later are new data. May be repeated.")
    @APIResponse(responseCode = "200", description = "Erased")
    @APIResponse(responseCode = "400", description = "number is no telephone number")
    @APIResponse(responseCode = "503", description = "The database is away: ask again")
    public Uni<ReportJson> erase(ErasureBody body) {
        String number = body == null ? null : phones.canonical(body.number());
        if (number == null) {
            throw Refusals.body("number", "is no telephone number");
        }
        return erasures.erase(number, token.getName())
                .map(done ->
                        new ReportJson(done.calls(), done.comments(), done.customer(), done.numbersLeft(), ELSEWHERE));
    }
}
