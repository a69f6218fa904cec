package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.cdr.report.HybridFold;
import io.smartcallcenter.defaults.answer.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code GET /api/admin/reports/hybrid-statistics}. */
public record HybridStatistics(Question question, List<Row> rows) implements Report {

    private static final Row BLANK = Row.of(new HybridFold.Row("", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of()));

    /** What was asked. */
    @Schema(name = "HybridQuestion")
    public record Question(Instant from, Instant to, String tz, @JsonProperty("group_by") String groupBy) {}

    /** One group, both sides beside each other and joined. */
    @Schema(name = "HybridRow")
    public record Row(
            @Schema(description = "Empty: not known") String group,
            @JsonProperty("event_calls") long eventCalls,
            @JsonProperty("event_answered") long eventAnswered,
            @JsonProperty("event_talk_seconds") long eventTalkSeconds,
            @JsonProperty("cdr_calls") long cdrCalls,
            @JsonProperty("cdr_answered") long cdrAnswered,
            @JsonProperty("cdr_billable_seconds") @Schema(description = "billsec of the answered operators' legs")
                    long cdrBillableSeconds,
            long matched,
            @JsonProperty("only_in_events") long onlyInEvents,
            @JsonProperty("only_in_cdr") long onlyInCdr,
            long differing,
            long pending,
            @JsonProperty("talk_differs")
                    @Schema(description = "Matched calls whose legs last otherwise than ring and talk of the events")
                    long talkDiffers,
            @Schema(
                            description =
                                    "Calls by code, NO_ROW 2, TALK_TIME 1: /api/admin/reports/reconciliation?reason= lists them",
                            examples = "NO_ROW 2, TALK_TIME 1")
                    String reasons) {

        static Row of(HybridFold.Row row) {
            return new Row(
                    row.group(),
                    row.eventCalls(),
                    row.eventAnswered(),
                    row.eventTalkS(),
                    row.cdrCalls(),
                    row.cdrAnswered(),
                    row.cdrBillableS(),
                    row.matched(),
                    row.onlyInEvents(),
                    row.onlyInCdr(),
                    row.differing(),
                    row.pending(),
                    row.talkDiffers(),
                    row.reasons().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public String name() {
        return "hybrid";
    }

    @Override
    public Row blank() {
        return BLANK;
    }

    @Override
    public String nextCursor() {
        return null;
    }
}
