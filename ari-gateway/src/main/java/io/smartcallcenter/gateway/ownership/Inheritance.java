package io.smartcallcenter.gateway.ownership;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What the owners before us have written of a node: its claim, its open calls, its queues and operators. */
final class Inheritance implements AutoCloseable {

    private final Admin admin;
    private final CompactedTopic claims;
    private final CompactedTopic calls;
    private final CompactedTopic states;

    Inheritance(Map<String, Object> kafka) {
        admin = Admin.create(adminSettings(kafka));
        claims = new CompactedTopic(Topic.GATEWAY_NODES.topicName(), kafka, admin);
        calls = new CompactedTopic(Topic.CALL_STATE.topicName(), kafka, admin);
        states = new CompactedTopic(Topic.ASTERISK_STATE.topicName(), kafka, admin);
    }

    private static Map<String, Object> adminSettings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "ari-gateway-ends");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    void start() {
        claims.start();
        calls.start();
        states.start();
    }

    /** The newest claim that was read so far. */
    Optional<Claim> claim(String node) {
        return Claim.read(claims.get(node)).filter(claim -> claim.node().equals(node));
    }

    /** Completes when all claims of this moment are read. */
    CompletableFuture<Void> claimsRead() {
        return claims.caughtUp();
    }

    /** Completes when what owners have written of calls, queues and operators until this moment is read. */
    CompletableFuture<Void> recordsRead() {
        return CompletableFuture.allOf(calls.caughtUp(), states.caughtUp());
    }

    List<CallState> calls(String node) {
        return calls.startingWith(node + "/").stream()
                .map(EventCodec::read)
                .flatMap(data -> data instanceof CallState call ? Stream.of(call) : Stream.empty())
                .toList();
    }

    List<AsteriskState> states(String node) {
        return Stream.of("queue/", "agent/")
                .flatMap(kind -> states.startingWith(kind + node + "/").stream())
                .map(EventCodec::read)
                .flatMap(data -> data instanceof AsteriskState state ? Stream.of(state) : Stream.empty())
                .toList();
    }

    @Override
    public void close() {
        claims.close();
        calls.close();
        states.close();
        admin.close(Duration.ZERO);
    }
}
