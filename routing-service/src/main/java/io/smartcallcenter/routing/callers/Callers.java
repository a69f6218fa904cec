package io.smartcallcenter.routing.callers;

import io.smartcallcenter.routing.numberplan.DialledNumber;
import io.smartcallcenter.routing.numberplan.NumberIndex;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All lists of callers. A caller belongs to one: a blocking one before all others, else the first one of the document. */
public final class Callers {

    public static final Callers NONE = new Callers(List.of());

    private final List<CallerList> lists;
    private final Optional<CallerList> withheld;
    private final NumberIndex index;
    /** The list of each pattern of the index. */
    private final List<CallerList> owners = new ArrayList<>();

    /** @param lists in the order of the document */
    public Callers(List<CallerList> lists) {
        this.lists = List.copyOf(lists);
        List<CallerList> blockingFirst = lists.stream()
                .sorted(Comparator.comparing(list -> list.block() == null))
                .toList();
        this.withheld = blockingFirst.stream().filter(CallerList::withheld).findFirst();
        List<NumberPattern> patterns = new ArrayList<>();
        for (CallerList list : blockingFirst) {
            for (NumberPattern pattern : list.numbers()) {
                patterns.add(pattern);
                owners.add(list);
            }
        }
        this.index = new NumberIndex(patterns);
    }

    /** In the order of the document. */
    public List<CallerList> lists() {
        return lists;
    }

    /** The list that a caller belongs to. */
    public Optional<CallerList> find(DialledNumber caller) {
        if (caller.withheld()) {
            return withheld;
        }
        OptionalInt position = index.first(caller);
        return position.isPresent() ? Optional.of(owners.get(position.getAsInt())) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Callers callers && lists.equals(callers.lists);
    }

    @Override
    public int hashCode() {
        return lists.hashCode();
    }

    @Override
    public String toString() {
        return "Callers" + lists;
    }
}
