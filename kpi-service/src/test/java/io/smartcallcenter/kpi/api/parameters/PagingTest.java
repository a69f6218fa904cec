package io.smartcallcenter.kpi.api.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.kpi.api.parameters.Paging.Page;
import io.smartcallcenter.kpi.api.parameters.Paging.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private static final List<Place> ROWS = List.of(
            Place.of(null, 0),
            Place.of("a", 0),
            Place.of("a", 2),
            Place.of("a:1:b\n", 10),
            Place.of("поддержка", 3),
            Place.of("поддержка", 20));

    private static Page<Place> page(int limit, String cursor, String question) {
        return Paging.of(limit, cursor, List.of(question)).of(ROWS, place -> place);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7})
    void thePagesTogetherAreTheWhole(int limit) {
        List<Place> walked = new ArrayList<>();
        String cursor = null;
        do {
            Page<Place> page = page(limit, cursor, "q");
            assertThat(page.rows()).hasSizeBetween(1, limit);
            walked.addAll(page.rows());
            cursor = page.next();
        } while (cursor != null);

        assertThat(walked).isEqualTo(ROWS);
    }

    @Test
    void aRowThatHasGoneMeanwhileIsNotMissedAndANewOneIsSeen() {
        String cursor = page(3, null, "q").next();
        List<Place> later = List.of(Place.of("a", 1), Place.of("b", 0), Place.of("c", 0));

        assertThat(Paging.of(10, cursor, List.of("q")).of(later, place -> place).rows())
                .containsExactly(Place.of("b", 0), Place.of("c", 0));
    }

    @Test
    void aCursorOfAnotherQuestionIsRefused() {
        String cursor = page(2, null, "q").next();

        assertThatThrownBy(() -> page(2, cursor, "r"))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("cursor is of another question");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "nonsense", "AAAA", "YWJjOjE6", "Zm9vOjE6Ym"})
    void whatIsNoCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> page(2, cursor, "q"))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(400))
                .hasMessageContaining("cursor");
    }

    @Test
    void aCursorWithAPlaceThatIsNoNumberIsRefused() {
        String broken = Base64.getUrlEncoder().encodeToString("00ff:99999999999:a".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> page(2, broken, "q")).hasMessageContaining("cursor is not the next_cursor");
    }

    @Test
    void anExportHasEverythingUnlessALimitIsAsked() {
        assertThat(Paging.limit(null, Format.JSON)).isEqualTo(5_000);
        assertThat(Paging.limit(null, Format.CSV)).isEqualTo(100_000);
        assertThat(Paging.limit("7", Format.XLSX)).isEqualTo(7);
    }
}
