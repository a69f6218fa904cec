package io.smartcallcenter.gateway.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of callers when the owner of a node lets it go; Kafka is away all the time. */
class NodeOwnershipTest {

    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", "127.0.0.1:1");

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Inheritance inheritance = new Inheritance(KAFKA);
    private final ClaimWriter claims = new ClaimWriter(KAFKA);
    private final NodeOwnership ownership = new NodeOwnership(
            "pbx1",
            new OwnClaim(
                    "pbx1", new OwnershipSettings("group", "here", "http://here", Duration.ZERO), inheritance, claims),
            Duration.ZERO,
            (node, epoch, predecessor) -> new Told(),
            () -> {},
            new Silent());

    @AfterEach
    void close() {
        ownership.shutDown();
        inheritance.close();
        claims.close();
    }

    @Test
    void whoComesWhileANodeIsDisconnectedIsNotLeftWaiting() throws Exception {
        ownership.held();
        await().atMost(Duration.ofMinutes(3)).until(() -> ownership.status().state() == NodeStatus.State.OWNER);

        assertThat(ownership.disconnect().get()).isTrue();

        assertThat(done).containsExactly("drain", "hand over", "end without a successor");
    }

    private final class Told implements Tenure {

        @Override
        public Instant heard() {
            return null;
        }

        @Override
        public boolean controls() {
            return true;
        }

        @Override
        public void drain() {
            done.add("drain");
        }

        @Override
        public void handOver() {
            done.add("hand over");
        }

        @Override
        public void end(boolean successor) {
            done.add(successor ? "end with a successor" : "end without a successor");
        }

        @Override
        public void abandon() {
            done.add("abandon");
        }
    }

    private record Silent() implements Intrusion.Alarm {

        @Override
        public void raise(String node, Instant since) {}

        @Override
        public void clear(String node) {}
    }
}
