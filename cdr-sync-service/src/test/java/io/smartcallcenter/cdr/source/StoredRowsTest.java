package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredRowsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final StoredRows stored = new StoredRows();

    private static CdrRow row(String call, Instant calldate) {
        return new CdrRow("pbx1/" + call, call, 0, calldate, "", "", "", "", "Queue", "ANSWERED", 1, 1);
    }

    @Test
    void aRowOfTheFutureKeepsNoOthers() {
        CdrRow future = row("future", Instant.parse("2099-01-01T00:00:00Z"));
        CdrRow old = row("old", NOW.minusSeconds(60));
        CdrRow fresh = row("fresh", NOW);
        stored.add(List.of(future, old, fresh));

        stored.forgetBefore(NOW);

        assertThat(stored.contains(old)).isFalse();
        assertThat(stored.contains(fresh)).isTrue();
        assertThat(stored.size()).isEqualTo(2);
    }
}
