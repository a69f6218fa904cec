package io.smartcallcenter.routing.numberplan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What each dialled number means.
 *
 * @param defaultQueue for unknown numbers, and whenever a decision fails
 * @param entries in the order of the file
 */
public record NumberPlan(Target.Queue defaultQueue, List<Entry> entries) {

    public NumberPlan {
        entries = List.copyOf(entries);
    }

    /** The most specific entry; of equally specific ones the first of the file. */
    public Optional<Entry> find(String dialled) {
        return entries.stream()
                .filter(entry -> entry.number().matches(dialled))
                .min(Comparator.comparing(Entry::number));
    }
}
