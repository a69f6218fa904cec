package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.routing.callers.CallerList;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import java.util.List;
import java.util.Set;

/** The part of the document about callers who are treated alike. */
final class CallersReader {

    private static final Set<String> KEYS = Set.of("numbers", "withheld", "block", "priority", "queue", "caption");

    private final PatternReader patterns;
    private final InsteadReader instead;
    private int read;

    CallersReader(PatternReader patterns, InsteadReader instead) {
        this.patterns = patterns;
        this.instead = instead;
    }

    /** Null after a fault that leaves nothing to read. */
    CallerList read(String name, Node node) {
        if (!node.mappingOf(KEYS)) {
            return null;
        }
        List<NumberPattern> numbers = numbers(node.get("numbers"));
        boolean withheld = node.get("withheld").yes(false);
        if (node.get("numbers").value().isEmpty() && !withheld) {
            node.fault("needs numbers, or withheld: true");
        }
        if (node.has("block")) {
            List.of("priority", "queue", "caption").stream().filter(node::has).forEach(key -> node.get(key)
                    .fault("has no meaning for callers who are blocked"));
        }
        Node queue = node.get("queue");
        return new CallerList(
                name,
                numbers,
                withheld,
                instead.read(node.get("block")),
                node.get("priority").whole(0, 0, TargetReader.MOST_PRIORITY),
                queue.missing() ? null : queue.of(DialplanText.QUEUE),
                node.get("caption").label(NumbersReader.MOST_CAPTION));
    }

    private List<NumberPattern> numbers(Node node) {
        read += node.value().size();
        if (read > RulesReader.MOST_CALLERS) {
            node.fault("all lists together have at most " + RulesReader.MOST_CALLERS + " numbers");
            return List.of();
        }
        return node.each((each, i) -> patterns.read(each));
    }
}
