package io.smartcallcenter.kpi.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The identity is that of the columns that an analyst sees: it can be false. */
class IdentityTest {

    private static QueueFiguresJson.Row queue(long total, long lost) {
        return new QueueFiguresJson.Row(
                "support", total, Map.of(), total, 1, null, 2, 3, 4, 5, 6, 7, 8, lost, 10, 0, 0, null, null, null, null,
                null, null, null, null);
    }

    private static OperatorFiguresJson.Counts operator(long offered, long ringing) {
        return new OperatorFiguresJson.Counts(
                offered, 0, 1, 2, 3, 4, 5, 6, 7, ringing, null, null, null, null, null, null);
    }

    @Test
    void aQueueEntryThatStandsInNoColumnOrInTwoBreaksIt() {
        assertThat(queue(55, 9).identity()).isTrue();
        assertThat(queue(55, 8).identity()).isFalse();
        assertThat(queue(55, 10).identity()).isFalse();
    }

    @Test
    void anOfferThatStandsInNoColumnOrInTwoBreaksIt() {
        assertThat(operator(36, 8).identity()).isTrue();
        assertThat(operator(36, 7).identity()).isFalse();
        assertThat(operator(36, 9).identity()).isFalse();
    }

    @Test
    void itIsPublishedBesideTheColumns() {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.valueToTree(queue(55, 9)).path("identity").asBoolean()).isTrue();
        assertThat(json.valueToTree(operator(36, 8)).path("identity").asBoolean())
                .isTrue();
    }
}
