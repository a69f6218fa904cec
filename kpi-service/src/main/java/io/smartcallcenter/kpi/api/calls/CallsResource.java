package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.export.ExportAudit;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.defaults.table.SafeCsv;
import io.smartcallcenter.kpi.call.CallQuery;
import io.smartcallcenter.kpi.history.CallPage;
import io.smartcallcenter.kpi.history.Histories;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Lists calls, the newest first. */
@Path("/api/calls")
@KnownParametersOnly
@RolesAllowed({"analyst", "supervisor", "admin"})
@Tag(name = "Calls")
public class CallsResource {

    static final String CSV = "text/csv";
    private static final MediaType CSV_UTF8 = MediaType.valueOf("text/csv;charset=UTF-8");

    private final Histories histories;
    private final ExportAudit audit;
    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final Clock clock;

    CallsResource(Histories histories, ExportAudit audit, SecurityIdentity identity, JsonWebToken token, Clock clock) {
        this.histories = histories;
        this.audit = audit;
        this.identity = identity;
        this.token = token;
        this.clock = clock;
    }

    /** @param nextCursor null on the last page */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Page(Instant from, Instant to, List<CallJson> calls, String nextCursor) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "Calls that started in a range, the newest first",
            description =
                    "from inclusive, to exclusive, at most 400 days. Several queues or operators: any of them. The"
                            + " next page: the same query with next_cursor as cursor; a page may be shorter than limit and"
                            + " not be the last. CSV by the header Accept or format=csv, with the next page in the header"
                            + " Link; a CSV is an export and is noted. Analysts see numbers masked and no names, and may"
                            + " not search by caller (403).")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Page.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "400", description = "A parameter cannot be read; it is named")
    @APIResponse(responseCode = "403", description = "An analyst asked for a caller")
    @APIResponse(responseCode = "422", description = "More than 400 days")
    @APIResponse(responseCode = "503", description = "The database is away, or the export could not be noted")
    public Uni<Response> calls(
            @RestQuery @Parameter(example = "2026-11-23T00:00:00Z", required = true) String from,
            @RestQuery @Parameter(example = "2026-11-24T00:00:00Z", required = true) String to,
            @RestQuery @Parameter(example = "support") List<String> queue,
            @RestQuery @Parameter(example = "PJSIP/0001") List<String> operator,
            @RestQuery @Parameter(example = "+77010000067", description = "The whole number; only its digits count")
                    String caller,
            @RestQuery @Parameter(example = "700") String dialled,
            @RestQuery @Parameter(example = "abandoned") String outcome,
            @RestQuery @Parameter(example = "20", description = "Seconds; the longest wait of the call") String minWait,
            @RestQuery @Parameter(example = "mismatched", description = "matched, missing, mismatched or none")
                    String cdr,
            @RestQuery @Parameter(description = "1 to 1000, usually 100") String limit,
            @RestQuery String cursor,
            @RestQuery @Parameter(description = "json or csv") String format,
            UriInfo uri,
            HttpHeaders headers) {
        if (caller != null && sight() != Sight.FULL) {
            throw Refusals.forbidden("caller: only supervisors and admins may search by number");
        }
        QueryRange range = CallParameters.range(from, to);
        CallQuery query = new CallQuery(
                range.from(),
                range.to(),
                CallParameters.names("queue", queue),
                CallParameters.names("operator", operator),
                CallParameters.callerDigits(caller),
                CallParameters.name("dialled", dialled),
                CallParameters.outcome(outcome),
                CallParameters.minWaitMs(minWait),
                CallParameters.cdr(cdr),
                CallParameters.NOT_COMPARED.equals(cdr));
        boolean csv = csv(format, headers);
        Sight sight = sight();
        String who = token.getName();
        Uni<CallPage> page = histories.page(query, Cursors.place(cursor), CallParameters.limit(limit));
        return csv
                ? page.chain(found -> export(found, sight, who, uri))
                : page.map(found -> Response.ok(json(query, found, sight), MediaType.APPLICATION_JSON_TYPE)
                        .build());
    }

    private Sight sight() {
        return Sight.of(identity::hasRole);
    }

    private static boolean csv(String format, HttpHeaders headers) {
        if (format != null) {
            if (!format.equals("csv") && !format.equals("json")) {
                throw Problems.unreadable("format", "is not one of json, csv");
            }
            return format.equals("csv");
        }
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || type.isCompatible(CSV_UTF8))
                .findFirst()
                .map(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .orElse(false);
    }

    private static Page json(CallQuery query, CallPage page, Sight sight) {
        List<CallJson> calls =
                page.calls().stream().map(call -> CallJson.of(call, sight)).toList();
        return new Page(query.from(), query.to(), calls, Cursors.text(page.next()));
    }

    private Uni<Response> export(CallPage page, Sight sight, String who, UriInfo uri) {
        List<List<Object>> rows = page.calls().stream()
                .map(call -> CallJson.of(call, sight).cells())
                .toList();
        Map<String, List<String>> parameters = new TreeMap<>(uri.getQueryParameters());
        Export export = new Export(clock.instant(), who, uri.getRequestUri().getPath(), parameters, "csv", rows.size());
        Response.ResponseBuilder file = Response.ok(SafeCsv.of(CallJson.COLUMNS, rows), CSV_UTF8)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"calls.csv\"");
        if (page.next() != null) {
            String next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", Cursors.text(page.next()))
                    .build()
                    .getRawQuery();
            file.header(HttpHeaders.LINK, "<?" + next + ">; rel=\"next\"");
        }
        return audit.note(export).replaceWith(file::build);
    }
}
