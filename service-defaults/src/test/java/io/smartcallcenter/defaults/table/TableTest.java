package io.smartcallcenter.defaults.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    private record Pause(String reason, Double seconds) {}

    private record Row(
            String queue, long calls, Double rate, Map<String, Long> refused, Boolean ok, List<Pause> pauses) {}

    private static final Row BLANK = new Row(null, 0, null, refused(0, 0), null, List.of());

    private static Map<String, Long> refused(long full, long closed) {
        Map<String, Long> refused = new LinkedHashMap<>();
        refused.put("FULL", full);
        refused.put("CLOSED", closed);
        return refused;
    }

    private static Table table(List<Row> rows) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("tz", "UTC");
        question.put("interval", null);
        return Table.of("queues", BLANK, rows, question, new ObjectMapper());
    }

    @Test
    void columnsAreTheValuesOfTheJsonInItsOrder() {
        Table table = table(List.of(new Row(
                "support", 3, 66.7, refused(1, 0), true, List.of(new Pause("lunch", 60.0), new Pause("tea", 5.5)))));

        assertThat(table.columns())
                .containsExactly("queue", "calls", "rate", "refused_FULL", "refused_CLOSED", "ok", "pauses");
        assertThat(table.rows().get(0))
                .usingElementComparator((a, b) -> a.toString().compareTo(b.toString()))
                .containsExactly("support", 3, 66.7, 1, 0, true, "lunch 60.0, tea 5.5");
        assertThat(table.question()).containsExactly(entry("tz", "UTC"), entry("interval", null));
    }

    @Test
    void whatIsNullIsAnEmptyCell() {
        assertThat(table(List.of(BLANK)).rows().get(0)).isEqualTo(Arrays.asList(null, 0L, null, 0L, 0L, null, ""));
    }

    @Test
    void withoutRowsThereIsAHeader() {
        assertThat(table(List.of()).columns()).hasSize(7);
        assertThat(table(List.of()).rows()).isEmpty();
    }
}
