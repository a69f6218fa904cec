package io.smartcallcenter.notification.ws;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.ws.ReplicaStore.Connected;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What replicas tell each other of their clients. */
@Tag("storage")
class ReplicaStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
    private static final Connected ANNA = new Connected("anna", "PJSIP/0001", NOW, List.of("calls", "me"));
    private static final Connected BERT = new Connected("bert", null, NOW.minusSeconds(9), List.of());

    private final Database database = new Database();
    private final ReplicaStore store = new ReplicaStore(database.client(), database.name);

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void othersSeeWhatAReplicaSaidLast() {
        result(store.tell("one", NOW, List.of(BERT)));
        result(store.tell("one", NOW.plusSeconds(5), List.of(ANNA, BERT)));
        result(store.tell("two", NOW, List.of()));

        assertThat(result(store.ofOthers("two", NOW))).containsExactly(ANNA, BERT);
        assertThat(result(store.ofOthers("one", NOW))).isEmpty();
        result(store.gone("one"));
        assertThat(result(store.ofOthers("two", NOW))).isEmpty();
    }

    @Test
    void aReplicaThatIsSilentIsNotCountedAndThenForgotten() {
        result(store.tell("silent", NOW, List.of(ANNA)));
        result(store.tell("alive", NOW.plusSeconds(60), List.of(BERT)));

        assertThat(result(store.ofOthers("me", NOW))).containsExactlyInAnyOrder(ANNA, BERT);
        assertThat(result(store.ofOthers("me", NOW.plusMillis(1)))).containsExactly(BERT);
        result(store.forgetSilent(NOW));
        assertThat(database.documents("presence")).hasSize(2);
        result(store.forgetSilent(NOW.plusMillis(1)));
        assertThat(database.documents("presence")).hasSize(1);
    }
}
