package io.smartcallcenter.kpi.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.answer.Answers;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.kpi.api.parameters.ComparisonParameters;
import io.smartcallcenter.kpi.api.parameters.OperatorParameters;
import io.smartcallcenter.kpi.api.parameters.PolicyParameters;
import io.smartcallcenter.kpi.api.parameters.QueueParameters;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.store.Reports;
import io.smartcallcenter.kpi.store.TooManyDocuments;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The figures of a time range: {@code from} inclusive, {@code to} exclusive. */
@Path("/api/kpi")
@Produces({MediaType.APPLICATION_JSON, Format.COMMA_SEPARATED, Format.SPREADSHEET})
@KnownParametersOnly
@RolesAllowed({"analyst", "supervisor", "admin"})
@Tag(name = "KPI")
@APIResponse(responseCode = "304", description = "The asker has this answer already: its ETag is in If-None-Match")
@APIResponse(
        responseCode = "400",
        description = "Parameters that are unknown or cannot be read: the problem names all of them",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        examples = @ExampleObject(name = "unreadable", value = Examples.UNREADABLE)))
@APIResponse(
        responseCode = "422",
        description = "The question can be read, and asks for too much: the problem names the parameter and the limit",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        examples = @ExampleObject(name = "too many intervals", value = Examples.TOO_MUCH)))
@APIResponse(responseCode = "503", description = "The figures cannot be read just now: come again")
public class KpiResource {

    private final Reports reports;
    private final Policy defaults;
    private final Answers answers;
    private final ObjectMapper json;

    KpiResource(Reports reports, Policy defaults, Answers answers, ObjectMapper json) {
        this.reports = reports;
        this.defaults = defaults;
        this.answers = answers;
        this.json = json;
    }

    @GET
    @Path("/queues")
    @Operation(
            summary = "Figures of queues in a time range, as a whole or in intervals",
            description =
                    "The policy (slThreshold, slMode, shortAbandon) applies to the past as well. Rows are in the order of"
                            + " queues, then of time; a row is there where something happened, and for every queue that was named."
                            + " Times in seconds, rates in percent, both with one decimal; null where nothing was counted.")
    @APIResponse(
            responseCode = "200",
            description = "The figures. Link and next_cursor lead to the next page",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = QueueReport.class),
                        examples = @ExampleObject(name = "a queue on a day", value = Examples.QUEUES)),
                @Content(
                        mediaType = Format.COMMA_SEPARATED,
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "a queue on a day", value = Examples.QUEUES_CSV)),
                @Content(
                        mediaType = Format.SPREADSHEET,
                        schema = @Schema(implementation = String.class, format = "binary"))
            })
    public Uni<Response> queues(@BeanParam QueueParameters parameters) {
        Format format = answers.format(parameters.format());
        QueueParameters.Asked asked = parameters.asked(defaults, format);
        return answers.of(format, reports.queues(asked.question()), answer -> QueueReport.of(asked, answer));
    }

    @GET
    @Path("/operators")
    @Operation(
            summary = "Figures of operators in a time range, as a whole or in intervals",
            description =
                    "Calls are counted where they belong, states are clipped to the interval. Rows are in the order of"
                            + " interfaces or queues, then of time. Times in seconds, rates in percent, both with one decimal; null where"
                            + " nothing was counted. acw is null: no event tells of after-call work yet.")
    @APIResponse(
            responseCode = "200",
            description = "The figures. Link and next_cursor lead to the next page",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = OperatorReport.class),
                        examples = @ExampleObject(name = "an operator on a day", value = Examples.OPERATORS)),
                @Content(
                        mediaType = Format.COMMA_SEPARATED,
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "an operator on a day", value = Examples.OPERATORS_CSV)),
                @Content(
                        mediaType = Format.SPREADSHEET,
                        schema = @Schema(implementation = String.class, format = "binary"))
            })
    public Uni<Response> operators(@BeanParam OperatorParameters parameters) {
        Format format = answers.format(parameters.format());
        OperatorParameters.Asked asked = parameters.asked(format);
        return answers.of(format, reports.operators(asked.question()), answer -> OperatorReport.of(asked, answer));
    }

    @GET
    @Path("/heatmap")
    @Operation(
            summary = "When calls come: the figures of each hour of the week",
            description =
                    "168 cells, Monday 0:00 first, on the clock of the zone. A cell has the calls of all such hours of the"
                            + " range, of all queues or of those that are named, together.")
    @APIResponse(
            responseCode = "200",
            description = "The figures",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Heatmap.class),
                        examples =
                                @ExampleObject(
                                        name = "one cell of 168",
                                        summary = "Shortened: an answer has all 168 cells",
                                        value = Examples.HEATMAP)),
                @Content(mediaType = Format.COMMA_SEPARATED, schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = Format.SPREADSHEET,
                        schema = @Schema(implementation = String.class, format = "binary"))
            })
    public Uni<Response> heatmap(@BeanParam PolicyParameters parameters) {
        Format format = answers.format(parameters.format());
        QueueQuestion question = parameters.hoursOfTheWeek(defaults);
        return answers.of(format, reports.queues(question), answer -> Heatmap.of(question, answer));
    }

    @GET
    @Path("/compare")
    @Operation(
            summary = "Two ranges side by side: this week and the last one",
            description =
                    "Each queue in the range of from and to, in that of with_from and with_to, and the difference of every"
                            + " column.")
    @APIResponse(
            responseCode = "200",
            description = "The figures. Link and next_cursor lead to the next page",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Comparison.class),
                        examples =
                                @ExampleObject(name = "a day and the same day a week ago", value = Examples.COMPARE)),
                @Content(mediaType = Format.COMMA_SEPARATED, schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = Format.SPREADSHEET,
                        schema = @Schema(implementation = String.class, format = "binary"))
            })
    public Uni<Response> compare(@BeanParam ComparisonParameters parameters) {
        Format format = answers.format(parameters.format());
        ComparisonParameters.Asked asked = parameters.asked(defaults, format);
        return answers.of(
                format,
                Uni.combine()
                        .all()
                        .unis(reports.queues(asked.now()), then(asked.then()))
                        .asTuple(),
                both -> Comparison.of(asked, both.getItem1(), both.getItem2(), json));
    }

    /** Each range may be too large for itself: a refusal names the one that is. */
    private Uni<QueueAnswer> then(QueueQuestion question) {
        return reports.queues(question)
                .onFailure(TooManyDocuments.class)
                .transform(failure -> ReportTooLarge.problem((TooManyDocuments) failure, "with_from", "with_to"));
    }
}
