package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import io.smartcallcenter.routing.numberplan.Opening;
import io.smartcallcenter.routing.numberplan.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The number plan. */
final class NumbersReader {

    /** What a customer card has room for. */
    static final int MOST_CAPTION = 80;

    private static final Set<String> KEYS = Set.of("number", "hours", "outside", "caption", "description");

    private final PatternReader patterns;
    private final TargetReader targets;
    private final OpeningReader opening;
    /** The path of the entry that has a number. */
    private final Map<String, String> numbers = new HashMap<>();

    NumbersReader(PatternReader patterns, TargetReader targets, OpeningReader opening) {
        this.patterns = patterns;
        this.targets = targets;
        this.opening = opening;
    }

    List<Entry> read(Node node, int most) {
        return node.each(most, (each, i) -> entry(each));
    }

    /** Null after a fault. */
    private Entry entry(Node node) {
        NumberPattern number = number(node);
        Set<String> known = new HashSet<>(TargetReader.keys(node));
        if (known.isEmpty()) {
            return null;
        }
        known.addAll(KEYS);
        node.mappingOf(known);
        node.get("description").text(null);
        String caption = node.get("caption").label(MOST_CAPTION);
        Target target = targets.read(node);
        Opening open = opening.read(node);
        return number == null || target == null ? null : new Entry(number, target, open, caption);
    }

    /** Of two entries for one number only the first would ever be used. */
    private NumberPattern number(Node node) {
        NumberPattern number = patterns.read(node.get("number"));
        String first = number == null ? null : numbers.putIfAbsent(number.text(), node.path());
        if (first != null) {
            node.get("number").fault("is there already, see " + first);
        }
        return number;
    }
}
