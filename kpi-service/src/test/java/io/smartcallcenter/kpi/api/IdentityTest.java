package io.smartcallcenter.kpi.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.kpi.query.Attribution;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The identity is that of the columns that an analyst sees: it can be false. */
class IdentityTest {

    private static Boolean queue(long total, long lost) {
        return queue(total, lost, Attribution.ARRIVAL);
    }

    private static Boolean queue(long total, long lost, Attribution attribution) {
        return new QueueColumns(
                        total, Map.of(), total, 1, null, 2, 3, 4, 5, 6, 7, 8, lost, 10, 0, 0, null, null, null, null,
                        null, null, null, null)
                .identity(attribution);
    }

    private static Boolean operator(long offered, long ringing, Attribution attribution) {
        return new OfferColumns(offered, 0, 1, 2, 3, 4, 5, 6, 7, ringing, null, null, null, null, null, null)
                .identity(attribution);
    }

    @Test
    void aQueueEntryThatStandsInNoColumnOrInTwoBreaksIt() {
        assertThat(queue(55, 9)).isTrue();
        assertThat(queue(55, 8)).isFalse();
        assertThat(queue(55, 10)).isFalse();
    }

    @Test
    void anOfferThatStandsInNoColumnOrInTwoBreaksIt() {
        assertThat(operator(36, 8, Attribution.ARRIVAL)).isTrue();
        assertThat(operator(36, 7, Attribution.ARRIVAL)).isFalse();
        assertThat(operator(36, 9, Attribution.ARRIVAL)).isFalse();
    }

    @Test
    void whereJoinsAndOutcomesBelongToDifferentIntervalsItIsNotDefined() {
        assertThat(queue(55, 9, Attribution.EVENT)).isNull();
        assertThat(operator(36, 8, Attribution.EVENT)).isNull();
    }
}
