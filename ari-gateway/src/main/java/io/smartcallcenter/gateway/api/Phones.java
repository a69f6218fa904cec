package io.smartcallcenter.gateway.api;

import io.smartcallcenter.gateway.node.AsteriskNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Asks a node for its phones, at most once a second however many people look: the list of a big PBX is long. */
final class Phones {

    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(1);

    private record Asked(AsteriskNode node, long at, Future<List<Extensions.Extension>> answer) {}

    private final Map<String, Asked> last = new ConcurrentHashMap<>();

    /** A part that cannot be read now is empty. */
    Future<List<Extensions.Extension>> of(AsteriskNode node) {
        long now = System.nanoTime();
        return last.compute(
                        node.name(),
                        (name, asked) -> asked != null && asked.node() == node && now - asked.at() < FRESH_NS
                                ? asked
                                : new Asked(node, now, ask(node)))
                .answer();
    }

    private static Future<List<Extensions.Extension>> ask(AsteriskNode node) {
        Future<List<Map<String, Object>>> endpoints = node.endpoints().otherwise(List.of());
        Future<List<Map<String, String>>> members = node.queueMembers().otherwise(List.of());
        return Future.all(endpoints, members, node.live())
                .map(all -> Extensions.of(node.name(), all.resultAt(0), all.resultAt(1), all.resultAt(2)));
    }
}
