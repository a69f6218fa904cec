package io.smartcallcenter.routing.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalQueryTest {

    private static final Cursor CURSOR = new Cursor(Instant.parse("2026-11-23T09:00:00.123Z"), "pbx1/1 7.1/1");

    private static String of(String parameter, String name, String value) {
        return parameter.equals(name) ? value : null;
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "callId, ' '",
        "dialled, ''",
        "from, yesterday",
        "from, 2026-11-23T09:00:00",
        "to, 9999999999",
        "limit, 0",
        "limit, 501",
        "limit, many",
        "cursor, '???'",
        "cursor, bm9uZQ",
        "cursor, eCB5",
        "cursor, OTk5OTk5OTk5OTk5OTk5OTk5OTk5OSB4",
    })
    void whatCannotBeReadIsNamed(String parameter, String value) {
        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class,
                () -> JournalQuery.of(
                        of(parameter, "callId", value),
                        of(parameter, "dialled", value),
                        of(parameter, "from", value),
                        of(parameter, "to", value),
                        of(parameter, "limit", value),
                        of(parameter, "cursor", value)));
        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getDetail()).startsWith(parameter + " ");
    }

    @Test
    void fromIsBeforeTo() {
        String nine = "2026-11-23T09:00:00Z";
        HttpProblem problem =
                catchThrowableOfType(HttpProblem.class, () -> JournalQuery.of(null, null, nine, nine, null, null));
        assertThat(problem.getDetail()).startsWith("from ");
    }

    @Test
    void nothingAskedForIsTheNewestFifty() {
        assertThat(JournalQuery.of(null, null, null, null, null, null))
                .isEqualTo(new JournalQuery(null, null, null, null, 50, null));
    }

    @Test
    void aCursorIsReadAsItWasGiven() {
        assertThat(Cursor.read(CURSOR.text())).isEqualTo(CURSOR);
    }
}
