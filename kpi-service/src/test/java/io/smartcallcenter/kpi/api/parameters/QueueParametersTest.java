package io.smartcallcenter.kpi.api.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.SlMode;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Interval;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueParametersTest {

    private static QueueParameters day(Consumer<QueueParameters> change) {
        QueueParameters parameters = new QueueParameters();
        parameters.from = "2026-11-23T00:00:00Z";
        parameters.to = "2026-11-24T00:00:00Z";
        change.accept(parameters);
        return parameters;
    }

    private static QueueParameters.Asked asked(Consumer<QueueParameters> change) {
        return day(change).asked(Policy.DEFAULT, Format.JSON);
    }

    private static HttpProblem refused(Consumer<QueueParameters> change) {
        return catchThrowableOfType(HttpProblem.class, () -> asked(change));
    }

    @Test
    void whatIsNotSaidHasADefault() {
        QueueParameters.Asked asked = asked(parameters -> {});

        assertThat(asked.grid().interval()).isEqualTo(Interval.WHOLE);
        assertThat(asked.grid().zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(asked.question().queues()).isEmpty();
        assertThat(asked.question().byQueue()).isTrue();
        assertThat(asked.question().policy()).isEqualTo(Policy.DEFAULT);
        assertThat(asked.question().attribution()).isEqualTo(Attribution.ARRIVAL);
        assertThat(asked.paging().limit()).isEqualTo(5_000);
        assertThat(asked.paging().after()).isNull();
    }

    @Test
    void everythingCanBeSaid() {
        QueueParameters.Asked asked = asked(parameters -> {
            parameters.tz = "Europe/Berlin";
            parameters.interval = "1h";
            parameters.queue = List.of("sales", "support");
            parameters.groupBy = "none";
            parameters.slThreshold = "30";
            parameters.slMode = "ignore";
            parameters.shortAbandon = "0";
            parameters.attribution = "event";
            parameters.limit = "10";
        });

        assertThat(asked.grid().size()).isEqualTo(24);
        assertThat(asked.grid().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(asked.question().queues()).containsExactlyInAnyOrder("sales", "support");
        assertThat(asked.question().byQueue()).isFalse();
        assertThat(asked.question().policy()).isEqualTo(new Policy(30, SlMode.IGNORE, 0));
        assertThat(asked.question().attribution()).isEqualTo(Attribution.EVENT);
        assertThat(asked.paging().limit()).isEqualTo(10);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        HttpProblem problem = refused(parameters -> {
            parameters.from = "yesterday";
            parameters.to = null;
            parameters.tz = "Mars/Olympus";
            parameters.interval = "2h";
            parameters.queue = List.of(" ");
            parameters.groupBy = "team";
            parameters.slThreshold = "ten";
            parameters.slMode = "best";
            parameters.shortAbandon = "-1";
            parameters.attribution = "leave";
            parameters.limit = "0";
        });

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(Problems.violations(problem))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "from",
                        "to",
                        "tz",
                        "interval",
                        "queue",
                        "groupBy",
                        "slThreshold",
                        "slMode",
                        "shortAbandon",
                        "attribution",
                        "limit");
        assertThat(problem.getDetail()).contains("tz is not an IANA time zone", "interval is not one of 15m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+05:00", "Z", "europe/berlin", "CEST"})
    void onlyNamesOfZonesAreZones(String zone) {
        assertThat(Problems.violations(refused(parameters -> parameters.tz = zone)))
                .extracting(Violation::field)
                .containsExactly("tz");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:00:00Z, 2026-11-23T00:00:00Z",
        "2026-11-24T00:00:00Z, 2026-11-23T00:00:00Z",
        "2026-11-24T00:00:00+01:00, 2026-11-23T23:00:00Z"
    })
    void aRangeOfNothingIsNoRange(String from, String to) {
        HttpProblem problem = refused(parameters -> {
            parameters.from = from;
            parameters.to = to;
        });

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getDetail()).isEqualTo("from must be before to");
    }

    @Test
    void moreIntervalsThanTheLimitAreTooMuch() {
        HttpProblem problem = refused(parameters -> {
            parameters.to = "2026-12-25T00:00:00Z";
            parameters.interval = "15m";
        });

        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(problem.getDetail())
                .isEqualTo(
                        "interval is too short for the range: at most 3000 intervals: 31 days of 15m, 62 of 30m, 125 of 1h");
        assertThat(asked(parameters -> {
                            parameters.to = "2026-12-24T00:00:00Z";
                            parameters.interval = "15m";
                        })
                        .grid()
                        .size())
                .isEqualTo(31 * 96);
    }

    @Test
    void aRangeOfYearsIsTooMuchAndWhatCannotBeReadIsSaidFirst() {
        Consumer<QueueParameters> years = parameters -> parameters.to = "2029-11-28T00:00:01Z";

        assertThat(refused(years).getStatusCode()).isEqualTo(422);
        assertThat(refused(years).getDetail()).isEqualTo("to is more than 1100 days after from");
        assertThat(refused(years.andThen(parameters -> parameters.tz = "x")).getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void aCursorIsOfTheQuestionAndNotOfItsFormOrLimit() {
        String question = asked(parameters -> parameters.queue = List.of("a", "b"))
                .paging()
                .question();

        assertThat(asked(parameters -> {
                            parameters.queue = List.of("b", "a");
                            parameters.tz = "UTC";
                            parameters.from = "2026-11-23T01:00:00+01:00";
                            parameters.slThreshold = "20";
                            parameters.limit = "3";
                            parameters.format = "csv";
                        })
                        .paging()
                        .question())
                .isEqualTo(question);
        List<Consumer<QueueParameters>> others = List.of(
                parameters -> parameters.queue = List.of("a"),
                parameters -> parameters.queue = List.of("a, b"),
                parameters -> parameters.tz = "Europe/Berlin",
                parameters -> parameters.interval = "1d",
                parameters -> parameters.groupBy = "none",
                parameters -> parameters.slMode = "ignore",
                parameters -> parameters.attribution = "event");
        for (Consumer<QueueParameters> other : others) {
            Consumer<QueueParameters> both = parameters -> parameters.queue = List.of("a", "b");
            assertThat(asked(both.andThen(other)).paging().question()).isNotEqualTo(question);
        }
    }
}
