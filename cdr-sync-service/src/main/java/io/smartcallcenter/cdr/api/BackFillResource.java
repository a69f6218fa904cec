package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.mongodb.MongoException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.RetentionSettings;
import io.smartcallcenter.cdr.backfill.BackFill;
import io.smartcallcenter.cdr.backfill.BackFills;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.AsteriskDatabases;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.defaults.query.Refusals;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The import of a table's history. */
@Path("/api/admin/settings/asterisk-database/{node}/back-fill")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@KnownParametersOnly
@Tag(name = "Settings")
public class BackFillResource {

    private static final Logger LOG = Logger.getLogger(BackFillResource.class);
    private static final Duration LONGEST_RANGE = Duration.ofDays(366 * 30);

    private final BackFills backFills;
    private final AsteriskDatabases databases;
    private final RetentionSettings retention;
    private final JsonWebToken token;

    BackFillResource(
            BackFills backFills, AsteriskDatabases databases, RetentionSettings retention, JsonWebToken token) {
        this.backFills = backFills;
        this.databases = databases;
        this.retention = retention;
        this.token = token;
    }

    /** Which rows, by their calldate. */
    @Schema(name = "BackFillRange")
    public record Range(
            @Schema(description = "Inclusive", examples = "2020-01-01T00:00:00Z") String from,
            @Schema(description = "Exclusive", examples = "2026-01-01T00:00:00Z") String to) {}

    /** How far it is. */
    @Schema(name = "BackFill")
    public record View(
            String node,
            Instant from,
            Instant to,
            @Schema(description = "running, done or stopped") String state,
            @Schema(description = "Read so far") long rows,
            @Schema(description = "Of them, those that were new") long stored,
            @Schema(description = "0..1") double fraction,
            @JsonProperty("rows_per_second") long rowsPerSecond,
            @JsonProperty("seconds_left") @Schema(description = "An estimate", nullable = true) Long secondsLeft,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("started_by") String startedBy,
            @Schema(description = "Why it does not go on: it is tried again", nullable = true) String problem,
            @JsonProperty("next_attempt") @Schema(nullable = true) Instant nextAttempt) {

        private static View of(BackFill backFill) {
            Duration left = backFill.left();
            return new View(
                    backFill.node(),
                    backFill.from(),
                    backFill.to(),
                    backFill.state().name().toLowerCase(Locale.ROOT),
                    backFill.rows(),
                    backFill.stored(),
                    Math.round(backFill.fraction() * 1000) / 1000.0,
                    backFill.rate(),
                    left == null ? null : left.toSeconds(),
                    backFill.startedAt(),
                    backFill.startedBy(),
                    backFill.problem(),
                    backFill.nextAttempt());
        }
    }

    @GET
    @Operation(summary = "How far the last back-fill of the node is")
    public Uni<View> get(@RestPath String node) {
        return backFills.of(node).map(found -> View.of(found.orElseThrow(() -> none(node))));
    }

    @POST
    @Operation(
            summary = "Begins to import the rows of a range of calldate",
            description =
                    "Beside the live import, at scc.cdr.back-fill-rate at most. It goes on where it was after a restart.")
    @APIResponse(responseCode = "202", description = "Begun")
    @APIResponse(
            responseCode = "400",
            description = "The range cannot be read, or from is older than scc.cdr.retention.rows keeps; it is named")
    @APIResponse(responseCode = "409", description = "One of the node is running, or the rows of the node are not read")
    public Uni<Response> begin(@RestPath String node, Range asked) {
        Range body = asked == null ? new Range(null, null) : asked;
        QueryRange range = Problems.in("body", () -> QueryRange.of(body.from(), body.to(), LONGEST_RANGE));
        if (range.from().isBefore(Instant.now().minus(retention.rows()))) {
            throw Refusals.body("from", "is older than rows are kept: scc.cdr.retention.rows is " + retention.rows());
        }
        BackFill backFill = BackFill.begin(node, range.from(), range.to(), Instant.now(), token.getName());
        return databases
                .isSet(node)
                .invoke(isSet -> {
                    if (!isSet) {
                        throw none(node);
                    }
                })
                .chain(databases::enabled)
                .invoke(read -> refuseUnread(node, read))
                .chain(() -> backFills.begin(backFill))
                .map(begun -> {
                    if (!begun) {
                        throw problem(409, "Conflict", "a back-fill of " + node + " is running");
                    }
                    LOG.infof(
                            "%s begins a back-fill of %s from %s to %s",
                            token.getName(), node, range.from(), range.to());
                    return Response.accepted(View.of(backFill)).build();
                });
    }

    private static void refuseUnread(String node, List<AsteriskDatabase> read) {
        if (read.stream().noneMatch(each -> each.node().equals(node))) {
            throw problem(
                    409,
                    "Conflict",
                    "the rows of " + node
                            + " are not read: its database is not enabled, its password cannot be decrypted,"
                            + " or its table is read for another node");
        }
    }

    @DELETE
    @Operation(summary = "Stops it; the rows that were read stay")
    public Uni<Response> stop(@RestPath String node) {
        return backFills.stop(node).map(stopped -> {
            if (!stopped) {
                throw problem(404, "Not Found", "no back-fill of " + node + " is running");
            }
            LOG.infof("%s stops the back-fill of %s", token.getName(), node);
            return Response.noContent().build();
        });
    }

    private static HttpProblem none(String node) {
        return problem(404, "Not Found", "there is none of the node " + node);
    }

    private static HttpProblem problem(int status, String title, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .build();
    }

    /** MongoDB is away: the caller may come again. */
    @ServerExceptionMapper
    Response away(MongoException failure) {
        LOG.error("The back-fill cannot be read or written", failure);
        return Problems.away("Back-fills cannot be reached just now").toResponse();
    }
}
