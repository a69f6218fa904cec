package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.mongodb.MongoException;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.privacy.ErasedNumber;
import io.smartcallcenter.cdr.privacy.Erasure;
import io.smartcallcenter.cdr.report.RowQuery.Place;
import io.smartcallcenter.cdr.store.AuditStore;
import io.smartcallcenter.cdr.store.Erasures;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.defaults.query.WrittenText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Erases a number from the copy of the CDR and from what was compared with it, and tells which erasures there were. */
@Path("/api/admin/reports/cdr-data/erasures")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed("admin")
@Tag(name = "Privacy")
public class ErasureResource {

    private static final Logger LOG = Logger.getLogger(ErasureResource.class);
    private static final int LONGEST_REASON = 500;
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final Instant LATEST = Instant.parse("2242-01-01T00:00:00Z");

    /** Places that this service cannot reach, with the time after which the data are gone there. */
    static final List<Elsewhere> ELSEWHERE = List.of(
            new Elsewhere("Asterisk: CDR, queue_log, recordings and voicemail", "as the PBX is set up"),
            new Elsewhere("kpi-service: calls", "POST /api/calls/erasures there"),
            new Elsewhere(
                    "notification-service: customers, their calls and comments", "POST /api/customers/erasure there"),
            new Elsewhere("Kafka: call-events", "7 days"),
            new Elsewhere("files that were exported, and backups", "as they are kept"));

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
            @Schema(examples = "+77010000067", description = "The whole number, 3 to 40 digits; only they count")
                    String number,
            @Schema(examples = "request of 2026-11-20", maxLength = LONGEST_REASON) String reason) {}

    /** A place that keeps the number as well. */
    public record Elsewhere(String place, @JsonProperty("kept_for") String keptFor) {}

    /** What was erased; the number is not kept. */
    @Schema(name = "CdrErasure")
    public record ErasureJson(
            @JsonProperty("erasure_id") String erasureId,
            Instant at,
            String by,
            String reason,
            @Schema(description = "false while it runs, or if it broke off: then ask again") boolean finished,
            @Schema(description = "Of the copy of the CDR") long rows,
            @Schema(description = "Of calls with their rows") long comparisons) {

        static ErasureJson of(Erasure erasure) {
            return new ErasureJson(
                    erasure.id(),
                    erasure.at(),
                    erasure.who(),
                    erasure.reason(),
                    erasure.finished(),
                    erasure.rows(),
                    erasure.comparisons());
        }
    }

    @Schema(name = "CdrErasureReport")
    public record ReportJson(ErasureJson erasure, List<Elsewhere> elsewhere) {}

    /** @param nextCursor absent on the last page */
    @Schema(name = "CdrErasures")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ErasureJson> erasures, @JsonProperty("next_cursor") String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Erase a number, and the names that came with it, from the copy of the CDR and its comparisons",
            description =
                    "Who called, who was called, and the number within names of channels and files; did and the interfaces of"
                            + " operators stay. An import that reads the same rows again does not bring it back; rows that were"
                            + " not imported yet are new data: erase them in the PBX first. May be repeated. A number that is announced in"
                            + " another form, national or international, has other digits: erase each form. Every document is looked at, so it"
                            + " takes as long as reading all of them.")
    @APIResponse(responseCode = "200", description = "Erased")
    @APIResponse(responseCode = "400", description = "The number or the reason cannot be used; it is named")
    @APIResponse(responseCode = "503", description = "The database is away: ask again")
    public Uni<ReportJson> erase(ErasureBody body) {
        List<Violation> violations = new ArrayList<>();
        WrittenText written = new WrittenText("body", violations);
        ErasedNumber number = number(body, written);
        String reason = body == null ? null : written.lines("reason", body.reason(), LONGEST_REASON);
        if (reason == null && violations.stream().noneMatch(each -> each.field().equals("reason"))) {
            written.wrong("reason", "is empty");
        }
        if (!violations.isEmpty()) {
            throw Problems.unreadable(violations);
        }
        return erasures.erase(number, token.getName(), reason, Instant.now())
                .map(erasure -> new ReportJson(ErasureJson.of(erasure), ELSEWHERE));
    }

    private static ErasedNumber number(ErasureBody body, WrittenText written) {
        try {
            return ErasedNumber.of(body == null ? null : body.number());
        } catch (IllegalArgumentException unusable) {
            written.wrong("number", unusable.getMessage());
            return null;
        }
    }

    @GET
    @Operation(summary = "Which erasures there were, the newest first")
    @APIResponse(responseCode = "200")
    public Uni<Page> list(
            @RestQuery @Parameter(example = "2026-11-23T00:00:00Z") String from,
            @RestQuery @Parameter(example = "2026-11-24T00:00:00Z") String to,
            @RestQuery @Parameter(description = "1 to 1000, usually 100") String limit,
            @RestQuery String cursor) {
        int most = ReportParameters.number("limit", limit, USUAL_LIMIT, MOST);
        Place after = ReportParameters.place(cursor);
        return audit.erasures(
                        from == null ? Instant.EPOCH : QueryRange.time("from", from),
                        to == null ? LATEST : QueryRange.time("to", to),
                        after == null ? null : new AuditStore.Place(after.calldate(), after.id()),
                        most + 1)
                .map(found -> page(found, most));
    }

    private static Page page(List<Erasure> found, int most) {
        List<Erasure> page = found.subList(0, Math.min(most, found.size()));
        Erasure last = found.size() > most ? page.get(most - 1) : null;
        return new Page(
                page.stream().map(ErasureJson::of).toList(),
                last == null ? null : ReportParameters.cursor(new Place(last.at(), last.id())));
    }

    /** MongoDB is away: the caller may come again. */
    @ServerExceptionMapper
    Response away(MongoException failure) {
        LOG.error("The erasure is not finished, or cannot be read", failure);
        return Problems.away("The erasure cannot be finished or read just now: ask again")
                .toResponse();
    }
}
