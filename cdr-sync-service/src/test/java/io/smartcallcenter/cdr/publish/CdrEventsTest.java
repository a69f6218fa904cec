package io.smartcallcenter.cdr.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.cdr.reconcile.Finding;
import io.smartcallcenter.cdr.reconcile.Reason;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class CdrEventsTest {

    @Test
    void theIdIsMadeOfTheFactsAndTheSameInEveryJvm() {
        Verdict verdict = new Verdict(State.MISSING_IN_CDR, List.of(Finding.of(Reason.NO_ROW, "no row came")), null);

        assertThat(CdrEvents.id("pbx1/1.0", 7, verdict)).isEqualTo("cdr/pbx1/1.0/7/MISSING_IN_CDR");
    }
}
