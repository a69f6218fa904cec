package io.smartcallcenter.routing.numberplan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What each dialled number means.
 *
 * @param numbering how numbers are read
 * @param defaultQueue for unknown numbers, and whenever a decision fails
 * @param entries in the order of the document
 */
public record NumberPlan(Numbering numbering, Target.Queue defaultQueue, List<Entry> entries) {

    public NumberPlan {
        entries = List.copyOf(entries);
    }

    /** The most specific entry; of equally specific ones the first of the document. */
    public Optional<Entry> find(DialledNumber number) {
        return entries.stream()
                .filter(entry -> entry.number().matches(number))
                .min(Comparator.comparing(Entry::number));
    }
}
