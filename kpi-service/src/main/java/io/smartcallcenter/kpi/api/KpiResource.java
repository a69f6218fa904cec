package io.smartcallcenter.kpi.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.store.Reports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The figures of a time range: {@code from} inclusive, {@code to} exclusive. */
@Path("/api/kpi")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"analyst", "supervisor", "admin"})
public class KpiResource {

    private final Reports reports;
    private final Policy defaults;

    KpiResource(Reports reports, Policy defaults) {
        this.reports = reports;
        this.defaults = defaults;
    }

    @GET
    @Path("/queues")
    @Operation(summary = "Queue figures of a time range; the policy parameters apply to the past as well")
    public Uni<QueueFiguresJson> queues(
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery List<String> queue,
            @RestQuery String slThreshold,
            @RestQuery String slMode,
            @RestQuery String shortAbandon) {
        TimeRange range = Parameters.range(from, to);
        Set<String> queues = Parameters.names("queue", queue);
        Policy policy = Parameters.policy(slThreshold, slMode, shortAbandon, defaults);
        QueueQuestion question = new QueueQuestion(Grid.whole(range), queues, true, policy, Attribution.ARRIVAL);
        return reports.queues(question).map(answer -> QueueFiguresJson.of(question, answer));
    }

    @GET
    @Path("/operators")
    @Operation(
            summary = "Operator figures of a time range: calls by the start of the offer, states clipped to the range")
    public Uni<OperatorFiguresJson> operators(
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery List<String> operator,
            @RestQuery List<String> queue) {
        TimeRange range = Parameters.range(from, to);
        Set<String> operators = Parameters.names("operator", operator);
        Set<String> queues = Parameters.names("queue", queue);
        OperatorQuestion question = new OperatorQuestion(
                Grid.whole(range), operators, queues, OperatorGroup.OPERATOR, Attribution.ARRIVAL);
        return reports.operators(question).map(answer -> OperatorFiguresJson.of(question, answer));
    }
}
