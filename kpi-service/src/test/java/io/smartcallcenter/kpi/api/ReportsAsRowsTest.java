package io.smartcallcenter.kpi.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.smartcallcenter.defaults.answer.Report;
import io.smartcallcenter.defaults.table.Table;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.api.parameters.Asking;
import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.metrics.OfferTally;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueTally;
import io.smartcallcenter.kpi.operator.TimeTotals;
import io.smartcallcenter.kpi.query.Completeness;
import io.smartcallcenter.kpi.query.OperatorAnswer;
import io.smartcallcenter.kpi.query.OperatorRow;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueRow;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.OfferRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What rows carry besides their figures. */
class ReportsAsRowsTest {

    private static final Completeness COMPLETE = new Completeness(List.of());

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    private static QueueRow queue(String name, int cell) {
        return new QueueRow(name, cell, new QueueTally(Policy.DEFAULT, 0).figures(name));
    }

    private static OperatorRow operator(String iface, String queue) {
        OperatorFigures figures = new OperatorFigures(
                iface,
                iface == null ? null : "Anna",
                new OfferTally().counts(),
                Map.of("support", new OfferTally().counts()),
                TimeTotals.NONE);
        return new OperatorRow(iface, queue, 0, figures);
    }

    @Test
    void aRowHasItsIntervalAndIsIncompleteOnlyIfEventsOfItWereLost() {
        Instant from = Instant.parse("2026-11-23T01:30:00Z");
        Completeness outage = new Completeness(List.of(new Outage("pbx1", "AMI", from, from.plusSeconds(60))));
        QueueReport report =
                QueueReport.of(Asking.queues("1h"), new QueueAnswer(List.of(queue("a", 1), queue("a", 2)), outage));

        assertThat(report.head().complete()).isFalse();
        assertThat(report.rows())
                .extracting(
                        row -> row.span().from().toString(), row -> row.span().complete())
                .containsExactly(tuple("2026-11-23T00:00:00Z", true), tuple("2026-11-23T01:00:00Z", false));
    }

    private static QueueRow lost(String name, int cell) {
        QueueTally tally = new QueueTally(Policy.DEFAULT, 0);
        tally.left(new EntryRow(true, true, 0, EntryOutcome.LOST, 0, 1));
        return new QueueRow(name, cell, tally.figures(name));
    }

    /** Joined shortly before a gap: the row has no outage, and yet nobody knows how its call ended. */
    @Test
    void aRowWithALostCallIsIncompleteAndSoIsTheReportAlsoOnAnotherPage() {
        QueueAnswer answer = new QueueAnswer(List.of(queue("a", 0), queue("b", 0), lost("b", 1)), COMPLETE);

        QueueReport report = QueueReport.of(Asking.queues("1h"), answer);
        QueueReport firstPage = QueueReport.of(Asking.queues("queue", "arrival", "1"), answer);

        assertThat(report.rows()).extracting(row -> row.span().complete()).containsExactly(true, true, false);
        assertThat(report.head().complete()).isFalse();
        assertThat(firstPage.rows()).extracting(row -> row.span().complete()).containsExactly(true);
        assertThat(firstPage.head().complete()).isFalse();
    }

    @Test
    void anOperatorWithALostOfferIsIncompleteAndSoIsTheReport() {
        OfferTally tally = new OfferTally();
        tally.ended(new OfferRow(true, true, "support", 0, OfferOutcome.LOST, 1, -1, -1, -1, 0, 1));
        OperatorFigures figures = new OperatorFigures("PJSIP/2", "Bob", tally.counts(), Map.of(), TimeTotals.NONE);

        OperatorReport report = OperatorReport.of(
                Asking.operators(),
                new OperatorAnswer(
                        List.of(operator("PJSIP/1", null), new OperatorRow("PJSIP/2", null, 0, figures)), COMPLETE));

        assertThat(report.rows()).extracting(row -> row.span().complete()).containsExactly(true, false);
        assertThat(report.head().complete()).isFalse();
    }

    @Test
    void aLostCallMakesItsRangeOfAComparisonAndAHeatmapIncomplete() {
        QueueAnswer whole = new QueueAnswer(List.of(queue("a", 0)), COMPLETE);
        QueueAnswer lost = new QueueAnswer(List.of(lost("a", 0)), COMPLETE);

        Comparison.Head head =
                Comparison.of(Asking.comparison(), whole, lost, json).head();
        assertThat(head.now().complete()).isTrue();
        assertThat(head.withComplete()).isFalse();
        assertThat(Comparison.of(Asking.comparison(), lost, whole, json)
                        .head()
                        .now()
                        .complete())
                .isFalse();
        assertThat(Heatmap.of(Asking.hoursOfTheWeek(), whole).head().complete()).isTrue();
        assertThat(Heatmap.of(Asking.hoursOfTheWeek(), lost).head().complete()).isFalse();
    }

    @Test
    void withEventAttributionThereIsNoIdentity() {
        QueueAnswer answer = new QueueAnswer(List.of(queue("a", 1)), COMPLETE);

        assertThat(QueueReport.of(Asking.queues("queue", "arrival", null), answer)
                        .rows()
                        .get(0)
                        .identity())
                .isTrue();
        assertThat(QueueReport.of(Asking.queues("queue", "event", null), answer)
                        .rows()
                        .get(0)
                        .identity())
                .isNull();
    }

    @Test
    void allQueuesTogetherHaveNoName() {
        QueueReport report = QueueReport.of(
                Asking.queues("none", "arrival", "1"),
                new QueueAnswer(List.of(queue(null, 0), queue(null, 1)), COMPLETE));

        assertThat(report.rows()).extracting(QueueReport.Row::queue).containsExactly((String) null);
        assertThat(report.nextCursor()).isNotNull();
    }

    @Test
    void anOperatorHasQueuesInsideOnlyAsARowOfTheWholeRange() {
        assertThat(operators("operator", null, operator("PJSIP/1", null))
                        .at("/operators/0/queues/0/queue")
                        .asText())
                .isEqualTo("support");
        assertThat(operators("operator", "1h", operator("PJSIP/1", null))
                        .at("/operators/0")
                        .has("queues"))
                .isFalse();
        JsonNode queue = operators("queue", null, operator(null, "support")).at("/operators/0");
        assertThat(queue.has("queues")).isFalse();
        assertThat(queue.get("interface").isNull()).isTrue();
        assertThat(queue.get("name").isNull()).isTrue();
        assertThat(queue.get("queue").asText()).isEqualTo("support");
    }

    private JsonNode operators(String groupBy, String interval, OperatorRow row) {
        return json.valueToTree(OperatorReport.of(
                Asking.operators(groupBy, interval, "arrival"), new OperatorAnswer(List.of(row), COMPLETE)));
    }

    @Test
    void everyTableHasTheColumnsOfItsRows() {
        fits(QueueReport.of(Asking.queues("1h"), new QueueAnswer(List.of(queue("a", 1)), COMPLETE)));
        fits(OperatorReport.of(Asking.operators(), new OperatorAnswer(List.of(operator("PJSIP/1", null)), COMPLETE)));
        fits(Heatmap.of(Asking.hoursOfTheWeek(), new QueueAnswer(List.of(), COMPLETE)));
        fits(Comparison.of(
                Asking.comparison(),
                new QueueAnswer(List.of(queue("a", 0)), COMPLETE),
                new QueueAnswer(List.of(queue("b", 0)), COMPLETE),
                json));
    }

    private void fits(Report report) {
        Table table = Table.of(report.name(), report.blank(), report.rows(), report.question(), json);
        assertThat(table.rows()).isNotEmpty().allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
        assertThat(table.question()).containsKeys("from", "to", "tz", "attribution", "complete");
    }
}
