package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.kpi.call.CallerText;
import io.smartcallcenter.kpi.privacy.Erasure;
import io.smartcallcenter.kpi.privacy.Erasures;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.AuditStore.Noted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Erases a caller's data, and tells which erasures there were. */
@Path("/api/calls/erasures")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed("admin")
@Tag(name = "Privacy")
public class ErasureResource {

    private static final int FEWEST_DIGITS = 3;

    /** Places that this service cannot reach, with the time after which the data are gone there. */
    static final List<Elsewhere> ELSEWHERE = List.of(
            new Elsewhere("Kafka: call-events, routing-events", "7 days"),
            new Elsewhere("Kafka: dead letters of these topics", "30 days"),
            new Elsewhere("Kafka: call-notes", "7 days"),
            new Elsewhere(
                    "notification-service: customers, their calls and comments", "POST /api/customers/erasure there"),
            new Elsewhere("routing-service: journal of decisions", "scc.routing.journal.keep, usually 90 days"),
            new Elsewhere("routing-service: named callers in the rules and their versions", "until they are edited"),
            new Elsewhere(
                    "cdr-sync-service: its copy of the CDR rows", "POST /api/admin/reports/cdr-data/erasures there"),
            new Elsewhere("Asterisk: CDR, queue_log, recordings and voicemail", "as the PBX is set up"),
            new Elsewhere("files that were exported", "see /api/exports"),
            new Elsewhere("backups", "as they are set up"));

    private final Erasures erasures;
    private final AuditStore audit;
    private final JsonWebToken token;

    ErasureResource(Erasures erasures, AuditStore audit, JsonWebToken token) {
        this.erasures = erasures;
        this.audit = audit;
        this.token = token;
    }

    /** Whose data, and why. */
    public record ErasureBody(
            @Schema(examples = "+77010000067", description = "The whole number; only its digits count") String number,
            @Schema(examples = "request of 2026-11-20", maxLength = 500) String reason) {}

    /** A place that keeps the number as well. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Elsewhere(String place, String keptFor) {}

    /** What was erased; the number is not kept. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ErasureJson(
            String erasureId,
            Instant at,
            String by,
            String reason,
            @Schema(description = "false while it runs, or if it broke off: then ask again") boolean finished,
            long calls,
            @Schema(description = "Of timelines, that told of the caller") long events,
            @Schema(description = "On these calls; people wrote them, and people have to read them") long comments) {

        static ErasureJson of(Erasure erasure) {
            return new ErasureJson(
                    erasure.id(),
                    erasure.at(),
                    erasure.who(),
                    erasure.reason(),
                    erasure.finished(),
                    erasure.calls(),
                    erasure.events(),
                    erasure.comments());
        }
    }

    /** @param commentedCalls whose comments have to be read, at most a thousand */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ReportJson(ErasureJson erasure, List<String> commentedCalls, List<Elsewhere> elsewhere) {}

    /** @param nextCursor absent on the last page */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ErasureJson> erasures, String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Erase a caller's number and name from all calls",
            description =
                    "Calls whose caller has this number, and calls on which it was left to be called back. Replays of"
                            + " Kafka do not bring it back; calls that come later are new data. May be repeated. A number"
                            + " that is announced in another form, national or international, has other digits: erase each"
                            + " form.")
    @APIResponse(responseCode = "200", description = "Erased")
    @APIResponse(responseCode = "400", description = "The number or the reason cannot be used; it is named")
    @APIResponse(responseCode = "503", description = "The database is away: ask again")
    public Uni<ReportJson> erase(ErasureBody body) {
        if (body == null
                || body.number() == null
                || CallerText.digits(body.number()).length() < FEWEST_DIGITS) {
            throw Refusals.body("number", "has less than " + FEWEST_DIGITS + " digits");
        }
        String reason = NoteText.reason(body.reason());
        return erasures.erase(CallerText.digits(body.number()), token.getName(), reason)
                .map(report -> new ReportJson(ErasureJson.of(report.erasure()), report.commented(), ELSEWHERE));
    }

    @GET
    @Operation(summary = "Which erasures there were, the newest first")
    @APIResponse(responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be read, or from is not before to; it is named")
    public Uni<Page> list(
            @RestQuery @Parameter(example = "2026-11-23T00:00:00Z") String from,
            @RestQuery @Parameter(example = "2026-11-24T00:00:00Z") String to,
            @RestQuery @Parameter(description = "1 to 1000, usually 100") String limit,
            @RestQuery String cursor) {
        AuditRange range = AuditRange.of(from, to, limit, cursor);
        return audit.erasures(range.from(), range.to(), range.after(), range.limit() + 1)
                .map(found -> new Page(
                        range.page(found).stream()
                                .map(Noted::entry)
                                .map(ErasureJson::of)
                                .toList(),
                        range.next(found)));
    }
}
