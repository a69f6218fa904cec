package io.smartcallcenter.kpi.api.parameters;

import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.query.WeekGrid;
import java.time.ZoneId;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What every question about queues has: it is all that the hours of the week are asked with. */
public class PolicyParameters extends FigureParameters {

    @RestQuery
    @Parameter(
            description = "Seconds within which a call should be answered, 0 to 86400; applied to the past as well."
                    + " Default: the setting scc.kpi.sl-threshold",
            schema = @Schema(examples = {"20"}))
    String slThreshold;

    @RestQuery
    @Parameter(
            description =
                    "What abandoned calls do to the service level. negative: not met; ignore: those within the threshold"
                            + " leave the denominator; positive: those within it count as met; answered_only: only answered calls are"
                            + " looked at. Default: the setting scc.kpi.sl-mode",
            schema = @Schema(enumeration = {"negative", "ignore", "positive", "answered_only"}))
    String slMode;

    @RestQuery
    @Parameter(
            description =
                    "Seconds, 0 to 86400: who hangs up earlier is a short abandon; 0 = there are none. Default: the setting"
                            + " scc.kpi.short-abandon",
            schema = @Schema(examples = {"5"}))
    String shortAbandon;

    Policy policy(Reading reading, Policy defaults) {
        return Parameters.policy(reading, slThreshold, slMode, shortAbandon, defaults);
    }

    /** The hours of the week, all queues together. */
    public QueueQuestion hoursOfTheWeek(Policy defaults) {
        Reading reading = new Reading();
        TimeRange range = range(reading);
        ZoneId zone = zone(reading);
        Set<String> queues = queues(reading);
        Policy policy = policy(reading, defaults);
        Attribution attribution = attribution(reading);
        reading.check();
        return new QueueQuestion(new WeekGrid(range, zone), queues, false, policy, attribution);
    }
}
