package io.smartcallcenter.kpi.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.defaults.answer.Report;
import io.smartcallcenter.kpi.api.parameters.ComparisonParameters;
import io.smartcallcenter.kpi.api.parameters.Paging.Page;
import io.smartcallcenter.kpi.api.parameters.Paging.Place;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.QueueAnswer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code GET /api/kpi/compare}: each queue in two ranges. */
@JsonNaming(SnakeCaseStrategy.class)
public record Comparison(
        @JsonUnwrapped Head head,
        List<Row> queues,
        @Schema(description = "Null: there are no more rows", nullable = true) String nextCursor)
        implements Report {

    /** The two ranges. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "ComparisonHead")
    public record Head(
            @JsonUnwrapped QueueHead now,
            @Schema(description = "Inclusive, in UTC") Instant withFrom,
            @Schema(description = "Exclusive, in UTC") Instant withTo,
            @Schema(description = "False if events of the other range were lost, or how a call in it ended")
                    boolean withComplete) {}

    /** One queue, or all together. */
    @Schema(name = "ComparisonRow")
    public record Row(
            @Schema(description = "Null: all queues together", nullable = true) String queue,
            @Schema(description = "From from to to") QueueColumns now,
            @Schema(description = "From with_from to with_to") QueueColumns then,
            @Schema(
                            description = "now minus then, column by column; null where one of them is null",
                            implementation = QueueColumns.class)
                    JsonNode change,
            @Schema(description = QueueColumns.IDENTITY + ". Of both ranges", nullable = true) Boolean identity) {

        static Row of(String queue, QueueColumns now, QueueColumns then, Attribution attribution, ObjectMapper json) {
            return new Row(
                    queue,
                    now,
                    then,
                    Change.between(json.valueToTree(now), json.valueToTree(then)),
                    attribution == Attribution.EVENT ? null : now.identity(attribution) && then.identity(attribution));
        }
    }

    static Comparison of(ComparisonParameters.Asked asked, QueueAnswer now, QueueAnswer then, ObjectMapper json) {
        Map<Place, QueueColumns> ours = byPlace(now);
        Map<Place, QueueColumns> theirs = byPlace(then);
        Set<Place> places = new TreeSet<>(ours.keySet());
        places.addAll(theirs.keySet());
        Page<Place> page = asked.paging().of(List.copyOf(places), place -> place);
        return new Comparison(
                new Head(
                        QueueHead.of(
                                asked.now(),
                                asked.zone(),
                                null,
                                now.complete(asked.now().grid())),
                        asked.then().grid().range().from(),
                        asked.then().grid().range().to(),
                        then.complete(asked.then().grid())),
                page.rows().stream()
                        .map(place -> Row.of(
                                asked.now().byQueue() ? place.name() : null,
                                ours.getOrDefault(place, QueueColumns.NONE),
                                theirs.getOrDefault(place, QueueColumns.NONE),
                                asked.now().attribution(),
                                json))
                        .toList(),
                page.next());
    }

    private static Map<Place, QueueColumns> byPlace(QueueAnswer answer) {
        return answer.rows().stream()
                .collect(Collectors.toMap(
                        row -> Place.of(row.queue(), row.cell()), row -> QueueColumns.of(row.figures())));
    }

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public Object question() {
        return head;
    }

    @Override
    public List<Row> rows() {
        return queues;
    }

    /** The change of a column has its name even where it is null. */
    @Override
    public Map<String, Object> blank() {
        Map<String, Object> blank = new LinkedHashMap<>();
        blank.put("queue", null);
        blank.put("now", QueueColumns.NONE);
        blank.put("then", QueueColumns.NONE);
        blank.put("change", QueueColumns.NONE);
        blank.put("identity", null);
        return blank;
    }
}
