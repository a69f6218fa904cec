package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.events.QueueStrategy;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.queues.EmptyState;
import io.smartcallcenter.routing.queues.Overflow;
import io.smartcallcenter.routing.queues.QueueRules;
import java.util.List;
import java.util.Set;

/** The part of the document about queues. */
final class QueuesReader {

    private static final Set<String> KEYS = Set.of(
            "strategy",
            "ring-s",
            "retry-s",
            "wrapup-s",
            "autopause",
            "ring-in-use",
            "weight",
            "most-waiting",
            "service-level-s",
            "short-abandon-s",
            "join-empty",
            "leave-when-empty",
            "hours",
            "outside",
            "overflow",
            "nobody-available");
    private static final String GENERAL = "general";
    private static final int MOST_RING_S = 600;
    private static final int HOUR_S = 3_600;
    private static final int MOST_WEIGHT = 1_000;
    private static final int MOST_WAITING = 100_000;

    private final OpeningReader opening;
    private final InsteadReader instead;

    QueuesReader(OpeningReader opening, InsteadReader instead) {
        this.opening = opening;
        this.instead = instead;
    }

    /** Null after a fault that leaves nothing to read. */
    QueueRules read(String name, Node node) {
        if (!DialplanText.QUEUE.accepts(name)) {
            node.fault("'" + name + "' is no " + DialplanText.QUEUE.rule());
        }
        if (name.equalsIgnoreCase(GENERAL)) {
            node.fault("is what queues.conf calls the settings of all queues");
        }
        if (!node.mappingOf(KEYS)) {
            return null;
        }
        return new QueueRules(
                name,
                node.get("strategy").oneOf(QueueStrategy.class, QueueStrategy.LEASTRECENT),
                node.get("ring-s").seconds(25, 1, MOST_RING_S),
                // Asterisk takes 0 for its own default.
                node.get("retry-s").seconds(3, 1, MOST_RING_S),
                node.get("wrapup-s").seconds(0, 0, HOUR_S),
                node.get("autopause").yes(true),
                node.get("ring-in-use").yes(false),
                node.get("weight").whole(0, 0, MOST_WEIGHT),
                node.get("most-waiting").whole(0, 0, MOST_WAITING),
                node.get("service-level-s").seconds(20, 1, HOUR_S),
                node.get("short-abandon-s").seconds(5, 0, HOUR_S),
                states(node.get("join-empty")),
                states(node.get("leave-when-empty")),
                opening.read(node),
                overflow(name, node.get("overflow")),
                nobodyAvailable(name, node.get("nobody-available")));
    }

    private static List<EmptyState> states(Node node) {
        return node.each((each, i) -> each.oneOf(EmptyState.class, null));
    }

    private static Overflow overflow(String queue, Node node) {
        if (node.missing() || !node.mappingOf(Set.of("after-s", "waiting", "to"))) {
            return null;
        }
        if (!node.has("after-s") && !node.has("waiting")) {
            node.fault("needs after-s or waiting");
        }
        Node to = node.get("to");
        if (to.missing()) {
            to.fault("is missing: where callers go");
        }
        Then then = ThenReader.read(to);
        if (queue.equals(then.target())) {
            to.fault("is the queue itself");
        }
        return new Overflow(
                node.get("after-s").seconds(0, 1, DialplanText.MOST_SECONDS),
                node.get("waiting").whole(0, 1, MOST_WAITING),
                then);
    }

    private Instead nobodyAvailable(String queue, Node node) {
        Instead read = instead.read(node);
        if (read instanceof Instead.OtherQueue other && other.queue().equals(queue)) {
            node.get("queue").fault("is the queue itself");
        }
        return read;
    }
}
