package io.smartcallcenter.routing.callers;

import io.smartcallcenter.routing.numberplan.DialledNumber;
import java.util.List;
import java.util.Optional;

/**
 * All lists of callers, in the order of the document.
 */
public record Callers(List<CallerList> lists) {

    public static final Callers NONE = new Callers(List.of());

    public Callers {
        lists = List.copyOf(lists);
    }

    /** The list that a caller belongs to: a blocking one first, else the first one. */
    public Optional<CallerList> find(DialledNumber caller) {
        Optional<CallerList> blocked = lists.stream()
                .filter(list -> list.block() != null && holds(list, caller))
                .findFirst();
        return blocked.isPresent()
                ? blocked
                : lists.stream().filter(list -> holds(list, caller)).findFirst();
    }

    private static boolean holds(CallerList list, DialledNumber caller) {
        return caller.withheld()
                ? list.withheld()
                : list.numbers().stream().anyMatch(pattern -> pattern.matches(caller));
    }
}
