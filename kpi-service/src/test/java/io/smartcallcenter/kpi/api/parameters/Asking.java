package io.smartcallcenter.kpi.api.parameters;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.query.QueueQuestion;
import java.util.List;

/** Questions about one day, for tests: 23 November 2026 in Berlin, a Monday. */
public final class Asking {

    private Asking() {}

    private static <T extends FigureParameters> T day(T parameters) {
        parameters.from = "2026-11-23T00:00:00+01:00";
        parameters.to = "2026-11-24T00:00:00+01:00";
        parameters.tz = "Europe/Berlin";
        return parameters;
    }

    public static QueueParameters.Asked queues(String interval) {
        QueueParameters parameters = day(new QueueParameters());
        parameters.interval = interval;
        return parameters.asked(Policy.DEFAULT, Format.JSON);
    }

    /** In hours. */
    public static QueueParameters.Asked queues(String groupBy, String attribution, String limit) {
        QueueParameters parameters = day(new QueueParameters());
        parameters.interval = "1h";
        parameters.groupBy = groupBy;
        parameters.attribution = attribution;
        parameters.limit = limit;
        return parameters.asked(Policy.DEFAULT, Format.JSON);
    }

    public static OperatorParameters.Asked operators() {
        return day(new OperatorParameters()).asked(Format.JSON);
    }

    public static OperatorParameters.Asked operators(String groupBy, String interval, String attribution) {
        OperatorParameters parameters = day(new OperatorParameters());
        parameters.groupBy = groupBy;
        parameters.interval = interval;
        parameters.attribution = attribution;
        return parameters.asked(Format.JSON);
    }

    public static QueueQuestion hoursOfTheWeek() {
        return day(new PolicyParameters()).hoursOfTheWeek(Policy.DEFAULT);
    }

    public static ComparisonParameters.Asked comparison() {
        ComparisonParameters parameters = day(new ComparisonParameters());
        parameters.withFrom = "2026-11-16T00:00:00+01:00";
        parameters.withTo = "2026-11-17T00:00:00+01:00";
        return parameters.asked(Policy.DEFAULT, Format.JSON);
    }

    public static HttpProblem unreadable() {
        return refused("Europe/Atlantis", "2026-11-24T00:00:00Z", "2h");
    }

    public static HttpProblem tooMuch() {
        return refused("UTC", "2027-11-24T00:00:00Z", "15m");
    }

    private static HttpProblem refused(String zone, String to, String interval) {
        QueueParameters parameters = day(new QueueParameters());
        parameters.tz = zone;
        parameters.to = to;
        parameters.interval = interval;
        parameters.queue = List.of();
        return catchThrowableOfType(HttpProblem.class, () -> parameters.asked(Policy.DEFAULT, Format.JSON));
    }
}
