package io.smartcallcenter.kpi.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.answer.Report;
import io.smartcallcenter.defaults.table.SafeCsv;
import io.smartcallcenter.defaults.table.Table;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.api.parameters.Asking;
import io.smartcallcenter.kpi.metrics.OfferCounts;
import io.smartcallcenter.kpi.metrics.OfferTally;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.QueueTally;
import io.smartcallcenter.kpi.operator.TimeTotals;
import io.smartcallcenter.kpi.query.Completeness;
import io.smartcallcenter.kpi.query.OperatorAnswer;
import io.smartcallcenter.kpi.query.OperatorRow;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueRow;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the OpenAPI are what the code answers. */
class ExamplesTest {

    private static final Completeness COMPLETE = new Completeness(List.of());

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static EntryRow entry(EntryOutcome outcome, long waitMs, long call) {
        return new EntryRow(true, true, 0, outcome, waitMs, call);
    }

    private static QueueFigures today() {
        QueueTally tally = new QueueTally(Policy.DEFAULT, 0);
        List.of(
                        entry(EntryOutcome.ANSWERED, 6_100, 1),
                        entry(EntryOutcome.ANSWERED, 12_000, 2),
                        entry(EntryOutcome.ANSWERED, 31_000, 3),
                        entry(EntryOutcome.ABANDONED, 8_000, 4),
                        entry(EntryOutcome.ABANDONED, 2_000, 5))
                .forEach(entry -> {
                    tally.joined(entry);
                    tally.left(entry);
                });
        tally.refused(new RefusalRow(0, RefusedReason.FULL));
        return tally.figures("support");
    }

    private static QueueFigures lastWeek() {
        QueueTally tally = new QueueTally(Policy.DEFAULT, 0);
        List.of(entry(EntryOutcome.ANSWERED, 5_000, 1), entry(EntryOutcome.TIMEOUT, 60_000, 2))
                .forEach(entry -> {
                    tally.joined(entry);
                    tally.left(entry);
                });
        return tally.figures("support");
    }

    private static QueueAnswer answer(int cell, QueueFigures figures) {
        return new QueueAnswer(List.of(new QueueRow("support", cell, figures)), COMPLETE);
    }

    private static OperatorFigures operator() {
        OfferTally tally = new OfferTally();
        OfferRow answered =
                new OfferRow(true, true, "support", 0, OfferOutcome.ACCEPTED, 1_000, 1_000, 184_000, 183_000, 9_500, 1);
        OfferRow missed = new OfferRow(true, true, "support", 0, OfferOutcome.TIMEOUT, 15_000, 0, 0, -1, 0, 2);
        List.of(answered, missed).forEach(offer -> {
            tally.offered(offer);
            tally.ended(offer);
        });
        OfferCounts counts = tally.counts();
        return new OperatorFigures(
                "PJSIP/1001",
                "Anna",
                counts,
                Map.of("support", counts),
                new TimeTotals(
                        28_800_000_000L,
                        1_800_000_000L,
                        60_000_000L,
                        Map.of("lunch", 1_800_000_000L),
                        183_000_000L,
                        26_757_000_000L));
    }

    private QueueReport queues() {
        return QueueReport.of(Asking.queues("1h"), answer(9, today()));
    }

    private OperatorReport operators() {
        return OperatorReport.of(
                Asking.operators(),
                new OperatorAnswer(List.of(new OperatorRow("PJSIP/1001", null, 0, operator())), COMPLETE));
    }

    @Test
    void queuesInJson() throws Exception {
        same(Examples.QUEUES, json.valueToTree(queues()));
    }

    @Test
    void queuesInCsv() {
        assertThat(Examples.QUEUES_CSV).isEqualTo(csv(queues()));
    }

    @Test
    void operatorsInJson() throws Exception {
        same(Examples.OPERATORS, json.valueToTree(operators()));
    }

    @Test
    void operatorsInCsv() {
        assertThat(Examples.OPERATORS_CSV).isEqualTo(csv(operators()));
    }

    @Test
    void oneCellOfTheHeatmap() throws Exception {
        ObjectNode all = json.valueToTree(Heatmap.of(Asking.hoursOfTheWeek(), answer(9, today())));
        ArrayNode cells = (ArrayNode) all.get("cells");
        assertThat(cells).hasSize(168);
        assertThat(cells.get(8).get("total_calls").intValue()).isZero();
        assertThat(cells.get(167).get("weekday").intValue()).isEqualTo(7);

        all.putArray("cells").add(cells.get(9));
        same(Examples.HEATMAP, all);
    }

    @Test
    void aComparison() throws Exception {
        Comparison comparison = Comparison.of(Asking.comparison(), answer(0, today()), answer(0, lastWeek()), json);

        same(Examples.COMPARE, json.valueToTree(comparison));
        Table table = Table.of("compare", comparison.blank(), comparison.rows(), comparison.question(), json);
        assertThat(table.rows().get(0)).hasSameSizeAs(table.columns());
        assertThat(table.columns()).contains("now_total_calls", "then_refused_FULL", "change_asa");
    }

    @Test
    void refusals() throws Exception {
        same(Examples.UNREADABLE, problem(Asking.unreadable()));
        same(Examples.TOO_MUCH, problem(Asking.tooMuch()));
    }

    private void same(String example, JsonNode answer) throws Exception {
        assertThat(json.readTree(example)).isEqualTo(json.readTree(json.writeValueAsString(answer)));
    }

    private JsonNode problem(HttpProblem problem) {
        return json.createObjectNode()
                .put("status", problem.getStatusCode())
                .put("title", problem.getTitle())
                .put("detail", problem.getDetail())
                .set("violations", json.valueToTree(problem.getParameters().get("violations")));
    }

    private String csv(Report report) {
        Table table = Table.of(report.name(), report.blank(), report.rows(), report.question(), json);
        return SafeCsv.of(table.columns(), table.rows()).replace("\r\n", "\n");
    }
}
