package io.smartcallcenter.cdr.api;

import com.mongodb.MongoException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.report.Group;
import io.smartcallcenter.cdr.report.RowQuery;
import io.smartcallcenter.cdr.report.RowQuery.Place;
import io.smartcallcenter.cdr.store.ReportStore;
import io.smartcallcenter.defaults.answer.Answers;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.defaults.export.ExportNotAudited;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The imported rows, and both sides added up. */
@Path("/api/admin/reports")
@RolesAllowed({"admin", "supervisor", "analyst"})
@KnownParametersOnly
@Tag(name = "Reports")
public class ReportsResource {

    private static final Logger LOG = Logger.getLogger(ReportsResource.class);
    private static final Duration LONGEST_OF_ROWS = Duration.ofDays(366 * 10);
    private static final Duration LONGEST_HYBRID = Duration.ofDays(92);
    private static final int USUAL_LIMIT = 500;
    private static final int MOST = 50_000;

    private final ReportStore store;
    private final Answers answers;
    private final SecurityIdentity identity;

    ReportsResource(ReportStore store, Answers answers, SecurityIdentity identity) {
        this.store = store;
        this.answers = answers;
        this.identity = identity;
    }

    @GET
    @Path("cdr-data")
    @Produces({MediaType.APPLICATION_JSON, Format.COMMA_SEPARATED, Format.SPREADSHEET})
    @Operation(
            summary = "Imported rows by calldate, the newest first: from inclusive, to exclusive",
            description =
                    "The next page: the same query with next_cursor as cursor. CSV and XLSX by format or the header Accept, with"
                            + " the next page in the header Link. Analysts see numbers masked and no names, and may not search by number (403).")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CdrData.class)))
    public Uni<Response> rows(
            @RestQuery @Parameter(example = "2026-11-23T00:00:00Z", required = true) String from,
            @RestQuery @Parameter(example = "2026-11-24T00:00:00Z", required = true) String to,
            @RestQuery @Parameter(example = "pbx1") String node,
            @RestQuery String src,
            @RestQuery String dst,
            @RestQuery String did,
            @RestQuery @Parameter(example = "PJSIP/0001") String operator,
            @RestQuery @Parameter(example = "support") String queue,
            @RestQuery @Parameter(example = "NO ANSWER") String disposition,
            @RestQuery @Parameter(example = "pbx1/1795386500.0") String call,
            @RestQuery @Parameter(description = "1 to 50000, usually 500; of an export 50000") String limit,
            @RestQuery String cursor,
            @RestQuery @Parameter(description = "json, csv or xlsx") String format) {
        Sight sight = Sight.of(identity::hasRole);
        if (sight != Sight.FULL && (src != null || dst != null)) {
            throw HttpProblem.builder()
                    .withStatus(403)
                    .withTitle("Forbidden")
                    .withDetail("src, dst: only supervisors and admins may search by number")
                    .build();
        }
        QueryRange range = QueryRange.of(from, to, LONGEST_OF_ROWS);
        RowQuery query = new RowQuery(
                range.from(),
                range.to(),
                ReportParameters.text("node", node),
                ReportParameters.text("src", src),
                ReportParameters.text("dst", dst),
                ReportParameters.text("did", did),
                ReportParameters.text("operator", operator),
                ReportParameters.text("queue", queue),
                ReportParameters.text("disposition", disposition),
                ReportParameters.text("call", call));
        Format asked = answers.format(format);
        int most = ReportParameters.number("limit", limit, asked == Format.JSON ? USUAL_LIMIT : MOST, MOST);
        Place after = ReportParameters.place(cursor);
        return answers.of(asked, store.rows(query, after, most + 1), found -> data(query, found, most, sight));
    }

    private static CdrData data(RowQuery query, List<CdrRow> found, int most, Sight sight) {
        List<CdrRow> page = found.size() > most ? found.subList(0, most) : found;
        CdrRow last = found.size() > most ? page.get(most - 1) : null;
        return new CdrData(
                new CdrData.Question(query.from(), query.to(), "UTC"),
                page.stream().map(row -> CdrData.Row.of(row, sight)).toList(),
                last == null ? null : ReportParameters.cursor(new Place(last.calldate(), last.id())));
    }

    @GET
    @Path("hybrid-statistics")
    @Produces({MediaType.APPLICATION_JSON, Format.COMMA_SEPARATED, Format.SPREADSHEET})
    @Operation(
            summary =
                    "Calls, answers and seconds as the events and as the CDR have them, side by side and joined, by group",
            description = "Calls belong to the time at which they began. A code in reasons leads to its calls:"
                    + " /api/admin/reports/reconciliation?reason=CODE with the same from and to.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HybridStatistics.class)))
    public Uni<Response> hybrid(
            @RestQuery @Parameter(example = "2026-11-01T00:00:00Z", required = true) String from,
            @RestQuery @Parameter(example = "2026-12-01T00:00:00Z", required = true) String to,
            @RestQuery @Parameter(example = "Europe/Berlin", description = "IANA zone of the days, usually UTC")
                    String tz,
            @RestQuery @Parameter(description = "day, queue, operator, trunk or did; usually day") String groupBy,
            @RestQuery @Parameter(description = "json, csv or xlsx") String format) {
        QueryRange range = QueryRange.of(from, to, LONGEST_HYBRID);
        ZoneId zone = ReportParameters.zone(tz);
        Group by = groupBy == null
                ? Group.DAY
                : Group.ofWireName(groupBy)
                        .orElseThrow(
                                () -> Problems.unreadable("groupBy", "is not one of day, queue, operator, trunk, did"));
        return answers.of(
                answers.format(format),
                store.hybrid(range.from(), range.to(), by, zone, shown(by)),
                rows -> new HybridStatistics(
                        new HybridStatistics.Question(range.from(), range.to(), zone.getId(), by.wireName()),
                        rows.stream().map(HybridStatistics.Row::of).toList()));
    }

    private UnaryOperator<String> shown(Group by) {
        Sight sight = Sight.of(identity::hasRole);
        return by == Group.TRUNK ? trunk -> Trunks.shown(trunk, sight) : UnaryOperator.identity();
    }

    /** MongoDB is away: the caller may come again. */
    @ServerExceptionMapper
    Response away(MongoException failure) {
        LOG.error("The report cannot be read", failure);
        return Problems.away("The report cannot be read just now").toResponse();
    }

    @ServerExceptionMapper
    Response notAudited(ExportNotAudited failure) {
        LOG.error("An export cannot be noted, so it is not given", failure);
        return Problems.away("The export cannot be noted just now, so it is not given")
                .toResponse();
    }
}
